"""One normaliser for what is set in a field: by a person in a form, by an import, by a report about itself.

A field is a name, a title, a reason, a source: one line that people read. Half characters (lone surrogates) and NUL can
be kept in no file and no database; controls, line ends and the many kinds of blank break lines, tables and addresses;
and a field in which nothing can be seen is an empty one. Letters are never changed: what looks odd and can be seen
stays, and pages make visible what cannot (:mod:`whipcount.text.safe`).
"""

from __future__ import annotations

import re

from whipcount.text.safe import invisible

# Controls but for those that no text can hold, and every separator and blank of Unicode.
_BLANKS = re.compile(r"[\x01-\x20\x7f-\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_HALVES = re.compile(r"[\ud800-\udfff]")
_UNKEPT = re.compile(r"[\x00\ud800-\udfff]")


def kept_text(text: str) -> str:
    """A text as every file and database takes it: lone surrogates and NUL become U+FFFD, one for one.

    >>> kept_text("a\\udcff\\x00.txt") == "a\\ufffd\\ufffd.txt"
    True
    """
    return _UNKEPT.sub("\ufffd", text)


def without_half_characters(text: str) -> str:
    """A text that can be written: lone surrogates become U+FFFD, one for one; all else stays.

    >>> without_half_characters("a\\ud800b") == "a\\ufffdb"
    True
    """
    return _HALVES.sub("\ufffd", text)


def blank(text: str) -> bool:
    """Whether nothing of a text can be seen.

    >>> blank(" \\u200b\\n"), blank("\\u3000"), blank("a")
    (True, True, False)
    """
    return all(letter.isspace() or letter in "\x85\xad" or invisible(letter) for letter in text)


def one_field(text: str) -> str:
    """A field as it is kept: one line, blanks as single spaces, empty where nothing can be seen.

    >>> one_field("  The\\u00a0Ferry,\\r\\n2 March\\x1b ")
    'The Ferry, 2 March'
    >>> one_field("\\u2028\\u200b\\x00"), one_field("a\\ud800") == "a\\ufffd"
    ('', True)
    """
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    line = _BLANKS.sub(" ", kept_text(text)).strip(" ")
    return "" if blank(line.replace("\ufffd", "")) else line


def field_or_none(text: str | None) -> str | None:
    """A field that may be absent: what is empty is.

    >>> field_or_none(" \\t"), field_or_none(None), field_or_none(" x ")
    (None, None, 'x')
    """
    return (one_field(text) or None) if text is not None else None


def several_lines(text: str) -> str:
    """A note of several lines as it is kept: line feeds between lines, no other controls; empty where all is blank.

    >>> several_lines("one\\r\\n two\\x07\\n")
    'one\\n two'
    """
    lines = (_BLANKS.sub(" ", line).rstrip(" ") for line in kept_text(text).replace("\r\n", "\n").split("\n"))
    made = "\n".join(lines).strip("\n")
    return "" if blank(made.replace("\ufffd", "")) else made
