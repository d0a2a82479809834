"""Whether a person alone does what a verb tells: "she overruled her advisers", "Referee Tom Vance awarded it"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whipcount.positions.proposal.acts import Form, lexicon
from whipcount.positions.proposal.occurrence import Occurrence
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.words import Word, word_classes
from whipcount.text.person_names import is_given_name

_ONE = frozenset("he she i".split())


def acts_alone(page: Page, occurrence: Occurrence) -> bool:
    """Whether the subject right before the verb of an act is one person, who is no body.

    >>> from whipcount.positions.proposal.frame import find_frames
    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> page = make_page(read_report(b"A life\\n\\nLater she overruled the advisers of the fund.\\n"))
    >>> [acts_alone(page, t.occurrence) for f in find_frames(page) for t in f.tellings if f.act.id == "override"]
    [True]
    """
    words = page.words[occurrence.line]
    if occurrence.passive or words[occurrence.at].low not in lexicon().verbs:
        return False
    at = occurrence.at - 1
    while at > 0 and (
        words[at].low.endswith("ly") or words[at].low in word_classes()["auxiliaries"] | {"also", "then"}
    ):
        at -= 1
    if at > 0 and words[at].low == "and" and (first := _verb_before(words, at)) > 0:
        at = first - 1  # "dismissed two ministers and appointed a third": both have one subject
    if at > 1 and words[at].text == "," and words[at - 1].capital:
        at -= 1  # "the premier, Ada Brim, dismissed"
    if at < 0:
        return False
    if words[at].low in _ONE:
        return True
    return words[at].capital and _is_person(page, words, at)


def _verb_before(words: Sequence[Word], at: int) -> int:
    """The number of the verb in the past that a second one follows with "and"; -1 where none stands near."""
    for k in range(at - 1, max(0, at - _NEAR), -1):
        if words[k].text in ".;:":
            return -1
        if any(entry.form is Form.PAST for entry in lexicon().verbs.get(words[k].low, ())):
            return k
    return -1


_NEAR = 9


def _is_person(page: Page, words: Sequence[Word], last: int) -> bool:
    """Whether the name that ends at a word has a given name, here or earlier in the report."""
    first = last
    while first > 0 and words[first - 1].capital and words[first - 1].is_word:
        first -= 1
    if any(is_given_name(word.text) for word in words[first:last]):
        return True
    named = re.search(rf"(?<!\w)([A-Z][\w’-]+)\s+{re.escape(words[last].text)}(?!\w)", page.text)
    return first == last and named is not None and is_given_name(named[1])
