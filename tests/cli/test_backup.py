from pathlib import Path

from tests.cli.shell import Shell


def test_a_backup_is_a_store_that_tells_the_same(shell: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert str(copy) in shell("backup", shell.store, str(copy))
    assert shell("tally", str(copy), "--csv", code=1) == shell("tally", shell.store, "--csv", code=1)
    assert "is there already" in shell("backup", shell.store, str(copy), code=2)


def test_what_is_no_store_has_no_backup(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("no store")
    assert "no store is there" in shell("backup", str(file), str(tmp_path / "copy.db"), code=2)
    assert not (tmp_path / "copy.db").exists()
