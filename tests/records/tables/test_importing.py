from datetime import UTC, date, datetime

import pytest

from whipcount.errors import RecordsError
from whipcount.records.record import load_record
from whipcount.records.tables.formats import Sources
from whipcount.records.tables.importing import import_votes
from whipcount.records.tables.votefile import VoteFile

HEAD = "body,vote_id,date,member,vote,topic,title,source\n"


def write(tmp_path, rows, name="long.csv"):
    path = tmp_path / name
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


ROWS = "UNGA,1,2019-01-02,US,yes,,,\nUNGA,1,2019-01-02,NA,no,,,\nUNGA,2,2019-01-03,US,absent,,,\n"


def test_votes_and_the_record_of_imports(tmp_path):
    place = tmp_path / "x.votes.db"
    with VoteFile(place, create=True) as kept:
        done = import_votes(
            kept, Sources(write(tmp_path, ROWS)), "long", author="Ada", now=datetime(2025, 1, 1, tzinfo=UTC)
        )
    assert (done.imported.ballots, done.imported.calls, done.unmatched) == (3, 2, ())
    with VoteFile(place) as kept:
        (line,) = kept.imports()
        assert (line.author, line.at, line.file, line.form) == ("Ada", "2025-01-01T00:00:00+00:00", "long.csv", "long")
        record = load_record(kept, "UNGA")
    assert record.members == ("US", "NA")
    assert record.votes.tolist() == [[1.0, -1.0]]  # absent is no vote, and a roll call without votes is left out


def test_the_same_file_again_and_an_overlapping_one(tmp_path):
    with VoteFile(None, create=True) as kept:
        import_votes(kept, Sources(write(tmp_path, ROWS)), "long")
        assert import_votes(kept, Sources(write(tmp_path, ROWS)), "long").repeated
        more = import_votes(kept, Sources(write(tmp_path, ROWS + "UNGA,3,2019-01-04,US,no,,,\n", "b.csv")), "long")
        assert (more.imported.ballots, more.imported.known, more.imported.calls) == (1, 3, 1)
        other = write(tmp_path, "UNGA,1,2019-01-02,US,no,,,\n", "c.csv")
        with pytest.raises(
            RecordsError, match=r"c.csv line 2: a second vote of 'US' on '1': the first is in an earlier"
        ):
            import_votes(kept, Sources(other), "long")
        moved = write(tmp_path, "UNGA,1,2019-01-09,GB,no,,,\n", "d.csv")
        with pytest.raises(RecordsError, match=r"d.csv line 2: the vote '1' is there twice"):
            import_votes(kept, Sources(moved), "long")
        assert len(kept.imports()) == 2


@pytest.mark.parametrize("second", ["yes", "no"])
def test_two_votes_of_one_member_and_nothing_is_kept(tmp_path, second):
    rows = f"UNGA,1,2019-01-02,US,yes,,,\nUNGA,1,2019-01-02,NA,no,,,\nUNGA,1,2019-01-02,USA,{second},,,\n"
    with VoteFile(None, create=True) as kept:
        with pytest.raises(RecordsError) as error:
            import_votes(kept, Sources(write(tmp_path, rows)), "long")
        assert str(error.value) == (
            "long.csv line 4: a second vote of 'US' on '1': the first is on line 2 "
            "(accepted: one vote a member and roll call)"
        )
        assert kept.bodies() == {}
        assert kept.imports() == ()


def test_who_matches_nobody_is_told_with_row(tmp_path):
    rows = ROWS + "UNGA,1,2019-01-02,Atlantis,yes,,,\nUNGA,2,2019-01-03,Atlantis,yes,,,\n"
    with VoteFile(None, create=True) as kept:
        done = import_votes(kept, Sources(write(tmp_path, rows)), "long")
        (one,) = done.unmatched
        assert (one.code, one.line, one.rows, done.imported.unmatched) == ("Atlantis", 5, 2, 2)
        assert kept.unmatched() == done.unmatched
    nobody = write(tmp_path, "UNGA,1,2019-01-02,Atlantis,yes,,,\n")
    with VoteFile(None, create=True) as kept, pytest.raises(RecordsError, match="no row names a member"):
        import_votes(kept, Sources(nobody), "long")


def test_bodies_that_the_catalogue_does_not_have(tmp_path):
    rows = "REEDS,1,2019-01-02,Ada,yes,,,\n../x.yaml,1,2019-01-02,Ada,yes,,,\n"
    with VoteFile(None, create=True) as kept:
        assert import_votes(kept, Sources(write(tmp_path, rows)), "long").uncatalogued == ("../x.yaml", "REEDS")


def test_too_many_rows_are_told_with_their_line(tmp_path):
    with VoteFile(None, create=True) as kept, pytest.raises(RecordsError, match=r"long.csv line 4: more than 2 rows"):
        import_votes(kept, Sources(write(tmp_path, ROWS), most=2), "long")


def test_too_many_votes_are_told_with_the_way_out(tmp_path):
    with (
        VoteFile(None, create=True) as kept,
        pytest.raises(RecordsError, match=r"long.csv line 4: more than 2 votes of members .*--since DATE"),
    ):
        import_votes(kept, Sources(write(tmp_path, ROWS)), "long", most=2)
    assert kept.place == "memory"


def test_only_later_roll_calls(tmp_path):
    with VoteFile(None, create=True) as kept:
        sources = Sources(write(tmp_path, ROWS), since=date(2019, 1, 3))
        done = import_votes(kept, sources, "long", most=2)
        assert (done.imported.form, done.passed_over) == ("long, since 2019-01-03", 2)
        assert [call.vote_id for _, call in kept.calls("UNGA")] == ["2"]
        assert import_votes(kept, sources, "long").repeated
        whole = import_votes(kept, Sources(sources.votes), "long")  # the earlier ones are new, the later ones known
        assert (whole.repeated, whole.imported.known) == (False, done.imported.ballots)
    with VoteFile(None, create=True) as kept, pytest.raises(RecordsError, match="no votes on or after 2031-01-01"):
        import_votes(kept, Sources(write(tmp_path, ROWS), since=date(2031, 1, 1)), "long")


def test_progress_is_told_as_rows_are_read(tmp_path, monkeypatch):
    monkeypatch.setattr("whipcount.records.tables.importing._BATCH", 2)
    seen = []
    with VoteFile(None, create=True) as kept:
        import_votes(kept, Sources(write(tmp_path, ROWS)), "long", progress=seen.append)
    assert seen == [2]


def test_too_many_roll_calls(tmp_path, monkeypatch):
    monkeypatch.setattr("whipcount.records.tables.importing.MOST_CALLS", 1)
    with VoteFile(None, create=True) as kept, pytest.raises(RecordsError, match=r"line 4: more than 1 roll calls"):
        import_votes(kept, Sources(write(tmp_path, ROWS)), "long")


def test_a_table_without_votes(tmp_path):
    with VoteFile(None, create=True) as kept, pytest.raises(RecordsError, match="holds no votes"):
        import_votes(kept, Sources(write(tmp_path, "")), "long")


def test_an_alias_of_the_body_is_the_body(tmp_path):
    rows = "General Assembly,1,2019-01-02,US,yes,,,\nunga,2,2019-01-02,US,yes,,,\n"
    with VoteFile(None, create=True) as kept:
        import_votes(kept, Sources(write(tmp_path, rows)), "long")
        assert kept.bodies() == {"UNGA": 2}
