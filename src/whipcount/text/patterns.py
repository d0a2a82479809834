"""Patterns that are compiled when first used: of the thousand that the house knows, one report needs a part."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

from whipcount.errors import InputError

_Compiler = Callable[[str, int], re.Pattern[str]]
_compilers: list[_Compiler] = []  # of this process, where it is not re.compile


def compile_with(compiler: _Compiler | None) -> None:
    """Let another function than :func:`re.compile` compile patterns from here on: one that keeps them between runs.

    >>> compile_with(None)
    """
    _compilers[:] = [] if compiler is None else [compiler]


class LazyPattern:
    """A pattern that compiles itself at its first use, and then is as quick as one compiled at once.

    All that a :class:`re.Pattern` has it has too; ``pattern`` is told without compiling.
    """

    def __init__(self, source: str, flags: int = 0, where: str = "", *, of_input: bool = False) -> None:
        self.pattern = source
        self._flags = flags
        self._where = where
        self._of_input = of_input

    def __getattr__(self, name: str) -> Any:  # Any: whatever a compiled pattern has
        """An attribute of the compiled pattern, kept here: it is asked for but once."""
        # copy, pickle, mocks and tools that look at whatever a module holds ask for much that no pattern has
        if name != "_compiled" and (name.startswith("__") or not hasattr(re.Pattern, name)):
            raise AttributeError(name)
        if name == "_compiled":
            try:
                found: Any = self._compiler()(self.pattern, self._flags)
            except re.error as error:
                raise InputError(f"not a valid pattern: {error}", where=self._where or self.pattern) from None
        else:
            found = getattr(self._compiled, name)
        self.__dict__[name] = found
        return found

    def _compiler(self) -> _Compiler:
        return _compilers[0] if _compilers and not self._of_input else re.compile

    def __repr__(self) -> str:
        return f"lazy_pattern({self.pattern!r})"

    def __reduce__(self) -> tuple[Callable[..., LazyPattern], tuple[str, int, str, bool]]:
        return _unpickled, (self.pattern, self._flags, self._where, self._of_input)


def _unpickled(source: str, flags: int, where: str, of_input: bool) -> LazyPattern:
    return LazyPattern(source, flags, where, of_input=of_input)


def lazy_pattern(source: str, flags: int = 0, *, where: str = "", of_input: bool = False) -> re.Pattern[str]:
    """A pattern that is compiled when it is first used.

    Args:
        source: the regular expression.
        flags: of :mod:`re`.
        where: for the error.
        of_input: it holds names of a report or a body: it is not kept between runs.

    Raises:
        InputError: at the first use, where the pattern is not valid.

    >>> ratified = lazy_pattern(r"ratif(?:ied|ies)", re.IGNORECASE)
    >>> ratified.search("Kell Ratified it").span()
    (5, 13)
    """
    return cast("re.Pattern[str]", LazyPattern(source, flags, where, of_input=of_input))


def made_by(match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    """Whether a match was made by a pattern; a lazy one is not itself what its matches name as theirs.

    >>> words = lazy_pattern("kell")
    >>> made_by(words.search("in kell"), words)
    True
    """
    return match.re.pattern == pattern.pattern
