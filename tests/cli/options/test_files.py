"""Files that follow an option of several files belong to it, and nothing else does."""

from __future__ import annotations

import click
import pytest

from whipcount.cli.options.files import FilesCommand


class Pack(FilesCommand):
    several = ("--into", "--train")


PACK = Pack(
    "pack",
    params=[
        click.Option(["--into", "-i"], multiple=True), click.Option(["--train"], multiple=True),
        click.Option(["--size"], type=int), click.Option(["--dry"], is_flag=True), click.Argument(["rest"], nargs=-1),
    ],
)  # fmt: skip


@pytest.mark.parametrize(
    ("args", "wanted"),
    [
        ("--into a b c", {"into": ("a", "b", "c")}),
        ("--into=a b --train c d", {"into": ("a", "b"), "train": ("c", "d")}),
        ("--into a --size 3 b", {"into": ("a",), "size": 3, "rest": ("b",)}),
        ("--into a --dry b", {"into": ("a",), "dry": True, "rest": ("b",)}),
        ("x --into a", {"into": ("a",), "rest": ("x",)}),
        ("--into a -- b --size", {"into": ("a",), "rest": ("b", "--size")}),
        ("--into a -", {"into": ("a", "-")}),
        ("x y", {"rest": ("x", "y")}),
    ],
)
def test_who_a_file_belongs_to(args: str, wanted: dict[str, object]) -> None:
    usual = {"into": (), "train": (), "size": None, "dry": False, "rest": ()}
    assert PACK.make_context("pack", args.split()).params == {**usual, **wanted}


def test_an_option_without_its_value_is_still_an_error() -> None:
    with pytest.raises(click.UsageError):
        PACK.make_context("pack", ["--into"])
