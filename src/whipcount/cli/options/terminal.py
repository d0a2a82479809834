"""Report text is hostile: what of it may reach a terminal or a spreadsheet."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast

from whipcount.text.safe import guarded, visible

# C0 and C1 controls, zero-width and bidirectional marks, line and paragraph separators, lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]+"
)


def plain(text: str) -> str:
    """Text for one line of a terminal: controls and direction marks become a blank.

    >>> plain("say\\x1b[31m no\\u202eon yas\\n")
    'say [31m no on yas'
    """
    return re.sub(r"\s+", " ", _UNSAFE.sub(" ", text)).strip()


def cell(value: str) -> str:
    """Text for one cell of a CSV file: a spreadsheet must not take it for a formula.

    >>> cell("=1+1"), cell("@here"), cell("no")
    ("'=1+1", "'@here", 'no')
    """
    return guarded(re.sub("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", " ", value))


def shortened(text: str, width: int) -> str:
    """Text cut to a width, with an ellipsis where something is left out.

    >>> shortened("unanimously", 6)
    'unani…'
    """
    return text if len(text) <= width else text[: max(0, width - 1)] + "…"


class GuardedTerminal:
    """A terminal to which no control character comes from what is printed, wherever it was read.

    Escape sequences can retitle a window, move the cursor over lines already written, or answer for the user. Tables
    and progress bars draw with sequences of their own: rich takes the stream beneath by the name that it looks for.

    >>> from io import StringIO
    >>> under = StringIO()
    >>> _ = GuardedTerminal(under).write("says \\x1b]0;yes\\x07\\n")
    >>> under.getvalue()
    'says ⟨U+001B⟩]0;yes⟨U+0007⟩\\n'
    """

    def __init__(self, stream: TextIO) -> None:
        self.rich_proxied_file = stream

    def write(self, text: str) -> int:
        """Write text, what cannot be seen shown by its code."""
        self.rich_proxied_file.write(visible(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        if name == "buffer":  # nobody writes past the guard
            raise AttributeError(name)
        return getattr(self.rich_proxied_file, name)


def guard_terminals() -> None:
    """From here on, standard output and error are guarded where they are terminals; files get what they are given."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is not None and stream.isatty() and not isinstance(stream, GuardedTerminal):
            setattr(sys, name, cast(TextIO, GuardedTerminal(stream)))
