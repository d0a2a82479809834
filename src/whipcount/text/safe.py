"""Hostile text stays text: what every face does to a string that came from outside.

A report can hold markup, control characters, characters that reverse the reading direction, or nothing visible at all.
Direction controls and zero-width characters are made visible by their code in angle brackets (``⟨U+202E⟩``): a reader
must see what is there, and no line may be reordered by what a report says.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

# What reorders text, hides in it, or breaks a line without being seen: everything of category Cf, Cc but for newline
# and tab, lone surrogates, private use, and separators other than space.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)


def code_name(character: str) -> str:
    """How an invisible character is shown.

    >>> code_name("\\u202e")
    'U+202E'
    """
    return f"U+{ord(character):04X}"


def character_name(character: str) -> str:
    """The Unicode name, or the code where there is none.

    >>> character_name("\\u200b")
    'U+200B ZERO WIDTH SPACE'
    """
    name = unicodedata.name(character, "")
    return f"{code_name(character)} {name}".strip()


def invisible(character: str) -> bool:
    """Whether a character must be made visible.

    >>> invisible("\\u200b"), invisible("a"), invisible("\\n")
    (True, False, False)
    """
    return _INVISIBLE.match(character) is not None


def pieces(text: str) -> list[tuple[str, bool]]:
    """The text cut into runs that show themselves (False) and single characters that do not (True).

    >>> pieces("a\\u200bb")
    [('a', False), ('\\u200b', True), ('b', False)]
    """
    out: list[tuple[str, bool]] = []
    at = 0
    for found in _INVISIBLE.finditer(text):
        if found.start() > at:
            out.append((text[at : found.start()], False))
        out.append((found.group(), True))
        at = found.end()
    if at < len(text):
        out.append((text[at:], False))
    return out


def visible(text: str) -> str:
    """The text with every invisible character shown by its code.

    >>> visible("a\\u202eb")
    'a⟨U+202E⟩b'
    """
    return _INVISIBLE.sub(lambda found: f"⟨{code_name(found.group())}⟩", text)


def one_line(text: str) -> str:
    """Visible, with runs of white space as one space: for a cell, a title, a list item.

    >>> one_line(" a\\n\\tb ")
    'a b'
    """
    return " ".join(visible(re.sub("[\r\n\x0b\x0c]", " ", text)).split())


LONGEST_LINE = 1_200  # characters of one cell, title or list item on a page


def short_line(text: str) -> str:
    """One line of a page, cut where it is longer than anybody reads.

    >>> len(short_line("a" * 5_000))
    1200
    """
    line = one_line(text[: 2 * LONGEST_LINE])
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1] + "…"


# What means something in CommonMark or GitHub's tables and strikethrough anywhere; what does so at the start of a line;
# and what makes an address of itself ("https://", "www.", "a@b").
_MARKDOWN = re.compile(r"[\\`*_\[\]<>&~|^$]|^[#+\-=]|(?<=^\d)[.)]|(?<=^\d\d)[.)]|:(?=//)|(?<=www)\.|@", re.IGNORECASE)


def markdown(text: str) -> str:
    r"""Text as Markdown that shows the same text, on one line: every character that could mean something is escaped.

    >>> print(markdown("<b>*x*</b> [a](https://b)"))
    \<b\>\*x\*\</b\> \[a\](https\://b)
    """
    return _MARKDOWN.sub(lambda found: "\\" + found.group(), one_line(text))


FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a cell may begin with that some spreadsheet takes for a formula, also behind blanks."""


def runs_as_formula(text: str) -> bool:
    """Whether a spreadsheet might run a cell of this text.

    >>> [runs_as_formula(text) for text in ("=1+1", " ＠x", "\\tx", "a=b", "")]
    [True, True, True, False, False]
    """
    return text.startswith(FORMULA_SIGNS) or text.lstrip().startswith(FORMULA_SIGNS)


def guarded(text: str) -> str:
    """The text for a cell: an apostrophe before what a spreadsheet might run.

    A text that already has apostrophes before such a sign gets another, so that :func:`unguarded` takes off one.

    >>> guarded("=1+1"), guarded("say yes"), unguarded(guarded("'=x"))
    ("'=1+1", 'say yes', "'=x")
    """
    return f"'{text}" if runs_as_formula(text.lstrip("'")) else text


def unguarded(text: str) -> str:
    """The text that :func:`guarded` was given.

    >>> unguarded(guarded("@home")), unguarded("'quoted'")
    ('@home', "'quoted'")
    """
    return text[1:] if text.startswith("'") and runs_as_formula(text.lstrip("'")) else text


def csv_cell(value: object) -> str:
    """A cell that no spreadsheet runs: text that begins as a formula gets an apostrophe in front.

    Numbers stay numbers, also negative ones.

    >>> csv_cell("=1+1"), csv_cell("-3"), csv_cell(-3), csv_cell(None)
    ("'=1+1", "'-3", '-3', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return guarded(visible(str(value)))


def web_link(url: str | None) -> str | None:
    """The address if it is one that a page may link to (http or https with a host), else None.

    >>> web_link("https://example.org/a"), web_link("javascript:alert(1)"), web_link("//x")
    ('https://example.org/a', None, None)
    """
    if not url or len(url) > 2000 or any(invisible(c) or c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
