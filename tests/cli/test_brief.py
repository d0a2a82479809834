"""`whipcount brief`: faces, files, errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from whipcount.cli.brief import command
from whipcount.errors import DateError, DossierError, InputError, ReportError, WhipcountError
from whipcount.statements import reader as reading


@pytest.fixture(autouse=True)
def _no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_statements", lambda report, table=None: ())


def run(*args: str) -> bytes:
    result = CliRunner().invoke(command, list(args), standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.stdout_bytes


@pytest.fixture
def dossier(root: Path) -> str:
    return str(root / "examples" / "ukraine-invitation" / "dossier.yaml")


def test_a_page_is_written_whole(dossier: str, tmp_path: Path) -> None:
    out = tmp_path / "brief.html"
    run("--dossier", dossier, "--as-of", "2024-11-29", "-o", str(out))
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert [p.name for p in tmp_path.iterdir()] == ["brief.html"]


def test_json_is_the_view_model(dossier: str) -> None:
    view = json.loads(run("--dossier", dossier, "--as-of", "2024-11-29", "--json"))
    assert view["schema"] == "whipcount.brief/1"
    assert view["rule"]["members"]["value"] == 32


def test_the_face_is_told_by_the_ending(dossier: str, tmp_path: Path) -> None:
    for name, begins in (("a.md", b"# "), ("a.json", b"{"), ("a.docx", b"PK")):
        run("--dossier", dossier, "--as-of", "2024-11-29", "-o", str(tmp_path / name))
        assert (tmp_path / name).read_bytes().startswith(begins)


def test_what_changed_since_an_earlier_brief(dossier: str, tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    run("--dossier", dossier, "--as-of", "2024-10-20", "-o", str(old))
    new = ("--dossier", dossier, "--as-of", "2024-11-29", "--since-brief", str(old))
    view = json.loads(run(*new, "--json"))
    assert view["changes_since"] == "2024-10-20"
    known = {item["id"] for item in (*view["statements"], *view["evidence"])}
    assert view["changes"]
    assert all(set(change["evidence"]) <= known for change in view["changes"])
    assert b"What changed since 20 October 2024" in run(*new, "--format", "md")


def test_what_is_no_earlier_brief_is_one_clear_error(dossier: str, root: Path, tmp_path: Path) -> None:
    page, other = tmp_path / "page.json", tmp_path / "other.json"
    page.write_text("{}")
    run("--dossier", str(root / "examples" / "lake-council" / "dossier.yaml"), "-o", str(other))
    for path, error in (
        (page, "not a brief"),
        (tmp_path / "absent.json", "cannot be read"),
        (other, "another dossier"),
    ):
        with pytest.raises(InputError, match=error):
            run("--dossier", dossier, "--as-of", "2024-11-29", "--since-brief", str(path))
    with pytest.raises(InputError, match="at once"):
        run("--dossier", dossier, "--since", "2024-11-01", "--since-brief", str(other))


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ([], InputError),
        (["--dossier", "{d}", "--as-of", "yesterday"], DateError),
        (["--dossier", "{d}", "--known-by", "soon"], DateError),
        (["--dossier", "{d}", "--as-of", "2024-11-29", "--since", "2024-12-24"], DateError),
        (["--dossier", "{d}", "--json", "--format", "md"], InputError),
        (["--dossier", "{d}", "--json", "-o", "brief.html"], InputError),
        (["--dossier", "{d}", "--format", "docx"], InputError),
        (["--dossier", "absent.yaml"], DossierError),
        (["--dossier", "{d}", "--as-of", "2024-11-29", "-o", "/nowhere/at/all.html"], InputError),
        (["absent.txt"], ReportError),
    ],
)
def test_wrong_input_is_one_clear_error(args: list[str], error: type[WhipcountError], dossier: str) -> None:
    with pytest.raises(error):
        run(*(arg.replace("{d}", dossier) for arg in args))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\xff\xfe" * 200, "."),
        (b"Nothing is decided here. It rained on Tuesday and the cat slept on the mat all day.", "no decision"),
        (b'"' * 10_000, "."),
    ],
    ids=["empty", "binary", "no decision", "quotation marks"],
)
def test_a_bad_report_is_one_clear_error(content: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises(WhipcountError, match=words):
        run(str(path))


def test_html_with_a_script_in_its_title_is_text(tmp_path: Path) -> None:
    body = (
        "<p>HARROWMERE, March 2, 2031 - NATO will decide whether to invite Ukraine to join. The decision requires the "
    )
    body += "agreement of all 32 members, the ministers of the member states were told on Tuesday in the council.</p>"
    page = tmp_path / "page.html"
    page.write_text(
        f"<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt;</title></head><body>{body * 3}</body></html>"
    )
    html = run(str(page), "--published", "2031-03-02", "--as-of", "2031-03-05").decode()
    assert "<script" not in html
