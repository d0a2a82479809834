"""The recipe's reading of brat files, on an invented article."""

from pathlib import Path

import pytest
from training.corpus import TAGS, load, read_brat

from whipcount.statements.attribution.weights import load_model
from whipcount.text.span import Span

TEXT = "“We sail,” Vant said, “on Monday.”\nAccording to Dor, nobody objects."
ANN = """T1\tSource 11 15\tVant
T2\tCue 16 20\tsaid
T3\tContent 0 10;22 34\t“We sail,” “on Monday.”
T4\tAttribution 16 20\tsaid
E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3
T5\tCue 35 47\tAccording to
T6\tContent 53 68\tnobody objects.
T7\tContent broken
E2\tAttribution-no-source:T5 Cue:T5 Content:T6 Content2:T7
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "train" / "text").mkdir(parents=True)
    (tmp_path / "train" / "attributions").mkdir()
    (tmp_path / "metadata.tsv").write_text("compartment\tfilename\tannotators\ntrain\tferry\tbbbb|aaaa\n")
    (tmp_path / "train" / "text" / "ferry.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "train" / "attributions" / "ferry_aaaa.ann").write_text("", encoding="utf-8")
    (tmp_path / "train" / "attributions" / "ferry_bbbb.ann").write_text(ANN, encoding="utf-8")
    return tmp_path


def test_brat(corpus: Path) -> None:
    first, second = read_brat(corpus / "train" / "attributions" / "ferry_bbbb.ann")
    assert first.content == [Span(0, 10), Span(22, 34)]
    assert [span.of(TEXT) for span in first.source] == ["Vant"]
    assert second.source == []
    assert [span.of(TEXT) for span in second.content] == ["nobody objects."]


def test_tags_and_links_follow_the_spans_and_the_order_of_annotators(corpus: Path) -> None:
    (article,) = load(corpus, "train", load_model().vocabulary)
    assert [len(reading) for reading in article.readings] == [2, 0]
    pieces = article.pieces
    named = [(TEXT[a:b], TAGS[t]) for a, b, t in zip(pieces.start, pieces.end, article.tags[0], strict=True)]
    assert ("said", "B-cue") in named
    assert named[0] == ("“", "B-content")
    assert [tag for word, tag in named if word in ("According", "to")] == ["B-cue", "I-cue"]
    assert not article.tags[1].any()
    content = [TEXT[pieces.start[i] : pieces.end[i]] for i in article.links[0][0]["content"]]
    assert content[0] == "“"
    assert content[-1] == "”"
    assert "said" not in content
