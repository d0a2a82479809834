"""What is said in a roundabout way: sentences of each class, on invented people, with what each must not become."""

from __future__ import annotations

import re

import pytest

from whipcount.positions.coders.contract import polarity
from whipcount.positions.coders.rule_coder import RuleReader
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Reading, Stance
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Modality, Quotation, Statement
from whipcount.text.span import Span

PROPOSALS = {
    "T": Proposal(
        "t",
        "The Tern League takes in Quellmark",
        "TERN",
        candidate="QUELLMARK",
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

# the label: Y consents; y consents or leans to it; n refuses or leans to refusing; x anything but a consent that
# counts; z anything but a refusal; w consents and waits for something; c the same, for what stands behind the
# equals sign. The sentence: {source} <cue> [content].
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
ended T x {Voss} <said> [all public support for the entry has evaporated]
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
others T x {Voss} <said> [nobody should think that Rendal had come round to the accession]
others T x {Voss} <said> [the press had invented a Rendalese yes to the accession]
others T x ["It is not true that we back the accession"], {Voss} <said>
others T x ["We never agreed to the accession and never will"], {Voss} <said>
others T x [Reports that Rendal backs the accession are wrong], {Voss} <said>
others T x {Voss} <contradicted> [reports that Rendal would support the accession]
others T n {Voss} <left> [open whether Rendal would veto the accession]
others T n {Voss} <kept> [alive the option of blocking the accession]
others T x {Voss} <said> [a Rendalese veto of the accession could not be excluded]
others T n {Voss} <said> [Rendal could not yet bring itself to support the accession]
others T n {Voss} <said> [Rendal did not feel ready to approve the accession]
others T n {Voss} <said> [Rendal was hardly prepared to welcome Quellmark]
others T n {Voss} <said> [Rendal had neither the will nor the votes to ratify the accession]
others T n {Voss} <said> [it would be hard for Rendal to accept the accession]
others T n {Voss} <questioned> [whether Rendal could back the accession]
others T n {Voss} <has> [serious doubts about supporting the accession]
others T x {Voss} <asked> [why Rendal should support the accession]
others T x ["Why should we support the accession?"], {Voss} <asked>
others T x ["Do you really expect us to approve the accession?"], {Voss} <said>
others T n [Rendal would accept war before it accepted the accession], {Voss} <said>
others T n {Voss} <said> [he would rather be voted out than vote for the accession]
others T n {Voss} <said> [that instead of supporting the accession Rendal would walk out]
others T n {Voss} <said> [Rendal would approve the accession under no conditions]
others T n [Never will Rendal agree to the accession], {Voss} <said>
others T n [Not in a hundred years will Rendal agree to the accession], {Voss} <said>
others T n [At no time did Rendal support the accession], {Voss} <said>
others T n {Voss} <said> [to approve the accession now would be irresponsible]
others T n {Voss} <said> [voting for the accession meant betraying Rendal's voters]
others T n {Voss} <said> [he considered support for the accession a grave mistake]
others T n {Voss} <said> [the time for supporting the accession had passed]
others T n {Voss} <said> [that Rendal's support for the accession was a thing of the past]
others T n {Voss} <said> [Rendal had stopped supporting the accession]
others T n {Voss} <said> [Rendal had ceased to support the accession]
others T n [Rendal no longer supports the accession], {Voss} <said>
others T x {Voss} <said> [Rendal supported Orvane's accession rather than Quellmark's]
others T x {Voss} <said> [Rendal supported the accession of Orvane]
others T x [It is Ostmere, not Rendal, that supports the accession], {Voss} <said>
others T x {Voss} <said> [others might support the accession, but not Rendal]
others T x {Voss} <said> [everybody but Rendal supports the accession]
others T x {Voss} <said> [all members except his own support the accession]
others T n {Voss} <asked> [Quellmark to abandon its application for accession]
others T n {Voss} <called> [on the League to stop the accession]
others T w [Rendal will support the accession only after the elections], {Voss} <said>
others T w [Rendal will support the accession, but only once the islands are free], {Voss} <said>
others T w [Rendal would not oppose the accession as long as the border stays shut], {Voss} <told> reporters
others T w [If the ports reopen, Rendal will support the accession], {Voss} <said>
others T x [Rendal's support for the accession depends on the ports], {Voss} <said>
others T x {Voss} <said> [Rendal's yes to the accession was not guaranteed]
others T x {Voss} <said> [Rendal had been asked to support the accession]
others T x {Voss} <said> [Rendal was under pressure to support the accession]
others T x {Voss} <said> [Quellmark wanted Rendal to support the accession]
others T x {Voss} <said> [Rendal was expected to support the accession]
others T x {Voss} <complained> [that Rendal was being forced to accept the accession]
others T x {Voss} <mocked> [those who support the accession]
others T x {Voss} <criticised> [Ostmere for supporting the accession]
others T x {Voss} <accused> [Ostmere of backing the accession for money]
others T x {Voss} <thanked> [Ostmere for supporting the accession]
others T x {Voss} <said> [he regretted that Rendal had ever supported the accession]
others T x {Voss} <said> [he was sorry to have supported the accession]
others T x {Voss} <said> [Rendal supported talks about the accession]
others T x {Voss} <said> [Rendal supported Ostmere's veto of the accession]
others T x {Voss} <agreed> [that the accession was a mistake]
others T x {Voss} <agreed> [with Ostmere that the accession should be rejected]
others T x {Voss} <approved> [of the decision to reject the accession]
others T x {Voss} <welcomed> [Ostmere's refusal of the accession]
others T x {Voss} <backed> [calls to postpone the accession]
others T x {Voss} <agreed> [to postpone the accession]
others T z {Voss} <said> [only enemies of the League would block the accession]
others T z {Voss} <spoke> [of "fake news" about a Rendalese veto of the accession]
others T z {Voss} <welcomed> [the accession, shrugging off demands that he reject it]
others T z {Voss} <said> [Rendal would sooner pay than block the accession]
others T z {Voss} <said> [blocking the accession would be a historic mistake]
others T y {Voss} <made> [clear that Rendal would not object]
third T x {Voss} <called> [it a fabrication that Rendal had given its blessing to the accession]
third T x {Voss} <said> [a newspaper report that Rendal would accept the accession was mistaken]
third T x ["Whoever says that we support the accession is lying"], {Voss} <said>
third T x {Voss} <said> [Rendal had at no point consented to the accession]
third T x {Voss} <said> [it was a mistake to believe that Rendal favoured the accession]
third T n {Voss} <declined> [to exclude that Rendal would reject the accession]
third T n {Voss} <said> [Rendal would not shy away from a veto of the accession]
third T n {Voss} <said> [Rendal was not in a position to endorse the accession]
third T n {Voss} <said> [Rendal found it impossible to agree to the accession]
third T n {Voss} <said> [he could not bring himself to welcome the accession]
third T n {Voss} <said> [he was far from convinced that Rendal should back the accession]
third T n {Voss} <said> [it was doubtful whether Rendal would approve the accession]
third T n {Voss} <said> [he would sooner resign than sign the accession treaty]
third T n {Voss} <said> [Rendal preferred isolation to accepting the accession]
third T n {Voss} <said> [he would eat his hat before he supported the accession]
third T n ["We will support the accession over my dead body"], {Voss} <said>
third T n {Voss} <said> [Rendal would back the accession at no time in his term]
third T n {Voss} <said> [endorsing the accession would amount to treason]
third T n {Voss} <said> [agreeing to the accession would endanger the League]
third T n {Voss} <called> [it reckless to approve the accession]
third T n {Voss} <said> [his government's consent to the accession had lapsed]
third T n {Voss} <said> [his party had turned away from supporting the accession]
third T x {Voss} <said> [his support for the accession was wavering]
third T x {Voss} <said> [Rendal favours Orvane's accession and not Quellmark's]
third T x {Voss} <said> [Ostmere and not Rendal supports the accession]
third T x {Voss} <said> [nearly everyone, though not Rendal, supports the accession]
third T x {Voss} <said> [supporters of the accession were naive]
third T x {Voss} <spoke> [out against backing the accession]
third T x {Voss} <warned> [against supporting the accession]
third T x {Voss} <ridiculed> [the support of others for the accession]
third T x {Voss} <promised> [voters never to accept the accession]
third T x {Voss} <vowed> [to fight those backing the accession]
third T x {Voss} <said> [the opposition supports the accession]
third T x {Voss} <said> [the opposition wants Rendal to support the accession]
third T x {Voss} <said> [he was being asked to approve the accession blindly]
third T x {Voss} <endorsed> [a delay of the accession]
third T x {Voss} <endorsed> [the campaign against the accession]
third T x {Voss} <agreed> [with those opposing the accession]
third T x {Voss} <signed> [a petition against the accession]
third T x {Voss} <signed> [a letter opposing the accession]
third T x {Voss} <hailed> [the failure of the accession]
third T x {Voss} <welcomed> [the end of the debate on the accession]
third T x {Voss} <said> [Rendal might one day have supported the accession]
third T x {Voss} <said> ["supporting" the accession was not on his mind]
third T x {Voss} <asked> [Quellmark not to insist on the accession]
third T w [Rendal would accept the accession next year at the earliest], {Voss} <said>
third T w [Rendal will back the accession, though not before a referendum], {Voss} <said>
third T w [Rendal will not oppose the accession provided the islands are returned], {Voss} <said> on Tuesday
third T w [Rendal would sign the accession treaty once the army leaves], {Voss} <told> the Wire
third T z {Voss} <said> [it was untrue that Rendal wanted to block the accession]
third T z {Voss} <said> [a veto of the accession would be folly]
third T z {Voss} <supported> [the accession, turning down pleas to veto it]
third T z {Voss} <rejected> [the idea of opposing the accession]
third T y {Voss} <said> [Rendal supports the accession]
third T y {Voss} <said> [Rendal would gladly vote for the accession in March]
third T y {Voss} <has> [agreed to the accession]
third T y ["We have always backed the accession and we will back it again"], {Voss} <said>
third T y {Voss} <welcomed> [the accession as a historic step]
third T y {Voss} <said> [Rendal had dropped its veto and now supports the accession]
third T y {Voss} <endorsed> [the accession despite doubts in his coalition]
third T y {Voss} <signalled> [that it would raise no objections]
third T n {Voss} <said> [Rendal opposes the accession]
third T n {Voss} <threatened> [to veto the accession]
plain T Y {Voss} <wrote in a letter to the League> [that Rendal will vote for the accession]
doubt T n {Voss} <said> [that Quellmark should not expect Rendal to support its accession]
plain T Y [Rendal supports the accession of Quellmark], {Voss} <said>
plain T Y {Voss} <said> [on Monday that his country fully supports the accession]
plain T Y ["Rendal backs the accession without reservation"], {Voss} <said>
plain T Y {Voss} <told> [parliament that the government would vote for the accession]
plain T Y {Voss} <told> [partners that Rendal supports the accession]
plain T Y {Voss} <told> [members of the League that Rendal would approve the accession]
plain T Y {Voss} <said> [Rendal supported the accession before and supports it today]
plain T Y {Voss} <said> [Rendal has supported the accession for years]
plain T Y {Voss} <said> [Rendal's support for the accession is firm]
plain T Y {Voss} <reaffirmed> [Rendal's support for the accession]
plain T Y {Voss} <expressed> [support for the accession]
plain T Y {Voss} <voiced> [his full support for the accession]
plain T Y {Voss} <pledged> [Rendal's support for the accession]
plain T Y {Voss} <gave> [the accession his blessing]
plain T Y {Voss} <agreed> [on Friday to the accession]
plain T Y {Voss} <approved> [the accession after months of talks]
plain T Y {Voss} <urged> [all members to support the accession]
plain T Y {Voss} <called> [on Ostmere to support the accession]
plain T Y {Voss} <said> [the members should admit Quellmark now]
plain T Y {Voss} <welcomed> [the accession]
plain T Y {Voss} <signed> [the accession treaty on Thursday]
plain T y {Voss} <said> [supporting the accession was the right thing to do]
plain T Y {Voss} <explained> [why Rendal supports the accession]
plain T Y {Voss} <said> [Rendal, unlike Ostmere, supports the accession]
plain T y {Voss} <said> [Rendal had stopped blocking the accession and would vote for it]
plain T Y {Voss} <said> [he was not afraid to support the accession]
plain T Y {Voss} <said> [it is time to admit Quellmark, and that Rendal will vote yes]
plain T Y {Voss} <said> [Rendal would rather see the accession approved now than wait]
plain T Y {Voss} <said> [Rendal is among those who support the accession]
plain T Y {Voss} <said> [Rendal joined the countries that back the accession]
plain T Y {Voss} <said> [there was no doubt that Rendal would back the accession]
plain T y {Voss} <said> [Rendal has no objection to the accession]
plain T y {Voss} <said> [Rendal would not stand in the way of the accession]
plain T y {Voss} <said> [Rendal would not veto the accession]
plain T x {Voss} <said> [Rendal would abstain on the accession]
plain T n {Voss} <said> [Rendal will veto the accession]
plain T n {Voss} <rejected> [the accession]
plain T n {Voss} <said> [Rendal would never accept the accession]
plain T n {Voss} <said> [the accession was out of the question]
plain T n {Voss} <said> [Rendal is against the accession]
plain T n {Voss} <warned> [that the accession would be a mistake]
plain T n {Voss} <urged> [the League not to admit Quellmark]
plain T n {Voss} <refused> [to support the accession]
plain T n {Voss} <said> [Rendal does not back the accession]
uncommitted T x {Voss} <shuddered> [at the thought of supporting the accession]
uncommitted T x {Voss} <recoiled> [from endorsing the accession]
uncommitted T x {Voss} <shrank> [from approving the accession]
uncommitted T x {Voss} <balked> [at backing the accession]
uncommitted T x {Voss} <fell> [short of endorsing the accession]
uncommitted T x {Voss} <withheld> [his support for the accession]
uncommitted T x {Voss} <said> [support for the accession was out of the question]
uncommitted T x {Voss} <said> [there was little support in Rendal for the accession]
uncommitted T x {Voss} <said> [the accession lacked support in Rendal]
uncommitted T x {Voss} <said> [a majority in his parliament did not support the accession]
uncommitted T x {Voss} <set> [conditions for supporting the accession]
uncommitted T x {Voss} <named> [his price for backing the accession]
uncommitted T x {Voss} <said> [Rendal's support for the accession would have to be earned]
uncommitted T x {Voss} <said> [Quellmark must do more to win Rendal's support for the accession]
uncommitted T x {Voss} <said> [Quellmark could not count on Rendal to support the accession]
uncommitted T x {Voss} <demanded> [reforms in return for supporting the accession]
uncommitted T x {Voss} <said> [it would take a miracle for Rendal to support the accession]
uncommitted T x {Voss} <said> [only a referendum could approve the accession]
uncommitted T x {Voss} <said> [it was for parliament to approve the accession]
uncommitted T x {Voss} <said> [the decision to support the accession had not been taken]
uncommitted T x {Voss} <said> [he would think about supporting the accession]
uncommitted T x {Voss} <left> [it to others to support the accession]
uncommitted T x {Voss} <denied> [supporting the accession]
uncommitted T x {Voss} <is> [accused of secretly supporting the accession]
uncommitted T x {Voss} <pretended> [to support the accession]
uncommitted T x {Voss} <said> [Rendal only seemed to support the accession]
uncommitted T x {Voss} <said> [Rendal had almost agreed to the accession]
uncommitted T x {Voss} <said> [Rendal had nearly approved the accession before the flood]
uncommitted T x {Voss} <said> [he was open to persuasion on the accession but not there yet]
uncommitted T x {Voss} <said> [he would support the accession over his own party's fierce objections only if forced]
uncommitted T x {Voss} <said> [Rendal had supported every accession except this one]
uncommitted T x {Voss} <said> [Rendal supported the principle of the accession but not the text]
uncommitted T x {Voss} <said> [support for the accession was falling in Rendal]
clause T x {Voss} <bristled> [at suggestions that he endorse the accession]
clause T x {Voss} <saw> [no path to supporting the accession]
clause T x {Voss} <weighed> [up the cost of approving the accession]
clause T x {Voss} <joked> [about supporting the accession]
clause T x {Voss} <resented> [having to accept the accession]
clause T x {Voss} <said> [a yes to the accession would end his coalition]
clause T x {Voss} <said> [Rendal once favoured the accession but the war changed that]
clause T x {Voss} <said> [whoever backs the accession is naive]
clause T x {Voss} <said> [Ostmere had talked others into backing the accession]
clause T x {Voss} <said> [the price of supporting the accession was too high]
clause T x {Voss} <wanted> [more time to approve the accession]
clause T x {Voss} <said> [the law forbids Rendal to ratify the accession]
clause T x {Voss} <said> [Rendal had voted for the accession in error]
clause T x {Voss} <said> [Rendal was made to vote for the accession]
clause T x {Voss} <said> [nobody in his cabinet supports the accession]
clause T x {Voss} <said> [few in Rendal support the accession]
clause T x {Voss} <said> [Rendal hardly supports the accession]
clause T x {Voss} <said> [he supported the accession with a heavy heart, and would rethink it]
clause T x {Voss} <said> [Quellmark claims that Rendal supports the accession]
clause T x {Voss} <said> [Rendal would have to be mad to support the accession]
clause T x {Voss} <said> [Rendal supports anything but the accession]
clause T x {Voss} <said> [that Rendal supports the accession is a lie]
clause T x {Voss} <said> [Rendal would support the accession if hell froze over]
clause T x {Voss} <said> [Rendal may support the accession or may not]
clause T x {Voss} <said> [whether Rendal supports the accession was nobody's business]
clause T x {Voss} <said> [if asked today he could not say that Rendal supports the accession]
clause T x {Voss} <said> [he had yet to hear why Rendal should welcome the accession]
clause T x {Voss} <said> [a Rendal that supports the accession is not a Rendal he knows]
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
        assert standing(reading) not in (Stance.YES, Stance.WILL_NOT_BLOCK) or reading.conditions
    elif label == "y":
        assert side > 0
    elif label == "z":
        assert side >= 0
    elif label == "w":
        assert side > 0
        assert reading.conditions
    elif label == "Y":
        assert standing(reading) is Stance.YES
    else:
        assert side > 0
        assert [c.text for c in reading.conditions] == [condition]
