"""The commands on stored dossiers, from init to export, as a user types them."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest

from tests.dossiers.conftest import a_coding, a_report, a_statement
from whipcount.cli.main import main
from whipcount.dossiers.report_reader import Made
from whipcount.dossiers.rows import Outline
from whipcount.dossiers.store import Store
from whipcount.positions.stance.stance import Stance
from whipcount.reports.report import Report

DOSSIER = """
whipcount: 1
id: orvana
title: NATO invites Orvana
proposal:
  id: orvana
  title: NATO invites Orvana
  body: NATO
  decision: invitation
  variants:
    - {id: asked, label: invited now}
    - {id: path, label: promised a path}
records:
  - {member: HU, stance: "no", said_on: 2025-01-01, authority: head, gist: "=refuses", source: minutes 1}
  - {member: TR, stance: "yes", said_on: 2025-01-05, authority: minister, gist: agrees, source: minutes 2,
     conditions: [{text: once asked twice, kind: action}]}
"""


class Shell:
    """Runs commands and keeps what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self.capsys, self.folder = capsys, folder
        self.store = str(folder / "a.db")

    def rows(self, *words: str, code: int = 0) -> list[dict[str, str]]:
        """What a command with --csv prints."""
        return list(csv.DictReader(io.StringIO(self(*words, "--csv", code=code))))

    def __call__(self, *words: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main(words)
        captured = self.capsys.readouterr()
        assert ended.value.code == code, captured.err
        return captured.out if code in (0, 1) else captured.err


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    """A shell with a dossier made from a file."""
    (tmp_path / "orvana.yaml").write_text(DOSSIER)
    made = Shell(capsys, tmp_path)
    assert "orvana: 0 reports, 2 records" in made("init", made.store, "--from", str(tmp_path / "orvana.yaml"))
    return made


def test_tally_and_why(shell: Shell) -> None:
    told = json.loads(shell("tally", shell.store, "--as-of", "2025-01-03", "--json", code=1))
    stances = {row["member"]: row["stance"] for row in told["positions"]}
    assert (told["state"], stances["HU"], stances["TR"], len(stances)) == ("blocked", "no", "unknown", 32)
    assert (told["blocked_by"], len(told["left"])) == (["HU"], 32)
    words = shell("tally", shell.store, code=1)
    assert "blocked by Hungary\n" in words
    assert "left to agree (32): Belgium, Canada" in words
    assert shell("tally", shell.store, "--csv", code=1).startswith("member,name,stance")
    why = json.loads(shell("why", shell.store, "TR", "--json"))
    assert why["steps"][0]["conditions"] == "once asked twice"
    assert "unknown is never consent" in shell("why", shell.store, "DE")
    assert "'=refuses" in shell("why", shell.store, "HU", "--csv")


def test_correct_undo_and_diff(shell: Shell) -> None:
    why = json.loads(shell("why", shell.store, "HU", "--json"))
    key = why["steps"][0]["id"]
    told = shell("correct", shell.store, key, "--stance", "yes", "--reason", "misread")
    assert told.endswith(" entered; revision 2\n")
    assert "said already" in shell("correct", shell.store, key, "--stance", "yes", "--reason", "misread")
    assert json.loads(shell("why", shell.store, "HU", "--json"))["stance"] == "yes"
    assert "changed since revision 1" in shell("correct", shell.store, key, "--confirm", "--revision", "1", code=2)
    with Store.open(shell.store) as store:
        (made,) = store.evidence("orvana", withdraws=key)
    assert told.split()[0] == made.id
    assert re.fullmatch(r"c-[0-9a-f]{12} entered; revision 3\n", shell("correct", shell.store, made.id, "--undo"))
    assert json.loads(shell("why", shell.store, "HU", "--json"))["stance"] == "no"
    told = json.loads(shell("diff", shell.store, "--since", "2025-01-02", "--json"))
    assert [(row["member"], row["was"], row["is"]) for row in told["moved"]] == [("TR", "unknown", "yes if ...")]
    met = json.loads(shell("why", shell.store, "TR", "--json"))["steps"][0]["id"]
    shell("correct", shell.store, met, "--met", "once asked twice", "--on", "2025-01-09", "--reason", "asked")
    told = json.loads(shell("diff", shell.store, "--since", "2025-01-06", "--json"))
    assert [(row["member"], row["was"], row["is"]) for row in told["moved"]] == [("TR", "yes if ...", "yes (agreed)")]
    shell("diff", shell.store, "--since", "2031-01-01", code=1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--title", "T", "--body", "NATO", "--decision", "marriage"], "has no rule 'marriage'"),
        (["--title", "T", "--body", "NATO", "--rule", "whoever shouts"], "cannot stand here"),
        (["--title", "T", "--body", "NATO", "--rule", "3 gold"], "gold"),
        (["--from", "marriage.yaml"], "proposal.decision: North Atlantic Council has no rule 'marriage'"),
        (["--from", "nowhere.yaml"], "'NOWHERE' is not the body of body_file (accepted: LAKE)"),
    ],
)
def test_a_dossier_that_could_never_be_counted_is_refused(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    monkeypatch.chdir(shell.folder)
    Path("marriage.yaml").write_text(DOSSIER.replace("decision: invitation", "decision: marriage"))
    body = "{id: LAKE, name: Lake, default: d, members: [{id: HU}, {id: TR}], rules: {d: all members}}"
    Path("lake.yaml").write_text(body)
    own = DOSSIER.replace("proposal:", "body_file: lake.yaml\nproposal:").replace("decision: invitation", "decision: d")
    Path("nowhere.yaml").write_text(own.replace("body: NATO", "body: NOWHERE"))
    assert told in shell("init", "new.db", *words, code=2)
    assert not Path("new.db").exists()
    Path("own.yaml").write_text(own.replace("body: NATO", "body: lake"))
    assert "2 records" in shell("init", "own.db", "--from", "own.yaml")


def test_members_go_by_id_and_name_in_any_case(shell: Shell) -> None:
    key = json.loads(shell("why", shell.store, "hungary", "--json"))["steps"][0]["id"]
    assert "no member" in shell("statements", shell.store, "--member", "Atlantis", code=2)
    assert shell("statements", shell.store, "--member", "hungary", "--json") == "[]\n"  # a record is no statement
    assert "no member" in shell("correct", shell.store, key, "--stance", "no", "--member", "Atlantis", code=2)
    shell("correct", shell.store, key, "--stance", "no", "--member", "slovakia", "--reason", "misread")
    assert json.loads(shell("why", shell.store, "SK", "--json"))["stance"] == "no"


@pytest.mark.parametrize("words", [["tally"], ["why", "TR"], ["statements"], ["diff"], ["score"], ["forecast"]])
def test_two_forms_at_once_are_refused(shell: Shell, words: list[str]) -> None:
    told = shell(words[0], shell.store, *words[1:], "--csv", "--json", code=2)
    assert told == "whipcount: --json and --csv at once (accepted: one of them)\n"


def test_tally_forecast_and_brief_tell_of_one_day(shell: Shell) -> None:
    with Store.open(shell.store) as store:
        store.add_report("orvana", a_report(1, date(2025, 1, 20)))
    day = json.loads(shell("tally", shell.store, "--json", code=1))["as_of"]
    assert json.loads(shell("forecast", shell.store, "--no-store", "--json"))["as_of"] == day == "2025-01-20"


def test_a_yes_with_an_open_condition_is_counted_apart(shell: Shell) -> None:
    told = shell("tally", shell.store, code=1)
    assert "yes 1 (of them 1 with an open condition)" in told
    assert "agreed: 0 of 32" in told


def test_corrections_that_cannot_be_are_refused(shell: Shell) -> None:
    steps = json.loads(shell("why", shell.store, "TR", "--json"))["steps"]
    met = ("correct", shell.store, steps[0]["id"], "--met", "once asked twice", "--reason", "x", "--on")
    assert "has not come yet" in shell(*met, "2099-01-01", code=2)
    assert "lies before the words" in shell(*met, "2025-01-04", code=2)
    moved = ("correct", shell.store, steps[0]["id"], "--stance", "yes", "--reason", "x")
    assert "'NARNIA' is no member of" in shell(*moved, "--member", "NARNIA", code=2)
    assert "no variant 'later'" in shell(*moved, "--variant", "later", code=2)
    assert "revision 1" not in shell(*met, "2025-01-05")
    assert "agreed: 1 of 32" in shell("tally", shell.store, code=1)


def stand_in(report: Report, _outline: Outline) -> Made:
    said = a_statement(report)
    return Made((said,), (a_coding(said, Stance.YES, "DE"),))


def test_add_is_resumable_and_goes_on_after_a_bad_report(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whipcount.dossiers.report_reader.usual_reader", lambda: stand_in)
    folder = shell.folder / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(a_report(number).text.replace("2030", "2020"))
    (folder / "3.txt").write_text("")
    told = shell("add", shell.store, str(folder), "--published", "2025-01-02", "--json", code=2)
    assert "3.txt: the report is empty" in told
    (folder / "3.txt").unlink()
    again = json.loads(shell("add", shell.store, str(folder), "--published", "2025-01-02", "--json"))
    reports = again.pop("reports")
    assert again == {"new": 0, "known": 3, "redated": 0, "failed": 0, "revision": 4}
    assert [(row["report"][-5:], row["outcome"], row["statements"]) for row in reports] == [
        ("0.txt", "known", 0), ("1.txt", "known", 0), ("2.txt", "known", 0)
    ]  # fmt: skip
    rows = json.loads(shell("statements", shell.store, "--member", "DE", "--json"))
    assert len(rows) == 3
    assert {row["stance"] for row in rows} == {"DE yes"}
    assert "Ada Roe" in shell("statements", shell.store, "--words", "say yes")
    assert json.loads(shell("why", shell.store, "DE", "--json"))["stance"] == "yes"
    reread = json.loads(shell("add", shell.store, "--again", "--json"))
    assert (reread["new"], reread["revision"]) == (3, 7)
    assert {(row["outcome"], row["statements"], row["codings"]) for row in reread["reports"]} == {("new", 1, 1)}
    (folder / "4.txt").write_text("")
    shell("add", shell.store, str(folder), "--csv", code=2)
    assert "name the files" in shell("add", shell.store, code=2)


@pytest.mark.parametrize("ending", ["jsonl", "csv", "json", "dna"])
def test_export_and_import(shell: Shell, ending: str) -> None:
    path = shell.folder / f"out.{ending}"
    shell("export", shell.store, "-o", str(path))
    other = str(shell.folder / "b.db")
    if ending == "jsonl":
        shell("import", other, str(path))
        copy = shell.folder / "again.jsonl"
        shell("export", other, "-o", str(copy))
        assert copy.read_bytes() == path.read_bytes()
        return
    variants = ("--variant", "asked=invited now", "--variant", "path=promised a path")
    proposal = ("--title", "NATO invites Orvana", "--id", "orvana", "--body", "NATO", "--decision", "invitation")
    shell("init", other, *proposal, *variants)
    told = shell("import", other, str(path))
    expected = {"csv": "2 new of 2 records", "json": "2 new of 2 records", "dna": "0 new reports"}
    assert expected[ending] in told
    if ending == "csv":
        again = shell.folder / "again.csv"
        shell("export", other, "-o", str(again))
        assert again.read_text() == path.read_text()
    shell("import", other, str(path))


def test_evidence_as_csv_is_read_back_with_its_corrections(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whipcount.dossiers.report_reader.usual_reader", lambda: stand_in)
    path, other = shell.folder / "evidence.csv", str(shell.folder / "b.db")
    for number in range(2):
        (shell.folder / f"{number}.txt").write_text(a_report(number).text.replace("2030", "2020"))
        shell("add", shell.store, str(shell.folder / f"{number}.txt"), "--published", f"2025-01-0{number + 2}")
    coded = [step["id"] for step in json.loads(shell("why", shell.store, "DE", "--json"))["steps"]]
    assert ":" in coded[0]
    shell("correct", shell.store, coded[0], "--stance", "lean_no", "--reason", "said | so")
    shell("export", shell.store, "--format", "csv", "-o", str(path))
    bare = DOSSIER[: DOSSIER.index("records:")]
    (shell.folder / "bare.yaml").write_text(bare)
    shell("init", other, "--from", str(shell.folder / "bare.yaml"))
    shell("import", other, str(path))
    assert shell.rows("tally", other, code=1) == shell.rows("tally", shell.store, code=1)
    again = shell("export", other, "--format", "csv")
    kept = [{k: v for k, v in row.items() if k != "coder"} for row in csv.DictReader(io.StringIO(again))]
    assert kept == [
        {k: v for k, v in row.items() if k != "coder"} for row in csv.DictReader(io.StringIO(path.read_text()))
    ]
    assert "0 new of" in shell("import", other, str(path))


def test_every_outcome_as_json_and_csv(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whipcount.dossiers.report_reader.usual_reader", lambda: stand_in)
    made = ("--title", "NATO invites Orvana", "--body", "NATO", "--decision", "invitation", "--variant", "asked=now")
    other = str(shell.folder / "other.db")
    told = json.loads(shell("init", other, *made, "--json"))
    assert told == {
        "id": "nato-invites-orvana", "title": "NATO invites Orvana", "path": other, "reports": 0, "records": 0,
        "revision": 1,
    }  # fmt: skip
    (row,) = shell.rows("init", str(shell.folder / "third.db"), *made)
    assert (row["id"], row["title"], row["revision"]) == ("nato-invites-orvana", "NATO invites Orvana", "1")
    report = shell.folder / "=report.txt"
    report.write_text(a_report(1).text.replace("2030", "2020"))
    (row,) = shell.rows("add", shell.store, str(report))
    assert (row["report"][-11:], row["outcome"], row["statements"], row["codings"]) == ("=report.txt", "new", "1", "1")

    key = json.loads(shell("why", shell.store, "HU", "--json"))["steps"][0]["id"]
    told = json.loads(shell("correct", shell.store, key, "--stance", "yes", "--reason", "misread", "--json"))
    (entered,) = told["evidence"]
    assert told == {"changed": True, "evidence": [entered], "corrects": [key], "revision": 3}
    assert entered in {step["id"] for step in json.loads(shell("why", shell.store, "HU", "--json"))["steps"]}
    (row,) = shell.rows("correct", shell.store, key, "--stance", "yes", "--reason", "misread")
    assert row == {"changed": "False", "evidence": "", "corrects": key, "revision": "3"}
    (row,) = shell.rows("correct", shell.store, entered, "--undo")
    assert (row["changed"], row["corrects"]) == ("True", entered)


@pytest.mark.parametrize(("ending", "form", "unit"), [
    ("jsonl", "archive", "lines"), ("csv", "csv", "evidence"), ("json", "popolo", "positions"),
    ("dna", "dna", "statements"),
])  # fmt: skip
def test_exchange_as_json_and_csv(shell: Shell, ending: str, form: str, unit: str) -> None:
    path, copy = (str(shell.folder / f"{name}.{ending}") for name in "ab")
    told = json.loads(shell("export", shell.store, "-o", path, "--json"))
    number = len(Path(path).read_text().splitlines()) if form == "archive" else 0 if form == "dna" else 2
    assert told == {"dossier": "orvana", "file": path, "format": form, "count": number, "unit": unit}
    assert shell.rows("export", shell.store, "-o", copy) == [{**told, "file": copy, "count": str(number)}]
    target = str(shell.folder / "new.db") if form == "archive" else shell.store
    told = json.loads(shell("import", target, path, "--json"))
    # Read back into the dossier that it came from, a table of evidence and a count hold nothing new.
    new, known = {"archive": (2, 0), "csv": (0, 2), "popolo": (0, 2), "dna": (0, 0)}[form]
    assert (told["dossier"], told["file"], told["format"]) == ("orvana", path, form)
    assert (told["reports"], told["statements"], told["evidence"], told["known"]) == (0, 0, new, known)
    if form != "archive":
        (row,) = shell.rows("import", target, path)
        assert (row["evidence"], row["known"]) == ("0", str(new + known))
        assert row["revision"] == str(told["revision"])


def test_what_was_written_cannot_be_told_amid_the_writing(shell: Shell) -> None:
    assert "name it with -o" in shell("export", shell.store, "--json", code=2)
    assert "name it with -o" in shell("export", shell.store, "-o", "-", "--csv", code=2)


def test_unknown_members_and_days_out_of_order_are_refused(shell: Shell) -> None:
    path, other = shell.folder / "bad.yaml", str(shell.folder / "c.db")
    path.write_text(DOSSIER.replace("member: HU", "member: HUN"))
    assert "'HUN' is no member of" in shell("init", other, "--from", str(path), code=2)
    path.write_text(DOSSIER.replace("authority: head", "authority: head, reported_on: 2024-12-31"))
    assert "lies before said_on" in shell("init", other, "--from", str(path), code=2)
    assert not Path(other).exists()
    table = shell.folder / "bad.csv"
    table.write_text("member,stance,said_on,authority\nHUNX,yes,2025-01-01,head\n")
    assert "'HUNX' is no member of" in shell("import", shell.store, str(table), code=2)


@pytest.mark.parametrize("name", ["lake-council", "sweden-accession", "finland-accession", "ukraine-invitation"])
def test_the_examples_become_stores(shell: Shell, root: Path, name: str) -> None:
    other = str(shell.folder / "d.db")
    shell("init", other, "--from", str(root / "examples" / name / "dossier.yaml"))
    told = json.loads(
        shell("diff", other, "--since", "2000-01-01" if name != "lake-council" else "2025-02-01", "--json")
    )
    assert told["moved"]


@pytest.mark.parametrize("what", ["evidence", "statements", "positions", "reports"])
def test_every_table_as_csv(shell: Shell, what: str) -> None:
    text = shell("export", shell.store, "--format", "csv", "--what", what)
    header, *rows = text.splitlines()
    assert header.count(",") > 3
    assert all(not row.startswith("=") and ",=" not in row for row in rows)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["tally", "absent.db"], "no such store"),
        (["tally", "STORE", "--as-of", "soon"], "--as-of: 'soon' is not a valid date"),
        (["tally", "STORE", "--known-by", "then"], "--known-by: 'then' is not a valid time"),
        (["tally", "STORE", "--variant", "x"], "no variant 'x'"),
        (["tally", "STORE", "--dossier", "x"], "no dossier 'x'"),
        (["why", "STORE", "Atlantis"], "is no member"),
        (["correct", "STORE", "r-1", "--confirm"], "no evidence 'r-1'"),
        (["correct", "STORE", "r-1"], "one of --stance"),
        (["init", "STORE", "--title", "x", "--body", "NATO", "--id", "orvana"], "already"),
        (["init", "STORE"], "--from FILE or --title"),
        (["init", "STORE", "--title", "x"], "--body BODY"),
        (["init"], "STORE is needed"),
        (["init", "STORE", "--title", "x", "--body", "ATLANTIS"], "ATLANTIS"),
        (["import", "STORE", "absent.csv"], "cannot be read"),
        (["import", "STORE", "absent.dna"], "no such file"),
        (["import", "STORE", "x.zip"], "which format?"),
        (["export", "STORE", "--format", "dna"], "name it with -o"),
        (["diff", "STORE", "--since", "x"], "--since: 'x' is not a valid date"),
    ],
)
def test_one_clear_error(shell: Shell, words: list[str], message: str) -> None:
    assert message in shell(*(shell.store if word == "STORE" else word for word in words), code=2)


@pytest.mark.parametrize("name", ["init", "add", "statements", "tally", "why", "correct", "diff", "export", "import"])
def test_help_has_examples(shell: Shell, name: str) -> None:
    assert f"whipcount {name}" in shell(name, "--help")


def test_a_dossier_file_serves_as_a_store_for_whoever_asks(shell: Shell) -> None:
    file = str(shell.folder / "orvana.yaml")
    for words in (["diff", "--since", "2025-01-02"], ["statements"], ["export", "--format", "popolo"]):
        command, rest = words[0], [*words[1:], *(["--json"] if words[0] != "export" else [])]
        mine, theirs = (shell(command, place, *rest, code=0) for place in (file, shell.store))
        told, kept = json.loads(mine), json.loads(theirs)
        if command == "diff":  # what was stored when is the store's own
            told.pop("changes"), kept.pop("changes")
        assert told == kept
    assert "the file holds together" in shell("verify", file)
    assert "keeps no record" not in shell("score", file, code=1)
    for words in (["add", "x.txt"], ["correct", "r-1", "--confirm"], ["import", "x.csv"]):
        told_people = shell(words[0], file, *words[1:], code=2)
        assert "whipcount init desk.db --from" in told_people
    broken = shell.folder / "broken.yaml"
    broken.write_text(DOSSIER.replace("decision: invitation", "decision: marriage"))
    shell("verify", str(broken), code=1)


def test_members_are_known_in_any_spelling_and_close_ones_are_told(shell: Shell) -> None:
    for name in ("tr", "Turkey", "turkish", "TUR", "Türkiye"):
        assert json.loads(shell("why", shell.store, name, "--json"))["member"] == "TR"
    assert "did you mean Hungary (HU)?" in shell("why", shell.store, "Hungery", code=2)
    assert "did you mean Hungary (HU)?" in shell("forecast", shell.store, "--what-if", "Hungery=yes", code=2)


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["export"], "-o"),
        (["brief"], "-o"),
        (["forecast", "--every", "month"], "--plot"),
    ],
)
def test_an_output_of_no_known_ending_is_refused(shell: Shell, words: list[str], option: str) -> None:
    target = shell.folder / "out.xyz"
    told = shell(words[0], shell.store, *words[1:], option, str(target), code=2)
    assert "no form goes by the ending .xyz" in told
    assert not target.exists()


def test_why_tells_each_piece_of_evidence_in_two_lines(shell: Shell) -> None:
    told = shell("why", shell.store, "HU").splitlines()
    assert len(told) == 3
    assert told[1] == "2025-01-01  no, head  =refuses"


def test_completion_is_printed_for_each_shell(shell: Shell) -> None:
    for name in ("bash", "zsh", "fish"):
        assert "_WHIPCOUNT_COMPLETE" in shell("completion", name)


def test_a_whip_count_is_shown_and_stored_when_confirmed(shell: Shell) -> None:
    table = shell.folder / "whip.csv"
    table.write_text(
        "Country;Vote;Date;Note\nGermny;yes;2025-01-08;=call\nFrance;leaning no;8 Jan 2025;\nAtlantis;no;2025-01-08;\n"
    )
    before = shell("verify", shell.store)
    told = shell("import", shell.store, str(table), code=1)
    assert "'Germny' is taken for Germany" in told
    assert "'Atlantis' is no member" in told
    assert "nothing was stored" in told
    shell("import", shell.store, str(table), "--yes", "--dry-run", code=1)
    assert shell("verify", shell.store) == before
    assert "1 rows stored" in shell("import", shell.store, str(table), "--yes")
    assert json.loads(shell("why", shell.store, "FR", "--json"))["stance"] == "lean_no"
    assert json.loads(shell("why", shell.store, "DE", "--json"))["stance"] == "unknown"
    done = json.loads(shell("import", shell.store, str(table), "--yes", "--take-guesses", "--json"))
    assert (done["evidence"], done["known"], done["problem"]) == (1, 1, 1)
    assert json.loads(shell("why", shell.store, "DE", "--json"))["steps"][0]["gist"] == "=call"


def test_record_enters_a_position(shell: Shell) -> None:
    words = ("record", shell.store, "german", "leaning yes", "--on", "2025-01-08", "--source", "call")
    told = json.loads(shell(*words, "--json"))
    assert (told["member"], told["was"], told["is"], told["entered"]) == ("DE", "unknown", "lean_yes", True)
    assert "entered already" in shell(*words)
    assert "does not set the position: said by" in shell(
        "record", shell.store, "HU", "yes", "--on", "2024-12-01", "--source", "older"
    )
    for bad in (
        ["blue"],
        ["agianst"],
        ["yes", "--variant", "x"],
        ["yes", "--on", "2999-01-01"],
        ["yes", "--source", " "],
    ):
        told_people = shell("record", shell.store, "DE", "--on", "2025-01-08", "--source", "call", *bad, code=2)
        assert "Traceback" not in told_people


def test_records_as_people_keep_them_come_in(shell: Shell) -> None:
    table = shell.folder / "records.csv"
    rows = "Member;STANCE;Said_On;Authority;Gist\nGermany;yes;2025-01-08T10:30;minister;größte Freude\n;;;;\n\n"
    table.write_bytes(rows.encode("cp1252"))
    assert "1 new of 1 records" in shell("import", shell.store, str(table))
    step = json.loads(shell("why", shell.store, "DE", "--json"))["steps"][0]
    assert (step["said_from"], step["gist"]) == ("2025-01-08", "größte Freude")
    table.write_text("member,stance,said_on,authority\nGermny,yes,2025-01-08,minister\n")
    assert "did you mean Germany (DE)?" in shell("import", shell.store, str(table), code=2)
