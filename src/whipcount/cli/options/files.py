"""Options that take several files: ``--train a.csv b.csv`` as well as ``--train a.csv --train b.csv``."""

from __future__ import annotations

from typing import ClassVar

import click


class FilesCommand(click.Command):
    """A command in which files that follow an option of several files belong to that option.

    >>> class Pack(FilesCommand):
    ...     several = ("--into",)
    >>> pack = Pack("pack", params=[click.Option(["--into"], multiple=True), click.Option(["--size"], type=int)])
    >>> pack.make_context("pack", ["--into", "a", "b", "--size", "3", "--into=c", "d"]).params
    {'into': ('a', 'b', 'c', 'd'), 'size': 3}
    """

    several: ClassVar[tuple[str, ...]] = ()

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat the option before each further file, then parse as ever."""
        return super().parse_args(ctx, self.spelled_out(args))

    def spelled_out(self, args: list[str]) -> list[str]:
        """The arguments with each file behind an option of its own."""
        valued = {
            name
            for param in self.params
            if isinstance(param, click.Option) and not param.is_flag and not param.count
            for name in (*param.opts, *param.secondary_opts)
        }
        words: list[str] = []
        owner, expects = "", False
        for place, word in enumerate(args):
            if expects:
                words.append(word)
                expects = False
            elif word == "--":
                return words + args[place:]
            elif word.startswith("-") and len(word) > 1:
                name, equals, _ = word.partition("=")
                owner = name if name in self.several else ""
                expects = name in valued and not equals
                words.append(word)
            else:
                words += [owner, word] if owner else [word]
        return words
