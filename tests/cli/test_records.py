import json
import runpy
import shutil

import pytest

from whipcount.cli import main


def run(capsys, *args):
    with pytest.raises(SystemExit) as stop:
        main(list(args))
    out = capsys.readouterr()
    return stop.value.code, out.out, out.err


@pytest.fixture
def lake(root, tmp_path):
    return shutil.copytree(root / "examples" / "lake-council", tmp_path / "lake-council")


def test_the_example_table_is_what_its_recipe_makes(root):
    folder = root / "examples" / "lake-council"
    table = runpy.run_path(str(folder / "make_votes.py"))["table"]()
    assert (folder / "dossier.votes.csv").read_text(encoding="utf-8") == table


def test_silent_members_of_the_example(capsys, lake):
    args = ("records", "silent", str(lake / "dossier.yaml"), "--as-of", "2025-03-04")
    code, out, _ = run(capsys, *args)
    assert code == 0
    assert "from records: not a position" in out
    assert "informative: a silent member's vote cost" in out
    code, out, _ = run(capsys, *args, "--json")
    told = json.loads(out)
    chance = {one["member"]: one["yes"] for one in told["members"]}
    assert code == 0
    assert set(chance) == {"MERROW", "PELL"}
    assert chance["PELL"] < 0.2 < 0.8 < chance["MERROW"]  # as the recipe has placed them
    assert told["declared"] == [["VESSARY", "yes"], ["KELL", "abstain"], ["FERROW-BAY", "no"], ["SARN", "yes"]]
    code, out, _ = run(capsys, *args, "--csv")
    assert out.splitlines()[0] == "member,name,yes,low,high,abstain,no,votes,person,why,declared,past"


def test_no_informative_record_is_an_answer(capsys, lake):
    args = ("records", "silent", str(lake / "dossier.yaml"), "--as-of", "2025-03-04", "--topic", "whales")
    code, out, _ = run(capsys, *args)
    assert code == 1
    assert "no informative record: 0 divided roll calls" in out
    code, out, _ = run(capsys, *args, "--json")
    assert code == 1
    assert json.loads(out)["guard"]["informative"] is False


def test_records_never_move_the_count(capsys, lake):
    args = ("tally", str(lake / "dossier.yaml"), "--as-of", "2025-03-04", "--csv")
    with_votes = run(capsys, *args)
    (lake / "dossier.votes.csv").unlink()
    assert run(capsys, *args) == with_votes
    code, _, err = run(capsys, "records", "silent", str(lake / "dossier.yaml"))
    assert code == 2
    assert "no past votes lie beside this dossier" in err


def test_import_and_what_it_tells(capsys, tmp_path, lake):
    table, into = lake / "dossier.votes.csv", tmp_path / "x.votes.db"
    with table.open("a", encoding="utf-8") as file:
        file.write('LAKE-COUNCIL,LC-60,2024-10-13,ATLANTIS,no,budget,"Shares of the common budget, item 15",invented\n')
    args = ("records", "import", str(table), "--format", "long", "--into", str(into), "--author", "Ada")
    args = (*args, "--body-file", str(lake / "lake-council.body.yaml"))
    code, out, _ = run(capsys, *args)
    assert code == 0
    assert "on 60 roll calls" in out
    assert "ATLANTIS: nobody of the body goes by that code or name (1 row)" in out
    code, out, _ = run(capsys, *args, "--json")
    again = json.loads(out)
    assert (again["repeated"], again["author"], again["unmatched_rows"]) == (True, "Ada", 1)
    code, out, _ = run(
        capsys, "records", "silent", str(lake / "dossier.yaml"), "--records", str(into), "--as-of", "2025-03-04"
    )
    assert code == 0
    code, out, _ = run(capsys, "records", "imports", str(into), "--json")
    told = json.loads(out)
    assert told["bodies"] == {"LAKE-COUNCIL": 60}
    assert [(one["author"], one["file"], one["unmatched"]) for one in told["imports"]] == [("Ada", table.name, 1)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (
            "LAKE-COUNCIL,LC-01,2015-02-03,KELL,no,membership,Observers at the table: question 1,invented",
            "a second vote",
        ),
        (
            "LAKE-COUNCIL,LC-01,2015-02-04,KELL,no,membership,Observers at the table: question 1,invented",
            "another date",
        ),
        ("LAKE-COUNCIL,LC-99,2015-02-03,KELL,perhaps,,,", "the vote 'perhaps' is unknown"),
        ("LAKE-COUNCIL,LC-99,2015-02-30,KELL,no,,,", "'2015-02-30' is no date"),
    ],
)
def test_bad_tables_are_told_with_their_line_and_nothing_is_made(capsys, tmp_path, lake, line, told):
    table, into = lake / "dossier.votes.csv", tmp_path / "x.votes.db"
    rows = len(table.read_text(encoding="utf-8").splitlines())
    with table.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    code, _, err = run(capsys, "records", "import", str(table), "--format", "long", "--into", str(into))
    assert code == 2
    assert f"line {rows + 1}: " in err
    assert told in err
    assert not into.exists()
    assert run(capsys, "records", "silent", str(lake / "dossier.yaml"))[0] == 2


def test_a_dossier_store_is_no_file_of_votes(capsys, tmp_path, lake):
    store = tmp_path / "desk.db"
    assert run(capsys, "init", str(store), "--from", str(lake / "dossier.yaml"))[0] == 0
    before = store.read_bytes()
    code, _, err = run(
        capsys, "records", "import", str(lake / "dossier.votes.csv"), "--format", "long", "--into", str(store)
    )
    assert code == 2
    assert "no file of votes" in err
    assert store.read_bytes() == before


def test_votes_of_another_body(capsys, tmp_path, root, lake):
    code, out, err = run(
        capsys, "records", "silent", str(root / "examples" / "ukraine-invitation" / "dossier.yaml"),
        "--records", str(lake / "dossier.votes.csv"), "--as-of", "2024-11-29",
    )  # fmt: skip
    assert code == 1
    assert "has no votes of NATO, but of LAKE-COUNCIL" in err
    assert "0 divided roll calls among votes of NATO" in out


def test_points_page(capsys, tmp_path, lake):
    page = tmp_path / "points.html"
    code, out, _ = run(
        capsys, "records", "points", str(lake / "dossier.yaml"), "--as-of", "2025-03-04", "-o", str(page)
    )
    text = page.read_text(encoding="utf-8")
    assert code == 0
    assert "7 members on 60 divided roll calls" in out
    assert text.count("<circle") == 7
    assert "<script" not in text
    assert text.index("Pell") < text.index("Merrow")  # yes to the right, and so below
