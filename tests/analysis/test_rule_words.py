"""A body's rule as a reader says it: for every rule of the catalogue, with the number of those who decide."""

from __future__ import annotations

from datetime import date

import pytest

from tests.analysis.invented import LAKE
from whipcount.analysis.rule_words import rule_words
from whipcount.bodies.catalogue import list_bodies, load_body
from whipcount.errors import RuleError

DAY = date(2024, 11, 29)


@pytest.mark.parametrize("body", list_bodies())
def test_every_rule_of_the_catalogue_says_how_many_decide(body: str) -> None:
    loaded = load_body(body)
    for named in {rule.id: rule for rule in loaded.rules}.values():
        if (named.span.start and named.span.start > DAY) or (named.span.end and named.span.end < DAY):
            continue
        try:
            rule = loaded.rule(named.id, DAY)
        except RuleError:  # weights that are not known on that day
            continue
        words = rule_words(loaded.named_rule(named.id, DAY), rule)
        assert str(len(rule.members)) in words or "that decide" in words, words
        assert words[:1] == words[:1].upper()
        assert "\n" not in words


def test_silence_is_consent_where_nobody_objects_and_is_none_where_all_must_say_yes() -> None:
    named = LAKE.named_rule(None, DAY)
    assert rule_words(named, LAKE.rule(None, DAY)) == "Unanimity: all 3 members say yes"
    nato = load_body("NATO")
    assert rule_words(nato.named_rule(None, DAY), nato.rule(None, DAY)).endswith("nobody objects")
