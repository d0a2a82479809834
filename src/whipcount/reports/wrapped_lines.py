"""Lines that an editor or a mail program broke to fit a width run on; those that mean something stay.

Plain text comes hard-wrapped from wires, mails and editors. A line end inside a sentence then tells nothing, while in
lists, tables and headings it tells a great deal. Which it is can be seen from the width: an editor breaks a line where
the next word would not fit, so a line end before a word that would have fitted was meant.

Line ends that tell nothing become blanks, one for one: places in the text stay what they were.
"""

from __future__ import annotations

import re

MOST_WIDTH = 100  # editors and mail programs break at 60 to 80, some at 100; longer lines are paragraphs of their own
LEAST_WIDTH = 40  # shorter lines are headings, lists and verses
_LEAST_SEEN = 2  # line ends within a sentence before a text counts as wrapped
_LAYOUT = re.compile(r"[|\t]|\S\s{2,}\S|[.…_]{4,}")
_OPENS = re.compile(r"\s|[-–—*•·>#+](?:\s|$)|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s|[✓✔✗✘☑☒]")
_LABEL = re.compile(r"(?!\d)[^\s:][^:]{0,60}:(?:\s|$)")
_DATELINE = re.compile(r"[A-Z][A-Z .,'’-]{2,40}(?:,|\s+\(|\s+[-–—])\s?")
_ENDS = re.compile(r"[.!?:;][\"”’')\]]*$")
_FRONT = 6  # lines in which a dateline is looked for


def _within(line: str, following: str) -> bool:
    """Whether a line end is plainly within a sentence."""
    return following[:1].islower() and not _ENDS.search(line[-8:])


def with_wrapped_lines_joined(text: str) -> str:
    """A text whose wrapped lines run on, with as many characters as before.

    >>> text = '''Council votes on the toll
    ...
    ... Kell, which had asked for a later day, voted against
    ... the toll on Monday, and Pell, which had never spoken
    ... on it, abstained. Thale voted for it.
    ... For: Thale
    ... Against: Kell'''
    >>> joined = with_wrapped_lines_joined(text)
    >>> print(joined)
    Council votes on the toll
    <BLANKLINE>
    Kell, which had asked for a later day, voted against the toll on Monday, and Pell, which had never spoken on it, abstained. Thale voted for it.
    For: Thale
    Against: Kell
    >>> len(joined) == len(text)
    True
    """  # noqa: E501
    lines = text.split("\n")
    prose = [len(line) for line in lines if len(line) >= LEAST_WIDTH and not _LAYOUT.search(line)]
    wide = [length for length in prose if length > MOST_WIDTH]
    if len(prose) < _LEAST_SEEN or len(wide) * 10 > len(prose):
        return text
    width = max((length for length in prose if length <= MOST_WIDTH), default=0)
    joins = [_runs_on(lines, at, width) for at in range(len(lines) - 1)]
    seen = sum(_within(lines[at], lines[at + 1]) for at, joined in enumerate(joins) if joined)
    if seen < _LEAST_SEEN or seen * 4 < sum(joins):
        return text
    made = [lines[0]]
    for line, joined in zip(lines[1:], joins, strict=True):
        made += [" " if joined else "\n", line]
    return "".join(made)


def _runs_on(lines: list[str], at: int, width: int) -> bool:
    """Whether the line end after a line is one that an editor set because the next word would not fit."""
    line, following = lines[at], lines[at + 1]
    if len(line) < LEAST_WIDTH or len(line) > width or not following or _OPENS.match(following):
        return False
    word = following.split(" ", 1)[0]
    if len(line) + 1 + len(word) <= width or _LAYOUT.search(line) or _LAYOUT.search(following):
        return False
    if at < _FRONT and ((at == 0 and not following[0].islower()) or _DATELINE.match(following)):
        return False
    return not (_ENDS.search(line[-8:]) and _LABEL.match(following))
