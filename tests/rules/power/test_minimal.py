from hypothesis import given, settings

from tests.rules.strategies import games
from whipcount.rules.power import coalitions, minimal
from whipcount.rules.power.counts import Counter


@settings(max_examples=60, deadline=None)
@given(games(max_members=7))
def test_minimal_coalitions_two_ways_and_listed_in_order(game):
    direct = Counter(minimal.minimal_diagram(game), sized=True).winning_by_size
    if minimal.is_ordered(game, game.diagram.order):
        assert direct == Counter(game.diagram, sized=True).minimal_by_size
    listed = list(coalitions.coalitions(game))
    assert [len(c.members) for c in listed] == sorted(len(c.members) for c in listed)
    assert len({c.members for c in listed}) == len(listed) == sum(direct)
    for coalition in listed:
        inside = set(coalition.members)
        assert game.wins(inside)
        assert not any(game.wins(inside - {m}) for m in inside)
    costs = {m: (7 * i) % 5 for i, m in enumerate(game.members)}
    by_cost = list(coalitions.coalitions(game, by=costs))
    assert [c.cost for c in by_cost] == sorted(sum(costs[m] for m in c.members) for c in listed)
