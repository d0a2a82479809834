import pytest

from whipcount.positions.proposal.inflection import (
    base_of_gerund,
    base_of_participle,
    base_of_third,
    is_plural,
    verb_forms,
)

DOUBLING = frozenset({"admit", "ban", "refer"})


@pytest.mark.parametrize(
    ("told", "third", "past", "gerund"),
    [
        ("approve", "approves", "approved", "approving"),
        ("ratify", "ratifies", "ratified", "ratifying"),
        ("delay", "delays", "delayed", "delaying"),
        ("veto", "vetoes", "vetoed", "vetoing"),
        ("dismiss", "dismisses", "dismissed", "dismissing"),
        ("attach", "attaches", "attached", "attaching"),
        ("ban", "bans", "banned", "banning"),
        ("refer", "refers", "referred", "referring"),
        ("take", "takes", "took", "taking"),
    ],
)
def test_forms(told, third, past, gerund):
    forms = verb_forms(told, DOUBLING)
    assert (forms.base, forms.third, forms.past, forms.gerund) == (told, third, past, gerund)


def test_told_forms_and_particles():
    assert verb_forms("choose/chooses/chose/chosen/choosing").participle == "chosen"
    forms = verb_forms("throw out")
    assert (forms.past, forms.participle, forms.particle) == ("threw", "thrown", "out")


@pytest.mark.parametrize("verb", ["approve", "ratify", "ban", "close", "demolish", "adopt", "merge", "impose", "join"])
def test_the_base_is_found_again_from_regular_forms(verb):
    forms = verb_forms(verb, DOUBLING)
    assert base_of_participle(forms.participle) == verb
    assert base_of_third(forms.third) == verb
    assert base_of_gerund(forms.gerund, {verb}) == verb


@pytest.mark.parametrize("word", ["sent", "red", "bed", "adopt"])
def test_what_is_no_regular_participle(word):
    assert base_of_participle(word) is None


@pytest.mark.parametrize(("noun", "plural"), [
    ("sanctions", True), ("Members", True), ("children", True), ("criteria", True), ("status", False),
    ("crisis", False), ("congress", False), ("Kell’s", False), ("treaty", False),
])  # fmt: skip
def test_plurals(noun, plural):
    assert is_plural(noun) is plural
