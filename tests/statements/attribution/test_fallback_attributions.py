"""Forms of attribution that rules find where the encoder finds none. All people invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.attribution.fallback_attributions import complete
from whipcount.statements.statement import Quotation
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span


def found(text: str) -> list[tuple[str, str, str]]:
    made: tuple[Attribution, ...] = complete(text, (), split_sentences(text))
    return [(a.source[0].of(text), a.cue[0].of(text), a.content[0].of(text)) for a in made]


LEFT_OVER = [
    ("Minister Lena Brandvik saw in it another step towards peace.", "Minister Lena Brandvik", "in it another step"),
    ("Norway's prime minister sees no need for a vote.", "prime minister", "no need for a vote"),
    ("Lena Brandvik sees the fund as a threat to the fleet.", "Lena Brandvik", "the fund as a threat"),
    ("Lena Brandvik was quoted as saying the vote was near.", "Lena Brandvik", "the vote was near"),
    (
        "Foreign Minister Oleg Dorin was quoted by an agency as saying that he would sign.",
        "Oleg Dorin",
        "he would sign",
    ),
    ('The day was, in the words of Lena Brandvik, "a gift to all".', "Lena Brandvik", '"a gift to all"'),
    ('It was, in Lena Brandvik\'s words, "a gift".', "Lena Brandvik", '"a gift"'),
    ("For Lena Brandvik, the vote is a defeat of the small.", "Lena Brandvik", "the vote is a defeat"),
    ("But Prime Minister Bo Harju sees little chance of a deal.", "Bo Harju", "little chance of a deal"),
    ("For the Danish government, the text is not enough.", "Danish government", "the text is not enough"),
    ("The guild wants a jetty first, said its warden, Carla Moor.", "Carla Moor", "The guild wants a jetty first"),
    ("Nothing will come of it, predicted Oda Lind, Kell's finance minister.", "Oda Lind", "Nothing will come of it"),
    ("The league's envoy, Idra Fell, said in a lecture that patience had failed.", "Idra Fell", "patience had failed"),
    ("Marrow's reeve, Tomas Stave, gave his reasons: Kell levies a toll.", "Tomas Stave", "Kell levies a toll"),
    ("Brandvik's deputy, Bo Harju, laid out two conditions: a date and a sum.", "Bo Harju", "a date and a sum"),
    ("The pact is dead, the way I see it. But the fund will be paid, said Mayor Una Pell.", "Una Pell", "will be paid"),
]


@pytest.mark.parametrize(("text", "who", "words"), LEFT_OVER, ids=[t[:36] for t, *_ in LEFT_OVER])
def test_what_the_encoder_leaves(text: str, who: str, words: str) -> None:
    assert any(who in source and words in content for source, _, content in found(text)), found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Police saw a man near the pier.",
        "Lena Brandvik saw the prime minister at the airport on Monday.",
        "Harbour Steel saw the price fall.",
        "For Norway, the vote is a defeat.",
        "For now, the vote is a matter of weeks.",
        "The market saw a rise of three percent.",
    ],
)
def test_nothing_is_given_to_anybody(text: str) -> None:
    assert found(text) == []


def test_a_content_ends_with_its_paragraph() -> None:
    """What stands in the next paragraph is another's, unless it goes on with the quotation."""
    text = 'Quist said: "It is dear." Nobody listened.\n\nThe guild wants a jetty, said its warden, Carla Moor.'
    whole = Span(text.index('"It'), text.index(", said its"))
    read = Attribution((Span(0, 5),), (Span(6, 11),), (whole,), Quotation.MIXED)
    first, second = complete(text, [read], split_sentences(text))
    assert first.content[0].of(text) == '"It is dear." Nobody listened.'
    assert (second.source[0].of(text), second.content[0].of(text)) == (
        "its warden, Carla Moor",
        "The guild wants a jetty",
    )
    on = text.replace("The guild", '"The guild')
    [kept] = [
        a for a in complete(on, [replace(read, content=(Span(12, on.index(", said its")),))], ()) if a.cue[0].start == 6
    ]
    assert kept.content[0].of(on).endswith('"The guild wants a jetty')


def test_a_form_replaces_what_was_read_without_a_source() -> None:
    text = "The guild wants a jetty first, said its warden, Carla Moor."
    blind = Attribution((), (Span(31, 35),), (Span(0, 30),), Quotation.INDIRECT)
    [read] = complete(text, [blind], split_sentences(text))
    assert read.source[0].of(text) == "its warden, Carla Moor"
