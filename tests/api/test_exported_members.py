"""The names of ``import whipcount``, and that each of them is there and told in the docs."""

from __future__ import annotations

from pathlib import Path

import pytest

import whipcount

EXPORTED = ["Rule", "__version__", "bargain", "corpus", "fit", "load_body", "open", "read"]


def test_exported_members() -> None:
    assert sorted(whipcount.__all__) == EXPORTED
    assert dir(whipcount) == EXPORTED


@pytest.mark.parametrize("name", EXPORTED)
def test_each_is_there_and_told_in_the_docs(name: str, root: Path) -> None:
    assert getattr(whipcount, name) is not None
    assert name.startswith("__") or f"wc.{name}" in (root / "docs" / "python.md").read_text(encoding="utf-8")


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        whipcount.nothing  # noqa: B018
