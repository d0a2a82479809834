"""What is kept in memory answers as a fresh look at the store does, whatever was added in between."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.examples import few
from whipcount.dossiers import edits, report_edits
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.evidence_cache import EvidenceCache
from whipcount.dossiers.report_reader import Made
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Basis, Quotation, Role, Speaker, Statement
from whipcount.text.span import Span

WORDS = ("we will not agree to this before the summer is over", "our answer is a plain and simple yes to all of it")
START = datetime(2030, 1, 1, tzinfo=UTC)


def made(number: int, words: int, speaker: int, reader: str) -> tuple[Report, Statement, Evidence]:
    text = f"Report {number}\nMinister said {WORDS[words]}.\n"
    sha, day = fingerprint(text), date(2030, 1, 1) + timedelta(days=number % 3)
    who = Speaker(
        f"Ada {'RS'[speaker]}oe", f"Ada {'RS'[speaker]}oe", None, Role.MINISTER, "AA", Basis.OFFICE, named=True
    )
    at = text.index("Minister")
    spans = (Span(at, at + 8),), (Span(at + 9, at + 13),), (Span(at + 14, len(text) - 2),)
    statement = Statement(sha, *spans, Quotation.INDIRECT, who, reported_on=day, coder=reader)
    coding = Evidence(
        f"{statement.id}:now", "AA", "now", Stance.NO, day, day, day, START, Authority.MINISTER,
        statement=statement.id, report=sha, speaker=who.name, coder=reader,
    )  # fmt: skip
    return Report(f"r{number}", text, sha, published_on=day), statement, coding


steps = st.lists(
    st.tuples(
        st.sampled_from(["report", "report", "again", "edit", "record", "redate", "remove", "undo"]),
        st.integers(0, 5), st.integers(0, 1), st.integers(0, 1),
    ),
    min_size=1,
    max_size=10,
)  # fmt: skip


def day_of(number: int) -> date:
    return date(2029, 12, 1) + timedelta(days=number)


def edited(store: Store, kind: str, number: int, report: Report) -> None:
    """Something is done to a report of that text, where it is there and that can be done to it."""

    def read(given: Report, _: object, /) -> Made:
        (words, speaker) = next(
            (w, s) for w in (0, 1) for s in (0, 1) if made(number, w, s, "r")[0].sha256 == given.sha256
        )
        _, statement, coding = made(number, words, speaker, "reader-2")
        day = given.day or START.date()
        return Made(
            (replace(statement, reported_on=day),), (replace(coding, reported_on=day, said_from=day, said_to=day),)
        )

    with suppress(DossierError):
        if kind == "redate":
            report_edits.redate(store, "d", report.sha256, day_of(number), reader=read)
        elif kind == "remove":
            report_edits.remove(store, "d", report.sha256, reason="out")
        else:
            report_edits.undo(store, "d", report.sha256, reader=read)


@few(12)
@given(steps=steps)
def test_it_answers_as_a_fresh_look(steps: list[tuple[str, int, int, int]], tmp_path_factory: object) -> None:
    folder: Path = tmp_path_factory.mktemp("known")  # type: ignore[attr-defined]  # pytest's own factory
    now = [START]

    def clock() -> datetime:
        now[0] += timedelta(minutes=1)
        return now[0]

    proposal = Proposal("p", "NATO invites Orvana", "NATO", "invitation", variants=(Variant("now", "invited now"),))
    with Store.open(folder / "a.db", create=True, clock=clock) as store:
        store.create(Dossier("d", "A dossier", proposal))
        known = EvidenceCache(store, "d")
        instants = []
        for kind, number, words, speaker in steps:
            report, statement, coding = made(number, words, speaker, f"reader-{kind}")
            if kind == "edit":
                codings = [e for e in store.evidence("d") if not e.human]
                if codings:
                    edits.confirm(
                        store, "d", codings[number % len(codings)].id, reason=f"step {len(instants)}", author="x"
                    )
            elif kind == "record":
                record = replace(coding, id="", statement=None, report=None, coder="record", reported_on=day_of(number))
                edits.enter(store, "d", replace(record, said_from=day_of(number), said_to=day_of(number)))
            elif kind in ("redate", "remove", "undo"):
                edited(store, kind, number, report)
            else:
                store.add_report("d", report, [statement], [coding], again=kind == "again")
            instants.append(now[0])
            assert known.evidence() == EvidenceCache(store, "d").evidence()
            assert known.heard() == EvidenceCache(store, "d").heard()
            stored = tuple(replace(e, origin="") for e in known.evidence() if not e.human)
            assert stored == tuple(replace(e, origin="") for e in store.evidence("d") if not e.human)
        for instant in instants:
            assert [e.id for e in known.evidence(known_by=instant)] == [
                e.id for e in store.evidence("d", known_by=instant)
            ]
        days = [report.day for report in store.dossier("d").reports if report.day]
        assert known.last_report() == (max(days) if days else None)


def test_views_share_what_has_not_changed(tmp_path: Path) -> None:
    proposal = Proposal("p", "NATO invites Orvana", "NATO", "invitation", variants=(Variant("now", "invited now"),))
    with Store.open(tmp_path / "a.db", create=True) as store:
        store.create(Dossier("d", "A dossier", proposal))
        known = EvidenceCache(store, "d")
        for number in (0, 1):
            report, statement, coding = made(number, number, 0, "reader")
            store.add_report("d", report, [statement], [coding])
        before = known.evidence()
        report, statement, coding = made(2, 0, 0, "reader")
        store.add_report("d", report, [statement], [coding])
        after = {item.id: item for item in known.evidence()}
        alone = next(item for item in before if item.report == made(1, 1, 0, "reader")[0].sha256)
        assert after[alone.id] is alone
        assert len({item.origin for item in after.values()}) == 2  # 0 and 2 are one utterance
