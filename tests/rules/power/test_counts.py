from itertools import combinations

from hypothesis import given, settings

from tests.rules.strategies import games
from whipcount.rules.power.counts import Counter
from whipcount.rules.power.game import Game


def subsets(members):
    return [set(some) for size in range(len(members) + 1) for some in combinations(members, size)]


@settings(max_examples=80, deadline=None)
@given(games(max_members=6))
def test_counts_are_those_of_all_coalitions_one_by_one(game):
    counter = Counter(game.diagram, sized=True)
    winning = [c for c in subsets(game.members) if game.wins(c)]
    sizes = range(len(game.members) + 1)
    assert counter.winning == len(winning)
    assert counter.winning_by_size == [sum(len(c) == size for c in winning) for size in sizes]
    for place, member in enumerate(game.members):
        swings = [c for c in winning if member in c and not game.wins(c - {member})]
        assert counter.swings[place] == len(swings)
        assert counter.swings_by_size[place] == [sum(len(c) == size for c in swings) for size in sizes]
        assert counter.containing[place] == [sum(len(c) == size and member in c for c in winning) for size in sizes]


def test_without_sizes_only_totals_are_counted():
    game = Game.weighted("ABCD", [4, 3, 2, 1], 6)
    assert Counter(game.diagram, sized=False).winning == Counter(game.diagram, sized=True).winning
    assert Counter(game.diagram, sized=False).swings == Counter(game.diagram, sized=True).swings


def test_numbers_beyond_any_machine_word_are_exact():
    members = [f"M{i}" for i in range(99)]
    counter = Counter(Game.weighted(members, [1] * 99, 50).diagram, sized=False)
    assert counter.winning == 2**98
