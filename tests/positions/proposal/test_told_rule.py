"""Rules and counts as reports tell them; invented sentences."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.told_rule import RuleFamily, find_count, find_rule
from whipcount.text.span import Span

RULES = [
    ("Orland had 34 of the 36 that it needed.", RuleFamily.COUNT, "36 members"),
    ("All 90 trustees have to agree.", RuleFamily.UNANIMITY, "no objection"),
    ("All nine directors need to sign off on it.", RuleFamily.UNANIMITY, "no objection"),
    ("Any director can block it.", RuleFamily.UNANIMITY, "no objection"),
    ("Any of the six members can veto the decision.", RuleFamily.UNANIMITY, "no objection"),
    ("Every one of the ten trustees has a veto.", RuleFamily.UNANIMITY, "no objection"),
    ("Each of the nine cities has the right of veto.", RuleFamily.UNANIMITY, "no objection"),
    ("A veto by any member would kill it.", RuleFamily.UNANIMITY, "no objection"),
    ("The opposition of a single city would be enough.", RuleFamily.UNANIMITY, "no objection"),
    ("The league decides unanimously.", RuleFamily.UNANIMITY, "no objection"),
    ("Everyone has to agree.", RuleFamily.UNANIMITY, "no objection"),
    ("It needs all eight votes.", RuleFamily.UNANIMITY, "no objection"),
    ("Consensus among the twelve cities is needed.", RuleFamily.CONSENSUS, "no objection"),
    ("All 60 councillors must ratify the accord.", RuleFamily.EACH, "all members"),
    ("A 2/3 majority is needed.", RuleFamily.SHARE, "2/3 of members voting"),
    ("Two in three directors must vote yes.", RuleFamily.SHARE, "2/3 of members"),
    ("It takes two-thirds of all 40 trustees.", RuleFamily.SHARE, "2/3 of members"),
    ("Under the statutes, two-thirds of its directors have to agree.", RuleFamily.SHARE, "2/3 of members"),
    ("Nine of the twelve must agree.", RuleFamily.COUNT, "9 members"),
    ("Of the seven trustees, six must agree.", RuleFamily.COUNT, "6 members"),
    ("35 of 40 votes are enough.", RuleFamily.COUNT, "35 members"),
    ("It needs eleven out of 15 votes.", RuleFamily.COUNT, "11 members"),
    ("45 votes from the 60 members are needed.", RuleFamily.COUNT, "45 members"),
    ("The threshold is eight votes.", RuleFamily.COUNT, "8 members"),
    ("A majority of 46 is needed.", RuleFamily.COUNT, "46 members"),
    ("It needs a majority, or 4 of the 7 cities.", RuleFamily.COUNT, "4 members"),
    ("The motion passes if eight of the ten deputies back it.", RuleFamily.COUNT, "8 members"),
    ("It will be adopted if eight cities vote in favour.", RuleFamily.COUNT, "8 members"),
    ("The vote of nine of the 15 commissioners is required.", RuleFamily.COUNT, "9 members"),
    ("It takes effect once twelve of the 21 cities have ratified it.", RuleFamily.COUNT, "12 members"),
    ("A majority is enough.", RuleFamily.MAJORITY, "a majority of members voting"),
    ("The board decides by majority vote.", RuleFamily.MAJORITY, "a majority of members voting"),
    ("Half of the trustees plus one must vote for it.", RuleFamily.MAJORITY, "a majority of members"),
    ("The decision takes ten of the twelve members.", RuleFamily.COUNT, "10 members"),
    ("To pass it needed two-thirds of the votes cast.", RuleFamily.SHARE, "2/3 of members voting"),
    ("The admission needs the consent of all.", RuleFamily.UNANIMITY, "no objection"),
    ("It needs nine votes and no veto to pass.", RuleFamily.VETO, ""),
    ("The bill needs 60 votes in the Senate.", RuleFamily.COUNT, "60 members"),
    ("The commission can act only by consensus.", RuleFamily.CONSENSUS, "no objection"),
    ("Each of the five must ratify.", RuleFamily.EACH, "all members"),
    ("Sixty ratifications were required.", RuleFamily.COUNT, "60 members"),
    ("Accession requires unanimity.", RuleFamily.UNANIMITY, "no objection"),
    ("It takes the agreement of all nine member states.", RuleFamily.UNANIMITY, "no objection"),
    ("The law needs a qualified majority in the council.", RuleFamily.QUALIFIED, ""),
    ("All 30 members must ratify the protocol.", RuleFamily.EACH, "all members"),
    ("A vote takes two thirds of the members.", RuleFamily.SHARE, "2/3 of members"),
    ("It enters into force once 15 countries have ratified it.", RuleFamily.COUNT, "15 members"),
    ("Any member can veto the move.", RuleFamily.UNANIMITY, "no objection"),
    ("A majority of the votes cast is enough.", RuleFamily.MAJORITY, "a majority of members voting"),
    ("It did not get the 60 votes that form the threshold.", RuleFamily.COUNT, "60 members"),
    ("The charter can only be changed by a four-fifths majority.", RuleFamily.SHARE, "4/5 of members voting"),
    ("A levy needs the votes of four of the five towns.", RuleFamily.COUNT, "4 members"),
    ("Rules of the board allow a quota to be fixed by four of its five members.", RuleFamily.COUNT, "4 members"),
    ("Seven of the ten cantons must agree before a toll can be levied.", RuleFamily.COUNT, "7 members"),
    ("Tariffs are adopted by at least six of the nine members.", RuleFamily.COUNT, "6 members"),
    ("At least eight of the eleven guilds have to be in favour.", RuleFamily.COUNT, "8 members"),
    ("It takes five of the seven harbours to change the fee.", RuleFamily.COUNT, "5 members"),
    ("Three of the four founders can admit a newcomer.", RuleFamily.COUNT, "3 members"),
    ("A new judge is elected by nine of the twelve electors.", RuleFamily.COUNT, "9 members"),
    ("With six of the eight islands behind it, the charter change would pass.", RuleFamily.COUNT, "6 members"),
    ("No fewer than five of the six valleys must say yes.", RuleFamily.COUNT, "5 members"),
    ("We need seven, he said; the council has ten members.", RuleFamily.COUNT, "7 members"),
    ("The treaty becomes binding once forty have done so.", RuleFamily.COUNT, "40 members"),
    ("Eleven were for it; at least fourteen would have had to be in favour.", RuleFamily.COUNT, "14 members"),
    (
        "It got 93.4 percent, well above the 75 percent that company law demands.",
        RuleFamily.SHARE,
        "75% of members voting",
    ),
    ("Two thirds would have been required.", RuleFamily.SHARE, "2/3 of members voting"),
    (
        "That fell short of the three-quarters majority that such a step takes.",
        RuleFamily.SHARE,
        "3/4 of members voting",
    ),
    (
        "It got 48 votes, far from the two-thirds, 67 votes, that the constitution asks for.",
        RuleFamily.SHARE,
        "2/3 of members voting",
    ),
    ("They could muster only four of the five votes that the treaty prescribes.", RuleFamily.COUNT, "5 members"),
    (
        "It needed both a majority of the people and a majority of the cantons.",
        RuleFamily.MAJORITY,
        "a majority of members",
    ),
    ("How many votes does the dam need? Four of the five.", RuleFamily.COUNT, "4 members"),
    ("How much support is needed? Three quarters of the members who turn up.", RuleFamily.SHARE, "3/4 of members"),
    ("Two thirds of the branches, that is five, must agree.", RuleFamily.SHARE, "2/3 of members"),
    ("The offer stands only if three quarters of the households accept.", RuleFamily.SHARE, "3/4 of members"),
    ("Four fifths of the flats have to say yes.", RuleFamily.SHARE, "4/5 of members"),
    ("Five of the seven lodges must accept.", RuleFamily.COUNT, "5 members"),
    ("For the plan to pass five chapters must accept.", RuleFamily.COUNT, "5 members"),
    ("Five parishes must accept for the deal to stand.", RuleFamily.COUNT, "5 members"),
    ("The League has nine members, and a common tariff needs six of them.", RuleFamily.COUNT, "6 members"),
    ("Seven parishes own the mill, and five of them must agree before it can be sold.", RuleFamily.COUNT, "5 members"),
    ("The union has nine branches, and six must be in favour.", RuleFamily.COUNT, "6 members"),
    (
        "It usually waits until all members agree. But the treaties allow a qualified majority here.",
        RuleFamily.QUALIFIED,
        "",
    ),
    ("Under the rules five houses have to agree.", RuleFamily.COUNT, "5 members"),
    ("It takes the consent of five branches.", RuleFamily.COUNT, "5 members"),
    ("The sale goes through only if five of the seven owners agree.", RuleFamily.COUNT, "5 members"),
    ("A majority of the colleges must accept the offer.", RuleFamily.MAJORITY, "a majority of members voting"),
    ("A measure is adopted if no member objects.", RuleFamily.CONSENSUS, "no objection"),
    ("The plan passes unless a member objects by noon.", RuleFamily.CONSENSUS, "no objection"),
    ("It is deemed accepted provided that none of the partners objects.", RuleFamily.CONSENSUS, "no objection"),
    (
        "As nobody raised an objection, which is all the treaty asks for, it stands adopted if none objects.",
        RuleFamily.CONSENSUS,
        "no objection",
    ),
    ("A single no would be enough to stop it.", RuleFamily.UNANIMITY, "no objection"),
    ("One objection is enough to sink the plan.", RuleFamily.UNANIMITY, "no objection"),
    ("League sanctions must be unanimous.", RuleFamily.UNANIMITY, "no objection"),
    ("The vote has to be unanimous under the statute.", RuleFamily.UNANIMITY, "no objection"),
    ("Decisions on fees are always unanimous.", RuleFamily.UNANIMITY, "no objection"),
    ("Eighty-five percent were required.", RuleFamily.SHARE, "85% of members voting"),
    ("An increase needs 85 percent of the votes.", RuleFamily.SHARE, "85% of members voting"),
    (
        "It got ten votes more than the absolute majority that was called for.",
        RuleFamily.MAJORITY,
        "a majority of members",
    ),
    ("The government needs an absolute majority of all members.", RuleFamily.MAJORITY, "a majority of members"),
    ("An absolute majority of the chamber is required.", RuleFamily.MAJORITY, "a majority of members"),
    ("More than half of all members must vote for it.", RuleFamily.MAJORITY, "a majority of members"),
    ("A nomination needs a simple majority.", RuleFamily.MAJORITY, "a majority of members voting"),
    (
        "With 143 of 200 votes it passed the act, nine more than the two-thirds it needed.",
        RuleFamily.SHARE,
        "2/3 of members voting",
    ),
    ("The two-thirds required were missed by three votes.", RuleFamily.SHARE, "2/3 of members voting"),
    ("Three-quarters of the weighted votes of those present are needed.", RuleFamily.SHARE, "3/4 of members voting"),
    ("Thirty of the 31 allies have now completed the procedure. Each of them has to.", RuleFamily.EACH, "all members"),
    ("Every state must ratify, and so far twelve have.", RuleFamily.EACH, "all members"),
    ("The pact comes into force only when the last of the members has ratified it.", RuleFamily.EACH, "all members"),
    (
        "Tovland is the only country left in the alliance that has yet to ratify the entry.",
        RuleFamily.EACH,
        "all members",
    ),
    ("Only one parliament has still to ratify it.", RuleFamily.EACH, "all members"),
    ("The rules ask for five votes out of eight.", RuleFamily.COUNT, "5 members"),
    ("A toll takes the assent of six of the eight towns.", RuleFamily.COUNT, "6 members"),
    ("A majority of two thirds is prescribed.", RuleFamily.SHARE, "2/3 of members voting"),
    ("A majority of three quarters was required.", RuleFamily.SHARE, "3/4 of members voting"),
    ("Nothing passes against the will of a single member.", RuleFamily.UNANIMITY, "no objection"),
    ("A change of the charter takes all eleven.", RuleFamily.UNANIMITY, "no objection"),
    ("A treaty change needs every member.", RuleFamily.UNANIMITY, "no objection"),
    ("An admission must be backed by every member.", RuleFamily.UNANIMITY, "no objection"),
    ("A new fee has to be approved by all nine towns.", RuleFamily.UNANIMITY, "no objection"),
    ("Because the charter knows no majority votes, every member has a veto.", RuleFamily.UNANIMITY, "no objection"),
    ("The rule is simple: if one says no, there is no deal.", RuleFamily.UNANIMITY, "no objection"),
    ("It takes just one no to bring it down.", RuleFamily.UNANIMITY, "no objection"),
    ("Seven ayes were required.", RuleFamily.COUNT, "7 members"),
    ("It needed seven ayes and got eight.", RuleFamily.COUNT, "7 members"),
    ("Four votes carry a motion.", RuleFamily.COUNT, "4 members"),
    ("Five votes in favour are enough.", RuleFamily.COUNT, "5 members"),
    ("No fewer than nine members must be in favour.", RuleFamily.COUNT, "9 members"),
    ("At least eight guilds have to agree.", RuleFamily.COUNT, "8 members"),
    ("To pass, the draft has to win over ten of the fifteen delegations.", RuleFamily.COUNT, "10 members"),
    ("Accession has to be ratified in all nine capitals.", RuleFamily.EACH, "all members"),
]


@pytest.mark.parametrize(("text", "family", "notation"), RULES)
def test_rule(text: str, family: RuleFamily, notation: str) -> None:
    found = find_rule(text, [Span(0, len(text))])
    assert found is not None
    assert (found.family, found.text) == (family, notation)


@pytest.mark.parametrize(
    "text",
    [
        "It was adopted unanimously on Tuesday.",
        "A blocking minority needs at least four countries.",
        "The council met for nine hours.",
        "Lawmakers of the governing party, who hold a two-thirds majority, let the bill lie.",
        "Seven of the ten cantons voted against the toll.",
        "Four of the five members agreed on Friday to cut the catch.",
        "Six of the nine ministers must leave by Monday.",
        "Two branches must still vote.",
        "Five lodges must close by Monday.",
        "Three quarters of the houses were built before the war.",
        "Two votes against are enough to block it.",
        "The tariff is off if three members vote against.",
        "If one says nothing, nobody hears it.",
        "The tour takes all eleven days.",
        "At least eight guilds have to move to other halls.",
        "Prices rose by 85 percent in the votes of the jury.",
    ],
)
def test_what_tells_no_rule(text: str) -> None:
    assert find_rule(text, [Span(0, len(text))]) is None


def test_each_of_those_told_before() -> None:
    first = "Eleven of the twelve towns have now completed the procedure."
    text = f"{first} Each of them has to."
    found = find_rule(text, [Span(0, len(first)), Span(len(first) + 1, len(text))])
    assert found is not None
    assert found.family is RuleFamily.EACH


COUNTS = [
    ("That brings the total to 49, just 11 short of the 60 needed.", (49, 60, None)),
    ("Sarn became the 50th state to ratify it.", (50, None, None)),
    ("Seven of the nine members have ratified it.", (7, None, 9)),
    ("Five of the alliance's 30 member states have already ratified it.", (5, None, 30)),
    ("The treaty now counts 49, only 11 fewer than the 60 that it requires.", (49, 60, None)),
]


@pytest.mark.parametrize(("text", "told"), COUNTS)
def test_count(text: str, told: tuple[int, int | None, int | None]) -> None:
    found = find_count(text, [Span(0, len(text))], acts=True)
    assert found is not None
    assert (found.agreed, found.needed, found.size) == told


@pytest.mark.parametrize(
    "text",
    [
        "With 50.7 per cent of the votes cast it had the people on its side.",
        "He received 76.18 percent of the votes in the third round.",
        "53 percent of the members supported the draft.",
        "Two thirds of the members voted for it.",
        "In the ballot 50.9 percent of the votes were for the deal.",
    ],
)
def test_a_result_is_no_rule(text: str) -> None:
    assert find_rule(text, [Span(0, len(text))]) is None


def test_what_belongs_to_a_union_is_no_part_of_its_members() -> None:
    text = "They stand for 66.07 percent of the Union's people, above the 65 percent required."
    found = find_rule(text, [Span(0, len(text))])
    assert found is None or "66" not in found.text
