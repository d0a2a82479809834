"""Sentences: a small rule splitter. Newlines end sentences; so do full stops that no abbreviation explains."""

from __future__ import annotations

import re

from whipcount.text.span import Span

# A run of terminal marks with the quotes and brackets that close after it, then white space (or a bracketed note).
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]}]*(?=\s)")
_NEXT = re.compile(r"[ \t\u00a0\u2000-\u200b\u3000]*([\"'“‘«(\[{—–-]*)\s*(\S?)")
_LAST_WORD = re.compile(r"(\S+)$")

# Abbreviations that a name or a number follows: a capital after them says nothing.
_BEFORE_NAME = frozenset(
    """mr mrs ms messrs dr prof sen sens rep reps gov govs gen lt col maj capt cmdr adm sgt cpl pvt brig hon rev fr sr
    st ste mt ft pres amb atty supt det insp pfc spc vs v no nos p pp vol art sec fig approx ca cf al dept univ
    ave blvd rd""".split()
)
# Abbreviations that end a sentence only if the next word looks like a sentence's start.
_EITHER = frozenset(
    """jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun inc corp ltd co
    bros jr esq etc am pm ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo
    mont neb nev okla ore pa tenn tex va vt wash wis wyo eg ie""".split()
)
# After an abbreviation these words, capitalised, start a sentence more often than they go on with a name.
_STARTERS = frozenset(
    """the a an in on at he she it they we i you but and this that these those his her their its our my there here
    if when while after before as for with from by to of what who how why where so then however meanwhile although
    though because since some many most all no not one two mr mrs ms according""".split()
)


def _ends(text: str, stop: re.Match[str], follow: re.Match[str], line_start: int) -> bool:
    """Whether the terminal marks matched in ``stop`` end a sentence."""
    opening, first = follow.group(1), follow.group(2)
    marks = stop.group()
    if not first:
        return True
    if marks[0] in "!?":
        # "Why now?" he asked: a lower-case word goes on.
        return not first.islower()
    if first.islower():
        return False
    if marks.startswith(("...", "…")):
        return first.isupper() or bool(opening)
    word = _LAST_WORD.search(text, max(line_start, stop.start() - 24), stop.start())
    if word is None or len(marks) > 1:
        return True
    stem = word.group(1).lstrip("\"'“‘«([{—–-").rpartition("—")[2].lower()
    if not stem:
        return True
    rest = text[follow.start(2) : follow.start(2) + 16].split(maxsplit=1)
    following = rest[0].strip(".,;:'’\"”)").lower() if rest else ""
    if stem in ("no", "nos"):
        return not first.isdecimal()  # "No. 5" goes on, "they said no. Then ..." does not
    if stem in _BEFORE_NAME:
        return False
    if stem in _EITHER or "." in stem:
        # "U.S.", "a.m.", "D.C.", "Nov.": a sentence's end only where the next word opens one.
        if stem in ("a.m", "p.m") and first.isupper():
            return True
        return bool(opening) or following in _STARTERS
    if len(stem) == 1 and stem.isalpha():
        # An initial ("J. Smith"), unless it is the pronoun or follows a number.
        return stem == "i"
    return True


def split_sentences(text: str, *, longest: int = 2_000) -> tuple[Span, ...]:
    """The sentences of a text, in order, without the white space around them.

    Linear in the length of the text. A sentence longer than ``longest`` characters is cut at white space (or, failing
    that, anywhere), so that hostile lines stay bounded.

    >>> text = "Mr. Lee agreed. The U.S. did not.\\nNobody asked"
    >>> [span.of(text) for span in split_sentences(text)]
    ['Mr. Lee agreed.', 'The U.S. did not.', 'Nobody asked']
    """
    found: list[Span] = []
    for line in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        start = line.start()
        for stop in _STOP.finditer(text, line.start(), line.end()):
            if stop.end() <= start:
                continue
            follow = _NEXT.match(text, stop.end(), line.end())
            if follow is not None and _ends(text, stop, follow, start):
                _add(found, text, start, stop.end(), longest)
                start = stop.end()
        _add(found, text, start, line.end(), longest)
    return tuple(found)


def _add(found: list[Span], text: str, start: int, end: int, longest: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > longest:
        cut = text.rfind(" ", start + longest // 2, start + longest)
        cut = cut if cut > 0 else start + longest
        found.append(Span(start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        found.append(Span(start, end))
