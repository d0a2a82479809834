"""`whipcount brief`: from reports or a dossier to a page that says who must agree, where they stand, how likely."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

import whipcount
from whipcount.cli.options.output import check_output, form_of, write_file
from whipcount.cli.options.records import with_records_options
from whipcount.cli.options.terminal import plain
from whipcount.errors import InputError
from whipcount.text.moments import day_of, instant_of

if TYPE_CHECKING:
    from whipcount.briefs.view.brief import BriefView

FORMATS = ("html", "md", "json", "docx", "pdf")
_ENDINGS = {
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
    ".json": "json",
    ".docx": "docx",
    ".pdf": "pdf",
}


@click.command(
    "brief",
    epilog="""\b
Examples:
  whipcount brief report.txt -o brief.html
  whipcount brief *.txt --as-of 2024-11-29 --format md
  whipcount brief dossier.yaml --since 2024-11-01 -o brief.html
  whipcount brief dossier.yaml --since-brief last-week.json -o brief.html
  whipcount brief desk.db --as-of 2024-11-30 --known-by 2024-12-01 -o brief.html
  whipcount brief examples/lake-council/dossier.yaml --with-records -o brief.html
  whipcount brief report.txt -o brief.pdf          (printed by the Chromium of the system)
  whipcount brief --short --dossier dossier.yaml -o sheet.pdf      (one A4 page)
  whipcount brief report.txt --json | jq .answer""",
)
@click.argument("given", nargs=-1, metavar="[FILE|STORE] [REPORTS]...")
@click.option("--dossier", "dossier_id", metavar="ID", help="Which dossier, if the store has several.")
@click.option("--id", "old_id", hidden=True)
@click.option("--as-of", metavar="DATE", help="Use nothing reported after this day; default: the last report's day.")
@click.option("--known-by", metavar="TIME", help="Use nothing recorded after this instant; default: now.")
@click.option("--since", metavar="DATE", help="Tell what changed since this day.")
@click.option(
    "--since-brief",
    "old_brief",
    metavar="OLD.json",
    type=click.Path(path_type=Path),
    help="Tell what changed since this brief, made earlier with --json.",
)
@click.option("--published", metavar="DATE", help="The day of publication of the reports that do not tell it.")
@click.option(
    "--short", is_flag=True, help="On one sheet: answer, bar, board, three reasons, three quotations, changes."
)
@with_records_options
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--format", "face", type=click.Choice(FORMATS), help="Default: by the file's ending, else html.")
@click.option("--json", "as_json", is_flag=True, help="The whole view model as JSON; the same as --format json.")
def command(
    given: tuple[str, ...],
    dossier_id: str | None,
    old_id: str | None,
    as_of: str | None,
    known_by: str | None,
    since: str | None,
    old_brief: Path | None,
    published: str | None,
    short: bool,
    with_records: bool,
    topic: str | None,
    output: Path | None,
    face: str | None,
    as_json: bool,
) -> None:
    """From reports or a dossier to a brief: who must agree, where they stand, how likely.

    The first argument may be a dossier file (YAML) or a store (a path or database URL); reports given beside it are
    added to its own. The page is one file that needs no script and no network. Without -o it goes to standard output.
    """
    dossier, dossier_id, reports = _sorted(given, dossier_id, old_id)
    if as_json and face not in (None, "json"):
        raise InputError(f"--json and --format {face} at once", accepted="one of them")
    if not reports and dossier is None:
        raise InputError("nothing to make a brief of", accepted="reports, a dossier file or a store")
    if since is not None and old_brief is not None:
        raise InputError("--since and --since-brief at once", accepted="one of them")
    if face in ("docx", "pdf") and output is None:
        raise InputError(f"a {face.upper()} file cannot go to the terminal", accepted=f"-o brief.{face}")
    check_output(output, [*reports, dossier, old_brief])
    face = form_of(
        output, _ENDINGS, given="json" if as_json else face, usual="html", asked="--json" if as_json else None
    )
    day, earlier, instant = day_of(as_of, "--as-of"), day_of(since, "--since"), instant_of(known_by, "--known-by")
    from whipcount.briefs.make import make_brief  # late: the reader's and the forecast's libraries load with it

    old = _earlier(old_brief) if old_brief is not None else None
    now = datetime.now(UTC)
    view = make_brief(
        reports,
        dossier,
        dossier_id=dossier_id,
        as_of=day,
        known_by=instant,
        since=earlier,
        made_at=now,
        version=whipcount.__version__,
        published=day_of(published, "--published"),
        with_records=with_records,
        topic=topic,
        on_left=lambda told: click.echo(f"whipcount: {plain(told)}", err=True),
    )
    if old is not None:
        from whipcount.briefs.sections.changes import since_brief

        view = since_brief(view, old, where=str(old_brief))
    _write(_sheet(view, face) if short else _long(view, face), output)


def _sheet(view: BriefView, face: str) -> str | bytes:
    """The brief on one sheet, in one of the formats."""
    from whipcount.briefs.render import sheet
    from whipcount.briefs.sections.sheet import sheet_view

    short = sheet_view(view)
    if face == "json":
        import json

        from whipcount.briefs.view.schema import plain

        return json.dumps(plain(short), indent=2, allow_nan=False) + "\n"
    if face == "md":
        return sheet.sheet_markdown(short)
    if face == "docx":
        return sheet.sheet_docx(short)
    html = sheet.sheet_html(short)
    if face == "pdf":
        from whipcount.briefs.render.pdf import to_pdf

        return to_pdf(html)
    return html


def _long(view: BriefView, face: str) -> str | bytes:
    """The whole brief, in one of the formats."""
    content: str | bytes
    if face == "json":
        from whipcount.briefs.view.schema import to_json

        content = to_json(view) + "\n"
    elif face == "md":
        from whipcount.briefs.render.markdown import to_markdown

        content = to_markdown(view)
    elif face == "docx":
        from whipcount.briefs.render.docx import to_docx

        content = to_docx(view)
    else:
        from whipcount.briefs.render.html import to_html

        content = to_html(view)
        if face == "pdf":
            from whipcount.briefs.render.pdf import to_pdf

            content = to_pdf(content)
    return content


def _sorted(
    given: tuple[str, ...], dossier_id: str | None, old_id: str | None
) -> tuple[str | None, str | None, list[Path]]:
    """What is given, told apart: the dossier's place, its id in the store, the reports.

    A place behind ``--dossier``, where it once stood, is still taken for one.
    """
    from whipcount.dossiers.location import looks_like_dossier

    if dossier_id is not None and looks_like_dossier(dossier_id):
        given, dossier_id = (dossier_id, *given), old_id
    places = [name for name in given if looks_like_dossier(name)]
    if len(places) > 1:
        raise InputError("more than one dossier", where=", ".join(places), accepted="one, and any number of reports")
    return places[0] if places else None, dossier_id or old_id, [Path(name) for name in given if name not in places]


def _earlier(path: Path) -> BriefView:
    """An earlier brief from its file, of which no more is read than a brief may have."""
    from whipcount.briefs.sections.changes import ACCEPTED, MOST_BYTES, earlier_brief

    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        problem = f"cannot be read ({error.strerror or type(error).__name__})"
        raise InputError(problem, where=str(path), accepted=ACCEPTED) from None
    return earlier_brief(data, where=str(path))


def _write(content: str | bytes, output: Path | None) -> None:
    """To a file at once, so that a failure leaves no half of one; else to standard output in UTF-8."""
    data = content.encode() if isinstance(content, str) else content
    if output is None or str(output) == "-":
        if sys.stdout.isatty():
            sys.stdout.write(data.decode("utf-8", "replace"))
            return
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    write_file(output, [data])
