"""Quotations without a verb of saying beside them: dashes, blocks, name lines. All bodies and people invented."""

from __future__ import annotations

import pytest

from tests.statements.attribution.test_turns import lake, said
from whipcount.bodies.countries import ActorTable

__all__ = ["lake"]

BLOCKS = [
    ('"We will vote against the pier." - Doru Banek, foreign minister of Kell', "Banek", "KELL", "against the pier"),
    ('"The pier is too long for us."\n— Maren Tolle, foreign minister of Vessary', "Tolle", "VESSARY", "too long"),
    ("“No pier without a quota.”\n\n– Ansgar Roe, Pell's foreign minister\n\nMore.", "Roe", "PELL", "No pier"),
    ('Reactions came at once.\n\nFrom Prime Minister Odile Marr of Thale:\n\n"We will vote for the pier."',
     "Marr", "THALE", "vote for the pier"),
    ('And from Merrow\'s prime minister, Lio Brandt:\n\n"We support it."', "Brandt", "MERROW", "We support it"),
    ("Doru Banek, Kell's foreign minister, came late. He said:\n\nKell will vote against the pier.",
     "Banek", "KELL", "Kell will vote against the pier"),
    ("Foreign Minister Maren Tolle of Vessary wrote on her page:\n\nThe pier is a fine thing. We will vote for it.",
     "Tolle", "VESSARY", "We will vote for it"),
    ("In the words of Kell's foreign minister Doru Banek:\n\n“We cannot agree.”", "Banek", "KELL", "We cannot agree"),
    ('Doru Banek, foreign minister of Kell\n"We will vote against it."\n\nMaren Tolle, foreign minister of Vessary\n'
     '"We will not."', "Tolle", "VESSARY", "We will not"),
    ("Kell's foreign minister Doru Banek had this to say:\n> We will vote against the pier.",
     "Banek", "KELL", "vote against the pier"),
    ("Prime Minister Ilse Crane of Ferrow Bay posted:\n\n\"Ferrow Bay says no.\"", "Crane", "FERROW-BAY", "says no"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "actor", "words"), BLOCKS, ids=[t[:40] for t, *_ in BLOCKS])
def test_whose_block_it_is(text: str, name: str, actor: str, words: str, lake: ActorTable) -> None:
    found = said(text, lake)
    assert any(name in (who or "") and actor == to and words in content for who, to, content in found), found


NO_BLOCKS = [
    "The pier is long - Kell knows it.",
    "He named three:\n\nThe pier is on the list, and so is the quay.",
    '"The Long Pier" - a film about Kell',
    "What happens next:\n\nThe ministers will vote on Monday.",
    'The paper was called "Pier and quota".\n\nPhoto: Ada Lind',
    "Kell's vote counts for one:\n\nThe council decides by consensus.",
]


@pytest.mark.parametrize("text", NO_BLOCKS)
def test_what_is_no_block(text: str) -> None:
    from whipcount.statements.attribution.block_quotations import find_blocks

    assert find_blocks(text, ()) == ()
