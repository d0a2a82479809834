"""A brief of an invented body, by hand: what the faces are tested on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from whipcount.briefs.view.brief import (
    SCHEMA,
    BriefView,
    ChanceBy,
    Change,
    ConditionView,
    Decision,
    Fact,
    Figure,
    ForecastPoint,
    ForecastView,
    MemberRow,
    Reason,
    ReportView,
    RuleView,
    StepView,
    Unknown,
    VariantView,
    WhatIf,
)
from whipcount.briefs.view.evidence import EvidenceView, LinkView, PersonView, Place, ReadingView, StatementView
from whipcount.reports.report import fingerprint

TEXT = (
    "Lake Council splits over Orvana\n"
    "The foreign minister of Tessel, Mara Oude, told the Harbour News on Monday: “Tessel will vote for Orvana.”\n"
    "Brenn “will not stand in the way”, its president wrote in a letter, once the dam treaty is signed.\n"
    "Diplomats doubt that Quill agrees.\n"
)


def place(words: str, anchor: str, text: str = TEXT, report: str = "r-1") -> Place:
    start = text.index(words)
    return Place(report, start, start + len(words), words, anchor)


def statement(
    number: int,
    source: str,
    cue: str,
    content: str,
    *,
    text: str = TEXT,
    speaker: str | None = None,
    behalf: str | None = None,
    name: str | None = None,
) -> StatementView:
    key = f"s-{number:012x}"
    return StatementView(
        id=key,
        number=number,
        report="r-1",
        kind="direct",
        modality="actual",
        speaker=speaker or source,
        name=speaker,
        office="foreign minister" if number == 1 else None,
        on_behalf_of=behalf,
        on_behalf_name=name,
        basis="office",
        member=behalf is not None,
        named=True,
        addressee=None,
        source=(place(source, f"{key}-source-1", text),),
        cue=(place(cue, f"{key}-cue-1", text),),
        content=(place(content, f"{key}-content-1", text),),
        said_on="Monday",
        said_first=date(2031, 3, 3),
        said_last=date(2031, 3, 3),
        reported_on=date(2031, 3, 6),
        chain=(LinkView("speaker", source), LinkView("letter", "a letter"), LinkView("outlet", "Harbour News")),
        readings=(ReadingView("admission", "yes", "for", "commit", "actual", "rules", 0.9, ("vote for",)),),
        bearing=f"sets the position of {name}" if name else "about the body: moves no member",
        coder="reader",
        confidence=0.9,
    )


def sample(text: str = TEXT) -> BriefView:
    first = statement(
        1,
        "Mara Oude",
        "told",
        "Tessel will vote for Orvana",
        text=text,
        speaker="Mara Oude",
        behalf="TESSEL",
        name="Tessel",
    )
    second = statement(
        2, "its president", "wrote", "will not stand in the way", text=text, behalf="BRENN", name="Brenn"
    )
    third = statement(3, "Diplomats", "doubt", "that Quill agrees", text=text)
    members = Figure("n-members", 4, "4", "must not object", "members of the Lake Council on 6 March 2031")
    agreed = Figure("n-agreed", 1, "1 of 4", "agree", "members whose own word counts as yes", (first.id,))
    left = Figure("n-left", 3, "3", "left", "members that the rule still needs")
    chance = Figure("n-forecast", 0.34, "34%", "chance at the meeting", "positions with a shared shock", (first.id,))
    return BriefView(
        schema=SCHEMA,
        title="Orvana is admitted",
        question="Will the Lake Council admit Orvana at its spring meeting?",
        answer="Not yet: 1 of 4 members agrees; Quill, Sorrel and Brenn are left.",
        status="open",
        as_of=date(2031, 3, 6),
        known_by=datetime(2031, 3, 6, 23, 59, tzinfo=UTC),
        made_at=datetime(2031, 3, 7, 8, 0, tzinfo=UTC),
        version="0.1.0",
        decision=Decision(
            title="Orvana is admitted",
            body="LAKE",
            body_name="Lake Council",
            candidate="ORVANA",
            candidate_name="Orvana",
            occasion="spring meeting",
            occasion_first=date(2031, 3, 20),
            occasion_last=date(2031, 3, 21),
            facts=(Fact("f-candidate", "candidate", "Orvana", "read from", (place("Orvana", "f-candidate-1", text),)),),
        ),
        rule=RuleView(
            "consensus: nobody of the 4 members objects",
            "consensus",
            "open",
            "On what is known it is open.",
            members,
            agreed,
            left,
            ("QUILL", "SORREL", "BRENN"),
            ("QUILL",),
        ),
        variant="admission",
        variants=(
            VariantView("admission", "Orvana is admitted", True, "open", (first.id,), (("for", 1),), "1 for, 3 not."),
            VariantView("observer", "Orvana becomes an observer", False, "open", (), (), "Nobody has spoken of it."),
        ),
        members=(
            MemberRow("QUILL", "Quill", "unknown", None, "unknown", True, True, power=0.25, last=0.6),
            MemberRow(
                "SORREL", "Sorrel", "against", "no", "against", True, False, date(2031, 2, 1), 33, "record", ("e-1",)
            ),
            MemberRow(
                "BRENN",
                "Brenn",
                "conditional",
                "will_not_block",
                "conditional",
                True,
                False,
                date(2031, 3, 3),
                3,
                "its president",
                (second.id,),
                (StepView(second.id, "its president", "sets", "newest of the highest authority"),),
                ("k-1",),
                0.8,
                0.25,
                0.3,
            ),
            MemberRow(
                "TESSEL", "Tessel", "for", "yes", "for", False, False, date(2031, 3, 3), 3, "Mara Oude", (first.id,)
            ),
        ),
        forecast=ForecastView(
            target="Orvana is admitted at the spring meeting",
            probability=chance,
            low=0.12,
            high=0.61,
            label="Uncalibrated: priors are stated, not fitted.",
            method="Positions with a shared shock, 10,000 draws.",
            reasons=(
                Reason("Tessel is for", 6.2, (first.id,)),
                Reason("Sorrel is against", -21.0, ("e-1",)),
                Reason("Quill has not spoken"),
            ),
            would_change=("Quill speaks",),
            series=(
                ForecastPoint(date(2031, 2, 1), 0.2, 0.05, 0.5, "Sorrel says no", "e-1"),
                ForecastPoint(date(2031, 3, 3), 0.34, 0.12, 0.61, "Tessel says yes", first.id),
            ),
            by_date=(ChanceBy(date(2031, 4, 1), 0.3), ChanceBy(date(2032, 4, 1), 0.6)),
            last=(("QUILL", 0.6), ("BRENN", 0.3)),
            what_if=(WhatIf("QUILL", "for", 0.5),),
        ),
        statements=(first, second, third),
        evidence=(
            EvidenceView(
                "e-1",
                "SORREL",
                "Sorrel",
                "admission",
                "no",
                "against",
                "1 February 2031",
                date(2031, 2, 1),
                date(2031, 2, 1),
                date(2031, 2, 1),
                "head",
                "Ilse Sorrel",
                "will not have Orvana in the council",
                "council minutes",
                "https://example.org/minutes",
                "record",
                True,
                bearing="sets the position of Sorrel",
            ),
        ),
        conditions=(
            ConditionView(
                "k-1",
                "once the dam treaty is signed",
                "action",
                None,
                "Orvana is admitted",
                "Brenn",
                "BRENN",
                second.id,
                (place("once the dam treaty is signed", "k-1-1", text),),
            ),
        ),
        people=(
            PersonView("Mara Oude", "foreign minister", "TESSEL", "Tessel", True, "speaks for a member", (first.id,)),
        ),
        unknowns=(Unknown("Quill has not spoken in any report."),),
        reports=(
            ReportView(
                "r-1",
                "harbour-news.txt",
                fingerprint(text),
                "Lake Council splits over Orvana",
                text,
                publisher="Harbour News",
                published_on=date(2031, 3, 6),
            ),
        ),
        changes=(Change(date(2031, 3, 3), "Tessel: unknown, now for", (first.id,)),),
        changes_since=date(2031, 3, 1),
        figures=(members, agreed, left, chance),
        notes=("An invented body.",),
    )


def hostile(view: BriefView, evil: str) -> BriefView:
    """The same brief with a hostile string in every free text of it."""
    first = view.statements[0]
    text = view.reports[0].text + evil
    return replace(
        view,
        title=evil,
        question=evil,
        answer=evil,
        decision=replace(
            view.decision, title=evil, body_name=evil, candidate_name=evil, facts=(Fact("f-evil", evil, evil, evil),)
        ),
        rule=replace(view.rule, text=evil, state_text=evil),
        variants=tuple(replace(v, label=evil, summary=evil) for v in view.variants),
        members=tuple(replace(row, name=evil, source=evil, label=evil) for row in view.members),
        forecast=replace(
            view.forecast,
            target=evil,
            label=evil,
            method=evil,
            reasons=tuple(replace(r, text=evil) for r in view.forecast.reasons),
            series=tuple(replace(p, because=evil) for p in view.forecast.series),
            would_change=(evil,),
            what_if=(WhatIf(evil, evil, 0.5),),
        )
        if view.forecast
        else None,
        statements=(
            replace(
                first,
                speaker=evil,
                name=evil,
                office=evil,
                on_behalf_name=evil,
                addressee=evil,
                said_on=evil,
                bearing=evil,
                content=(replace(first.content[0], text=evil),),
                chain=(LinkView(evil, evil), LinkView("outlet", evil)),
                readings=(replace(first.readings[0], variant=evil, label=evil, reasons=(evil,)),),
            ),
            *view.statements[1:],
        ),
        evidence=tuple(
            replace(e, speaker=evil, gist=evil, source=evil, url=evil, member_name=evil, variant=evil)
            for e in view.evidence
        ),
        conditions=tuple(replace(c, text=evil, said_by=evil, about=evil) for c in view.conditions),
        people=tuple(replace(p, name=evil, office=evil, on_behalf_name=evil, standing=evil) for p in view.people),
        unknowns=(Unknown(evil),),
        reports=tuple(replace(r, name=evil, title=evil, text=text, publisher=evil, url=evil) for r in view.reports),
        changes=(Change(date(2031, 3, 3), evil),),
        notes=(evil,),
    )
