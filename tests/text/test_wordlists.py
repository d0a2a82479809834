"""Words as data: the loader, and a check of every file of words against its codebook and the code that asks for it."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from whipcount.errors import InputError
from whipcount.positions.stance.lexicon import Sense, predicates
from whipcount.positions.stance.modifiers import Effect
from whipcount.positions.stance.stance import ConditionKind, Stance
from whipcount.text.wordlists import Wordlist, compiled, source

PACKAGE = Path(str(files("whipcount")))
STANCE = sorted(path.stem for path in (PACKAGE / "data" / "en" / "stance").glob("*.yaml"))
FORMS = {"words", "compounds", "any", "pattern"}


def asked_for() -> dict[str, set[str]]:
    """Which patterns of which file the code asks for."""
    found: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    sources = {path: path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    for text in sources.values():
        for name, file in re.findall(r"^(\w+) = Wordlist\(\"([\w/]+)\"\)", text, re.MULTILINE):
            found[file] |= set(re.findall(rf"(?<!\w){name}\.(\w+)", text))
            if not name.startswith("_"):
                names[name] = file
    for name, file in names.items():
        for text in sources.values():
            found[file] |= set(re.findall(rf"(?<!\w){name}\.(\w+)", text))
    return {
        file: {key for key in keys if key not in ("rows", "folded_rows", "content", "name")}
        for file, keys in found.items()
    }


@pytest.mark.parametrize("name", STANCE)
def test_every_entry_has_a_use_a_form_and_a_valid_pattern(name: str) -> None:
    words = Wordlist(f"stance/{name}")
    for key, entry in words.content["patterns"].items():
        assert entry.get("says"), f"{key} does not say what it is for"
        assert len(FORMS & set(entry)) == 1, f"{key} has not one form"
        assert set(entry) <= FORMS | {"says", "case", "over_lines"}, f"{key} has an unknown field"
        assert getattr(words, key).groups >= 0
    for key in words.content["tables"]:
        assert words.rows(key)


@pytest.mark.parametrize("name", STANCE)
def test_every_entry_is_asked_for_and_every_one_asked_for_is_there(name: str) -> None:
    there = set(Wordlist(f"stance/{name}").content["patterns"])
    assert there == asked_for().get(f"stance/{name}", set())


@pytest.mark.parametrize("name", STANCE)
def test_every_piece_is_used(name: str) -> None:
    content = Wordlist(f"stance/{name}").content
    used = set(re.findall(r"<<(\w+)>>", str(content)))
    assert used <= set(content["parts"])
    assert set(content["parts"]) - used <= {"q", "w"}


def test_tables_hold_what_the_codebook_tells() -> None:
    for row in predicates():
        assert row.stance in Stance
        assert row.sense in Sense
    assert {row.sense for row in predicates()} == set(Sense)
    effects = {row["effect"].upper() for _, row in Wordlist("stance/modifiers").rows("governing")}
    assert effects <= {effect.name for effect in Effect}
    assert {row["kind"] for _, row in Wordlist("stance/scope").rows("kinds")} <= {kind.value for kind in ConditionKind}


def test_a_pattern_that_is_not_there_or_not_valid_is_told_with_its_place() -> None:
    with pytest.raises(InputError, match="no pattern 'nothing'"):
        _ = Wordlist("stance/markers").nothing
    with pytest.raises(InputError, match="no words 'stance/markers' in language 'xx'"):
        _ = Wordlist("stance/markers", "xx").action
    with pytest.raises(InputError, match="not a valid pattern"):
        compiled({"pattern": "("}, {}, where="here").search("")
    with pytest.raises(InputError, match="not a valid pattern"):
        compiled({"pattern": "<<missing>>"}, {})


def test_a_blank_is_any_white_space_and_words_are_whole() -> None:
    assert source({"words": ["no longer"]}, {}) == r"(?<!\w)(?:no\s+longer)(?!\w)"
    assert compiled({"words": ["no longer"]}, {}).search("it no\n longer is")
    assert not compiled({"words": ["no longer"]}, {}).search("piano longer")
    assert not compiled({"compounds": ["member"]}, {}).search("a non-member state")
    assert not compiled({"pattern": "May", "case": True}, {}).search("it may")
