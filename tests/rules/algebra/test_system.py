"""Formulas of thresholds: Kleene's logic against every completion, and simplification that changes no value."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.system import decide, indices, simplify
from whipcount.rules.algebra.votes import Vote

SIZE = 4
formulas = st.recursive(
    st.booleans() | st.integers(0, SIZE - 1),
    lambda inner: (
        st.tuples(st.just("not"), st.tuples(inner))
        | st.tuples(st.sampled_from(["and", "or"]), st.lists(inner, min_size=1, max_size=3).map(tuple))
    ),
    max_leaves=8,
)


@given(formulas, st.lists(st.sampled_from([True, False, None]), min_size=SIZE, max_size=SIZE))
def test_what_is_decided_holds_for_every_completion(formula, truths):
    value = decide(formula, truths)
    open_places = [place for place, truth in enumerate(truths) if truth is None]
    ends = set()
    for filling in product([True, False], repeat=len(open_places)):
        whole = list(truths)
        for place, truth in zip(open_places, filling, strict=True):
            whole[place] = truth
        ends.add(decide(formula, whole))
    assert None not in ends
    if value is not None:
        assert ends == {value}


@given(formulas)
def test_simplifying_changes_no_value_and_names_no_new_threshold(formula):
    simple = simplify(formula)
    assert indices(simple) <= indices(formula)
    assert simplify(simple) == simple
    for truths in product([True, False], repeat=SIZE):
        assert decide(simple, truths) == decide(formula, truths)


def test_a_system_of_some_states_is_the_same_on_them():
    rule = Rule.of("more than 50% of members voting and no objection among {A}", ["A", "B", "C"])
    cut = rule.system.choose([Vote.NO, Vote.YES])
    for votes in product([Vote.NO, Vote.YES], repeat=3):
        assert cut.holds(votes) == rule.system.holds(votes) == rule.carries(dict(zip("ABC", votes, strict=True)))
