import copy
import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterator

import pytest

import whipcount
from whipcount.errors import InputError
from whipcount.text.patterns import LazyPattern, lazy_pattern
from whipcount.text.wordlists import Wordlist


def test_nothing_is_compiled_before_it_is_used(monkeypatch):
    asked = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda *given: asked.append(given) or compile_(*given))
    words = lazy_pattern("kell", re.IGNORECASE)
    assert words.pattern == "kell"
    assert asked == []
    assert words.search("in Kell").span() == (3, 7)
    assert words.fullmatch("Kell")
    assert asked == [("kell", re.IGNORECASE)], "once, and with its flags"


def test_it_does_what_a_compiled_pattern_does():
    lazy, plain = lazy_pattern(r"(?P<n>\d+) of (\d+)"), re.compile(r"(?P<n>\d+) of (\d+)")
    text = "12 of 32, then 3 of 5"
    assert [m.groups() for m in lazy.finditer(text)] == [m.groups() for m in plain.finditer(text)]
    assert lazy.sub("x", text) == plain.sub("x", text)
    assert (lazy.groups, dict(lazy.groupindex), lazy.flags) == (plain.groups, dict(plain.groupindex), plain.flags)


def test_one_that_is_not_valid_is_told_at_its_first_use():
    wrong = lazy_pattern("(", where="en/words.yaml, noun")
    with pytest.raises(InputError, match=r"en/words.yaml, noun"):
        wrong.search("x")


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda p: pickle.loads(pickle.dumps(p))])
def test_it_can_be_copied_and_sent_to_another_process(again):
    used = lazy_pattern("a+", re.IGNORECASE)
    used.search("A")
    for words in (used, lazy_pattern("a+", re.IGNORECASE)):
        assert again(words).search("bAA").span() == (1, 3)


def _held(value: object, depth: int = 0) -> Iterator[LazyPattern]:
    if isinstance(value, LazyPattern):
        yield value
    elif isinstance(value, Wordlist):
        for key in value.content["patterns"]:
            yield from _held(getattr(value, key), depth)
    elif depth < 3 and isinstance(value, (tuple, list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _held(part, depth + 1)


def test_every_pattern_of_the_house_is_valid():
    found = set()
    for module in pkgutil.walk_packages(whipcount.__path__, "whipcount."):
        if module.name.endswith("__main__"):
            continue
        try:
            loaded = importlib.import_module(module.name)
        except ImportError:  # an extra that is not installed
            continue
        for value in vars(loaded).values():
            for words in _held(value):
                words.search("")  # raises where it is not valid
                found.add(words.pattern)
    assert len(found) > 500
