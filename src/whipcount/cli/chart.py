"""``whipcount chart``: one chart as a picture, or its table."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

import whipcount
from whipcount.cli.options.output import check_output, form_of, write_file
from whipcount.cli.options.stored import place_argument, times_options
from whipcount.errors import InputError
from whipcount.text.moments import day_of, instant_of

_EPILOG = """\b
Examples:
  whipcount chart desk.db board -o board.svg
  whipcount chart desk.db over-time --as-of 2024-11-29 -o course.png
  whipcount chart dossier.yaml board -o board.xlsx
  whipcount chart desk.db --list

PNG needs the extra plots: pip install "whipcount[plots]".
"""
_ENDINGS = {".svg": "svg", ".png": "png", ".csv": "csv", ".xlsx": "xlsx", ".json": "json"}


@click.command("chart", epilog=_EPILOG)
@place_argument
@click.argument("name", required=False, metavar="[CHART]")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option("--format", "form", type=click.Choice(list(_ENDINGS.values())), help="By the file's ending.")
@click.option("--scale", type=click.FloatRange(0.5, 8), default=2.0, show_default=True, help="Of PNG: pixels a unit.")
@click.option("--list", "listed", is_flag=True, help="The charts that the dossier has.")
@times_options
def command(
    store: str,
    name: str | None,
    dossier_id: str | None,
    output: Path | None,
    form: str | None,
    scale: float,
    listed: bool,
    as_of: str | None,
    known_by: str | None,
) -> None:
    """One chart of a dossier as SVG or PNG, or the table that it draws as CSV, XLSX or JSON.

    The picture says of itself what it shows and as of when.
    """
    check_output(output, [store])
    form = form_of(output, _ENDINGS, given=form, usual="svg")
    if not listed and name is None:
        raise InputError("which chart?", accepted="a name that --list tells")
    if form in ("png", "xlsx") and output is None and not listed:
        raise InputError(f"a {form.upper()} file cannot go to the terminal", accepted=f"-o chart.{form}")
    from whipcount.briefs.charts.standalone import png_of
    from whipcount.briefs.make import make_brief
    from whipcount.briefs.render.chart_files import chart_file, chart_names
    from whipcount.briefs.render.workbook import workbook
    from whipcount.dossiers.exchange.csv_files import write_csv

    view = make_brief(
        [], store, dossier_id=dossier_id, as_of=day_of(as_of, "--as-of"), known_by=instant_of(known_by, "--known-by"),
        made_at=datetime.now(UTC), version=whipcount.__version__,
    )  # fmt: skip
    if listed:
        for key, title in chart_names(view).items():
            click.echo(f"{key:<12} {title}")
        return
    chart_made = chart_file(view, name or "")
    if form == "png":
        content = png_of(chart_made.svg, scale=scale)
    elif form == "xlsx":
        content = workbook(chart_made.columns, chart_made.rows, title=chart_made.title)
    elif form == "csv":
        cells = ([row.get(column) for column in chart_made.columns] for row in chart_made.rows)
        content = "".join(write_csv(chart_made.columns, cells)).encode()
    elif form == "json":
        content = (
            json.dumps([{c: row.get(c) for c in chart_made.columns} for row in chart_made.rows], default=str, indent=2)
            + "\n"
        ).encode()
    else:
        content = chart_made.svg.encode() + b"\n"
    if output is None or str(output) == "-":
        click.echo(content.decode(), nl=False)
    else:
        write_file(output, [content])
