"""Report text is hostile: what of it may reach a terminal or a spreadsheet."""

from __future__ import annotations

import re

from whipcount.text.safe import guarded

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
