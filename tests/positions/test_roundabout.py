"""What is said in a roundabout way: sentences of each class, on invented people, with what each must not become."""

from __future__ import annotations

import re

import pytest

from whipcount.positions.coder import polarity
from whipcount.positions.proposal import Proposal, Variant
from whipcount.positions.rulereader import RuleReader
from whipcount.positions.stance import Reading, Stance
from whipcount.reports.report import Report, fingerprint
from whipcount.reports.span import Span
from whipcount.statements.statement import Modality, Quotation, Statement

PROPOSALS = {
    "T": Proposal(
        "t",
        "The Tern League takes in Quellmark",
        "TERN",
        variants=(Variant("entry", "taken in", ("entry", "accession", "membership", "take in", "Quellmark")),),
    ),
    "R": Proposal(
        "r",
        "The River Board adopts the toll",
        "RIVER",
        variants=(Variant("toll", "the toll", ("toll", "levy")),),
    ),
    "H": Proposal(
        "h",
        "The harbour pact is ratified",
        "HARBOUR",
        variants=(Variant("pact", "the pact", ("pact", "ratification", "ratify")),),
    ),
}

# the label: n refuses or leans to refusing; x anything but a consent that counts; y consents or leans to it; z anything
# but a refusal. The sentence: {source} <cue> [content].
SENTENCES = """
denied T x {Ilmar Voss, Rendal's chancellor,} <said> [it simply was not the case that Rendal endorsed the entry]
denied T x {The Rendalese chancellor} <said> [it would be a lie to say that she had agreed to Quellmark's accession]
denied T x [Stories that Rendal has approved the membership are pure invention], {its envoy} <said>
denied R x {Minister Dora Quist} <said> [there was no truth in rumours that Ostmere would accept the toll]
denied R x {Quist} <told> reporters [it isn't true that we welcome the levy]
denied R x {Ostmere's premier} <called> [talk that he favoured the toll a fairy tale]
denied H z {Premier Lund} <dismissed> [reports that Galt would reject the pact as fiction]
denied H z {Lund} <said> [the notion that his party opposed ratification was absurd]
denied H z {The Galtish envoy} <brushed off> [rumours that Galt would torpedo the pact]
denied T z {Rendal} <said> [that the allegation it was going to veto the entry was a fabrication]
ruled R n {The Ostmere government} <declined> [to rule out voting against the toll]
ruled R n {Quist} <said> [she could not exclude that Ostmere would block the levy]
ruled T n {Voss} <said> [Rendal had never ruled out a veto of the membership]
ruled T n {The chancellor} <said> [he would not hesitate to veto the entry]
ruled T n {Rendal's envoy} <said> [his capital was not afraid of blocking the accession]
ruled H z {Lund} <ruled out> [rejecting the pact]
ruled H x {Lund} <would not promise> [to support the pact]
unready T n {Voss} <said> [Rendal is “not ready” to welcome Quellmark]
unready T n {Voss} <said> [Rendal was in no position to endorse the entry]
unready R n {Quist} <said> [Ostmere's coalition was too divided to approve the toll]
unready R n {Quist} <said> [Ostmere was 'in no mood' to accept the levy]
unready H n {Lund} <admitted> [that his parliament was unprepared to ratify the pact]
unready H n {Galt} <is nowhere near> [approving the pact]
unready H n {Galt} <was growing ever less inclined> [to sign the pact]
unready T n {The cabinet in Rendal} <is reluctant> [to back the membership]
doubt T n {Voss} <wondered> [whether Rendal could ever endorse the accession]
doubt R n {Quist} <said> [she was not sure that Ostmere would vote for the toll]
doubt R n {Quist} <said> [she could not see Ostmere agreeing to the levy]
doubt H n {Lund} <was sceptical> [about supporting the pact]
doubt H n {Lund} <said> [he did not believe Galt would approve the pact]
rather T n [Rendal would rather quit the League than accept Quellmark's entry], {its chancellor} <said>
rather T n {Voss} <said> [he would resign before he agreed to the accession]
rather R n {Quist} <said> [Ostmere preferred paying a fine to approving the toll]
rather R n {Quist} <said> [Ostmere was more likely to leave the Board than to back the levy]
rather H n [It is better to have no port at all than to sign the pact], {Lund} <said>
adverb T n {Voss} <said> [Rendal would endorse the membership on no account]
adverb T n {Voss} <said> [his country would accept the entry at no price]
adverb R n {Quist} <said> [the toll would be approved over her dead body]
adverb R n {Quist} <said> [we will back the levy under no conditions whatever]
adverb H n {Lund} <said> [Galt will by no means sign the pact]
judged T n {Voss} <said> [to welcome Quellmark would be a catastrophe]
judged T n {The chancellor} <warned> [that accepting the membership was a historic mistake]
judged R n {Quist} <called> [backing the toll an act of folly]
judged R n {Quist} <said> [it would be madness to approve the levy]
judged H n {Lund} <argued> [that endorsing the pact amounted to surrender]
judged H n {Lund} <said> [only a fool would sign the pact]
judged H z {Lund} <said> [only cowards would reject the pact]
judged R z {Quist} <said> [none but a madman could oppose the toll]
ended T n {Voss} <said> [Rendal's backing for the accession was over]
ended T n {Voss} <said> [all public support for the entry has evaporated]
ended R n {Quist} <said> [her party's approval of the toll had long expired]
ended R x {Quist} <said> [Ostmere's support for the levy could no longer be taken for granted]
ended H x {Lund} <said> [his consent to the pact hung by a thread]
ended H n {Lund} <said> [Galt no longer stood behind the pact]
contrast T x {Voss} <said> [Rendal backs the accession of Orvane, not Quellmark's]
contrast T x {Voss} <said> [it favoured Orvane's entry rather than Quellmark's]
contrast T x {Voss} <said> [Rendal endorsed the membership of Orvane but not that of Quellmark]
contrast T y {Voss} <said> [Rendal supports the entry of Quellmark, not that of Orvane]
contrast R n {Quist} <said> [Ostmere, not Galt, rejects the toll]
contrast R n [Not Galt but Ostmere is against the levy], {Quist} <said>
contrast H x {Lund} <said> [it is not the pact that Galt supports but the old treaty]
contrast H x {Lund} <said> [Galt supported not the pact but a customs union]
request T n {Voss} <called on> [Quellmark to give up its bid for membership]
request T n {Voss} <advised> [the islanders to shelve their application for entry]
request T n {Rendal} <said> [Quellmark should withdraw its candidacy for accession]
request R x {Quist} <urged> [the Board to forget about the toll]
request H x {Lund} <wants> [a referendum on ratification]
timing T c {Voss} <said> [Rendal would endorse the entry, though not before the spring] = not before the spring
timing T c [Rendal will accept the accession, but not until 2031], {its chancellor} <said> = until 2031
timing R c {Quist} <said> [Ostmere will back the levy no earlier than next May] = no earlier than next May
timing H c [Galt will ratify the pact], {Lund} <said>, only not this year = not this year
calls R z {Quist} <approved> [the toll on Friday, brushing aside demands from farmers to block it]
calls R z {Quist} <welcomed> [the levy, ignoring appeals by the unions to vote it down]
calls H z {Lund} <endorsed> [the pact, defying pressure from his coalition to reject it]
calls H x {Lund} <resisted> [calls to support the pact]
calls T z {Voss} <backed> [the membership, overruling his interior minister, who had branded it a disaster]
calls T z {Voss} <supports> [the entry, unlike his predecessor, who opposed it]
back T y {Rendal} <indicated> [it would not object]
back R y {Ostmere} <signalled> [that it would not be objecting]
back H y {Galt} <said> [it has never objected and will not object now]
back T c {Rendal} <said> [it would not object provided the fishing zones are kept] = provided the fishing zones are kept
ends R c [We will accept the toll if the locks are mended], its premier, {Dora Quist}, <said> = if the locks are mended
ends H c [Galt will sign the pact once quays are cleared], its minister, {Per Lund}, <said> = once quays are cleared
ends T c [Rendal would welcome Quellmark unless it closes the border], {Ilmar Voss} <said> = unless it closes the border
"""


def read(key: str, marked: str) -> Reading:
    text = re.sub(r"[\[\]{}<>]", "", marked) + "."
    spans = []
    for opening in (r"\{(.*?)\}", "<(.*?)>", r"\[(.*?)\]"):
        words = re.search(opening, marked)
        assert words is not None
        start = len(re.sub(r"[\[\]{}<>]", "", marked[: words.start()]))
        spans.append(Span(start, start + len(re.sub(r"[\[\]{}<>]", "", words[1]))))
    sha = fingerprint(text)
    statement = Statement(sha, (spans[0],), (spans[1],), (spans[2],), Quotation.INDIRECT)
    return RuleReader().read(statement, Report("x", text, sha), PROPOSALS[key])[0]


def standing(reading: Reading) -> Stance | None:
    return reading.stance if reading.modality in (Modality.ACTUAL, Modality.FUTURE) else None


ROWS = [line.split(" ", 3) for line in SENTENCES.strip().splitlines()]


@pytest.mark.parametrize(("kind", "key", "label", "marked"), ROWS, ids=[f"{r[0]} {r[3][:60]}" for r in ROWS])
def test_a_roundabout_word_is_not_taken_at_its_face(kind: str, key: str, label: str, marked: str) -> None:
    marked, _, condition = marked.partition(" = ")
    reading = read(key, marked)
    side = polarity(standing(reading))
    if label == "n":
        assert side < 0
    elif label == "x":
        assert standing(reading) not in (Stance.YES, Stance.WILL_NOT_BLOCK)
    elif label == "y":
        assert side > 0
    elif label == "z":
        assert side >= 0
    else:
        assert side > 0
        assert [c.text for c in reading.conditions] == [condition]
