import json
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from whipcount.errors import CoderError
from whipcount.statements.attribution.weights import load_model, model_folder
from whipcount.statements.attribution.word_pieces import WordPieces

ALPHABET = 'abcéÀßİıſﬁŒ’“”"-.,\u0301\u0308\u200b\u00ad\u3000\u4e2d한국ΑΣςάĳ½²①𝐀\U0001f600 \n\t\x0b\x1c\x85\xa0[]0123'


@pytest.fixture(scope="module")
def theirs() -> Tokenizer:
    made = Tokenizer.from_buffer((model_folder() / "tokenizer.json").read_bytes())
    made.no_truncation()
    made.no_padding()
    return made


def _same(text: str, theirs: Tokenizer) -> None:
    encoding = theirs.encode(text, add_special_tokens=False)
    places = np.array(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    ids, found, words = load_model().vocabulary.encode(text)
    assert (ids.tolist(), found.tolist()) == (encoding.ids, places.tolist()), text
    assert words.tolist() == encoding.word_ids, text


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "Arvenia's ministers re-ratified it: 12,500 of them!",
        "naïve Österreich İstanbul ﬁnance ①②",
        "the 中国 delegation",
        "soft\u00adhyphen, zero\u200bwidth, bell\x07, unit\x1fseparator, next\x85line",
        "e\u0301tude \u0301 alone",
        "x" * 100 + " " + "x" * 101 + " " + "\u4e2d" * 120,
        "unbekanntesꙮzeichen",
        "ὈΔΥΣΣΕΎΣ ς",
    ],
)
def test_it_cuts_as_the_reference_does(text, theirs):
    _same(text, theirs)


def test_it_cuts_random_characters_as_the_reference_does(theirs):
    drawn = random.Random(1953)
    for _ in range(2_000):
        _same("".join(drawn.choice(ALPHABET) for _ in range(drawn.randint(1, 25))), theirs)


def test_every_letter_of_the_scripts_in_use_is_cut_as_the_reference_does(theirs):
    for code in [*range(1, 0x530), *range(0x1E00, 0x2200), *range(0x3000, 0x3100), *range(0xAC00, 0xAC40)]:
        _same(f"kell{chr(code)}arven {chr(code)} x", theirs)


@given(st.text(max_size=300))
def test_pieces_follow_one_another_inside_the_text(text):
    ids, places, words = load_model().vocabulary.encode(text)
    assert len(ids) == len(places) == len(words)
    assert (places[:, 0] < places[:, 1]).all()
    assert (np.diff(places[:, 0]) >= 0).all()
    assert not len(places) or (places.min() >= 0 and places.max() <= len(text))
    assert (np.diff(words) >= 0).all()


def test_names_of_special_pieces_in_a_text_are_words_like_others():
    vocabulary = WordPieces({"[UNK]": 0, "[SEP]": 1, "[": 2, "]": 3, "sep": 4})
    assert vocabulary.encode("[SEP]")[0].tolist() == [2, 4, 3]


def test_what_was_cut_once_is_cut_alike_again_and_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr("whipcount.statements.attribution.word_pieces._KEPT", 3)
    vocabulary = WordPieces({"[UNK]": 0, "a": 1, "##b": 2})
    words = "a ab abb c a ab"
    first = [part.tolist() for part in vocabulary.encode(words)]
    assert first == [part.tolist() for part in vocabulary.encode(words)]
    assert len(vocabulary._cut) <= 3


@pytest.mark.parametrize(
    ("blob", "told"),
    [
        (b"{", "cannot be read"),
        (b"[]", "cannot be read"),
        (b'{"model": {"type": "BPE", "vocab": {"a": 0}}}', "another kind"),
        (json.dumps({"model": {"type": "WordPiece", "vocab": {"a": 0}}}).encode(), "no \\[UNK\\]"),
    ],
)
def test_a_vocabulary_of_another_kind_is_refused(blob, told):
    with pytest.raises(CoderError, match=told):
        WordPieces.from_json(blob)
