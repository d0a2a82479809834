import itertools
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whipcount.errors import CoderError
from whipcount.statements.attribution import weights
from whipcount.statements.attribution.attributions import Attribution, blocks, read_attributions
from whipcount.statements.statement import Quotation
from whipcount.text.span import Span


def texts(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(text) for span in spans]


def check(text: str, found: tuple[Attribution, ...]) -> None:
    for attribution in found:
        assert attribution.cue
        assert attribution.content
        assert 0 <= attribution.confidence <= 1
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert 0 <= span.start < span.end <= len(text)


CASES = [
    # text, source, word in the cue, text in the content, kind
    (
        "The ferry will sail again on Monday, the harbour master said.",
        "the harbour master",
        "said",
        "The ferry will sail again on Monday",
        Quotation.INDIRECT,
    ),
    (
        "“We shall not sign this,” said Minister Orla Vant of Tressia.",
        "Minister Orla Vant of Tressia",
        "said",
        "We shall not sign this",
        Quotation.DIRECT,
    ),
    (
        "According to diplomats from member states, there is no agreement on the plan.",
        "diplomats from member states",
        "According to",
        "there is no agreement on the plan",
        Quotation.INDIRECT,
    ),
    (
        "Vant told reporters that the offer was “an insult to every member” and should be withdrawn.",
        "Vant",
        "told",
        "an insult to every member",
        Quotation.MIXED,
    ),
]


@pytest.mark.parametrize(("text", "source", "cue", "content", "kind"), CASES)
def test_reads_plain_sentences(text: str, source: str, cue: str, content: str, kind: Quotation) -> None:
    (found,) = read_attributions(text)
    assert texts(text, found.source) == [source]
    assert cue in " ".join(texts(text, found.cue))
    assert content in " ".join(texts(text, found.content))
    assert found.kind is kind


def test_content_in_two_fragments_is_one_attribution() -> None:
    text = "“The council met in the spring,” Vant said, “and it will meet again before the harvest.”"
    (found,) = read_attributions(text)
    assert len(found.content) == 2
    assert texts(text, found.source) == ["Vant"]


def test_attribution_without_a_source() -> None:
    text = "It was reported on Friday that the two islands had agreed on a ceasefire."
    (found,) = read_attributions(text)
    assert not found.source
    assert "the two islands had agreed on a ceasefire" in " ".join(texts(text, found.content))


def test_nested_reading_points_to_its_parent() -> None:
    text = "Minister Orla Vant said that President Dor had told the council that Tressia would never leave the league."
    flat = read_attributions(text)
    found = read_attributions(text, nested=True)
    assert all(each.parent is None for each in flat)
    inner = [each for each in found if each.parent is not None]
    assert inner
    for each in inner:
        assert each.parent is not None
        outer = found[each.parent]
        held = [span for span in outer.content if span.start <= each.cue[0].start and each.cue[0].end <= span.end]
        assert held


def test_nothing_said_gives_nothing() -> None:
    assert read_attributions("") == ()
    assert read_attributions(" \n\t\n ") == ()
    assert read_attributions("The bridge is four hundred metres long.") == ()


def test_offsets_count_code_points_behind_emoji_and_zero_width() -> None:
    head = "🇺🇦👩‍⚖️\u200b\ud800 \u202e "
    text = head + "The ferry will sail on Monday, the harbour master said."
    found = read_attributions(text)
    assert found
    assert texts(text, found[-1].source) == ["the harbour master"]


@pytest.mark.parametrize(
    "text",
    [
        '"' * 10_000,
        "“" * 10_000,
        "x" * 120_000,
        "said " * 20_000,
        "\ud800" * 500 + "\x00\x01\x02",
        "\n" * 50_000 + "He said yes." + "\n" * 50_000,
        "He said: " * 2_000,
    ],
    ids=["straight", "curly", "long word", "said", "surrogates", "newlines", "he said"],
)
@pytest.mark.slow
def test_hostile_text_is_read_in_bounded_time(text: str) -> None:
    began = time.process_time()
    check(text, read_attributions(text))
    # Generous: a quadratic step would take minutes.
    assert time.process_time() - began < 60


@given(st.text(alphabet=st.sampled_from("Sehr “”\"'.,:;?!\n said that he A\u200b\ud800😀É—"), max_size=300))
@settings(max_examples=40, deadline=None)
def test_spans_are_always_inside_the_text(text: str) -> None:
    check(text, read_attributions(text))


@given(st.text(alphabet="ab. \n", max_size=200), st.integers(1, 30))
def test_blocks_cover_the_text_without_overlap(text: str, size: int) -> None:
    found = list(blocks(text, size=size))
    assert "".join(text[a:b] for a, b in found) == text
    assert all(0 < b - a <= size for a, b in found)


def test_a_long_text_is_read_in_every_block() -> None:
    paragraph = (
        "The ferry will sail again on Monday, the harbour master said.\n" + "Nothing else happened there.\n" * 20
    )
    text = paragraph * 80  # more than one block
    found = read_attributions(text)
    check(text, found)
    edges = [0, *(b for _, b in blocks(text))]
    assert len(edges) == 3
    for a, b in itertools.pairwise(edges):
        inside = [each for each in found if a <= each.cue[0].start < b]
        assert inside
        assert {texts(text, each.source)[0] for each in inside if each.source} == {"the harbour master"}


def test_the_same_text_reads_the_same_twice() -> None:
    text = " ".join(case[0] for case in CASES)
    assert read_attributions(text) == read_attributions(text)


def test_model_files_are_checked(tmp_path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    with pytest.raises(CoderError, match="cannot be read"):
        weights.open_model(folder)
    for name in (*weights.FILES, "manifest.json"):
        (folder / name).write_bytes((weights.model_folder() / name).read_bytes())
    manifest = json.loads((folder / "manifest.json").read_text())
    assert set(manifest["sha256"]) == set(weights.FILES)
    damaged = bytearray((folder / "linker.npz").read_bytes())
    damaged[100] ^= 1
    (folder / "linker.npz").write_bytes(damaged)
    with pytest.raises(CoderError, match=r"linker\.npz .* damaged"):
        weights.open_model(folder)


def test_the_model_card_names_the_weights_and_their_data() -> None:
    folder = weights.model_folder()
    card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["sha256"]["encoder.onnx"] in card
    assert "PolNeAR" in card
    assert "Apache-2.0" in card
