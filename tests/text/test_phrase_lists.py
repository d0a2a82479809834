import re

import pytest

from whipcount.errors import InputError
from whipcount.text import phrase_lists
from whipcount.text.phrase_lists import either, phrases, word_lists


def test_phrases_stand_between_strokes_with_blanks_and_a_stroke_within_words_parts_nothing():
    assert phrases("for / and/or /  vote   down / ") == ("for", "and/or", "vote down")
    assert phrases(["a b", 3]) == ("a b", "3")
    assert phrases(None) == ()


def test_the_longest_alternative_is_tried_first_and_none_twice():
    assert either("vote / vote down / vote") == r"(?:vote\s+down|vote)"
    assert re.match(either(["yes", "yes but"]), "yes but no").group() == "yes but"


def test_brackets_group_without_a_number():
    pattern = re.compile(either(["vote(s|d)? (it )?down"]))
    assert pattern.groups == 0
    assert all(pattern.fullmatch(words) for words in ("vote down", "voted it\ndown", "votes  down"))
    assert pattern.fullmatch("voter down") is None


def test_lists_are_read_once_and_one_that_is_not_there_is_told():
    assert word_lists("numbers") is word_lists("numbers")
    with pytest.raises(FileNotFoundError):
        word_lists("no-such-list")


def test_a_list_that_is_no_yaml_is_told(monkeypatch, tmp_path):
    (tmp_path / "data" / "en").mkdir(parents=True)
    (tmp_path / "data" / "en" / "broken.yaml").write_text("a: [", encoding="utf-8")
    monkeypatch.setattr(phrase_lists, "files", lambda _: tmp_path)
    with pytest.raises(InputError):
        word_lists("broken")
