"""The one exception tree: every error says what, where and what would do, in this process or another's."""

from __future__ import annotations

import pickle

import pytest

from whipcount import errors
from whipcount.errors import InputError, MissingExtraError, WhipcountError

KINDS = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, InputError)]


def test_all_raised_errors_come_from_the_one_tree() -> None:
    from whipcount import errors

    tree = [e for e in vars(errors).values() if isinstance(e, type) and issubclass(e, Exception)]
    assert all(issubclass(e, errors.WhipcountError) for e in tree)
    assert all(e.__name__ in (errors.__doc__ or "") for e in tree)


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_comes_whole_from_another_process(kind: type[InputError]) -> None:
    made = kind("too long", where="line 3", accepted="at most 4")
    again = pickle.loads(pickle.dumps(made))
    assert type(again) is kind
    assert (again.problem, again.where, again.accepted) == ("too long", "line 3", "at most 4")
    assert str(again) == str(made) == "line 3: too long (accepted: at most 4)"


def test_what_is_not_told_is_left_out() -> None:
    assert str(InputError("too long")) == "too long"
    assert str(InputError("too long", where="line 3")) == "line 3: too long"


def test_a_missing_library_says_how_to_get_it_from_another_process_too() -> None:
    made = pickle.loads(pickle.dumps(MissingExtraError("pandas", extra="frames")))
    assert str(made) == 'pandas is not installed: pip install "whipcount[frames]"'
    assert isinstance(made, WhipcountError)
    assert not isinstance(made, InputError)
