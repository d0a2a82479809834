"""Markdown to plain text: links and pictures are their words, headings and emphasis lose their marks."""

from __future__ import annotations

import re

_IMAGE = re.compile(r"!\[(?P<alt>[^\[\]\n]{0,300})\]\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,300}\")?\)")
_LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,500})\](?:\([^()\s]{0,2000}(?:\s\"[^\"\n]{0,300}\")?\)|\[[^\[\]\n]{0,100}\])"
)
_DEFINITION = re.compile(r"(?m)^[ \t]{0,3}\[[^\[\]\n]{1,100}\]:[ \t]+\S+.*\n?")
_HEADING = re.compile(r"(?m)^[ \t]{0,3}#{1,6}[ \t]+(?P<words>.*?)[ \t]*#*[ \t]*$")
_STRONG = re.compile(r"(?<![\w*_])(?P<mark>\*\*|__)(?=\S)(?P<words>[^*_\n]{1,500}?)(?<=\S)(?P=mark)(?![\w*_])")
_EMPHASIS = re.compile(r"(?<![\w*_])(?P<mark>[*_])(?=\S)(?P<words>[^*_\n]{1,500}?)(?<=\S)(?P=mark)(?![\w*_])")


def without_marks(text: str) -> str:
    """The words of a Markdown text; quotations, lists and tables keep theirs.

    >>> without_marks("# Kell\\nIt will [vote against](https://example.org) **it**.")
    'Kell\\nIt will vote against it.'
    """
    text = _DEFINITION.sub("", text)
    text = _LINK.sub(r"\g<words>", _IMAGE.sub("", text))
    text = _HEADING.sub(r"\g<words>", text)
    return _EMPHASIS.sub(r"\g<words>", _STRONG.sub(r"\g<words>", text))
