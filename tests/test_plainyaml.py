"""YAML as people and PyYAML write it."""

from __future__ import annotations

import time

import pytest
import yaml

from whipcount.errors import InputError
from whipcount.plainyaml import MAX_REPEATED, load_yaml


def test_what_pyyaml_writes_with_aliases_is_read_back() -> None:
    members = ["TR", "HU"]
    given = {"first": {"members": members, "quota": 2}, "second": {"members": members}, "both": [members, members]}
    text = yaml.dump(given)
    assert "*id001" in text
    found = load_yaml(text)
    assert found == given
    found["first"]["members"].append("SK")  # each place has a list of its own
    assert found["second"]["members"] == members


def test_a_merge_key_is_only_a_key() -> None:
    with pytest.raises(InputError, match="no valid YAML"):
        load_yaml("base: &b {x: 1}\nother: {<<: *b, y: 2, ? [a] : 3}")


@pytest.mark.parametrize("text", ["a: &x\n  b: *x\n", "&x [1, *x]\n"])
def test_an_alias_within_what_it_names_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(InputError, match=r"line \d: the alias \*x stands within what it names"):
        load_yaml(text)


def test_an_unknown_alias_is_no_valid_yaml() -> None:
    with pytest.raises(InputError, match="no valid YAML"):
        load_yaml("a: *nobody")


def test_a_small_file_cannot_grow_without_end() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 10)}]" for k in range(1, 12)]
    start = time.process_time()
    with pytest.raises(InputError, match=f"more than {MAX_REPEATED:,} values"):
        load_yaml("\n".join(lines))
    assert time.process_time() - start < 10
