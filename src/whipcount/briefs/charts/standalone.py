"""A chart of a page as a picture of its own: its colours written into it, and what it is of beneath."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from importlib.resources import files

from whipcount.errors import InputError, MissingExtraError
from whipcount.text.safe import one_line

FOOT = 26  # units of height for the line beneath
_FONT = "'Liberation Sans', 'DejaVu Sans', Arial, Helvetica, sans-serif"  # by name: a renderer has no system-ui
_OPEN = re.compile(
    r'<svg class="(?P<kind>[^"]*)" viewBox="(?P<x>-?[\d.]+) (?P<y>-?[\d.]+) (?P<width>[\d.]+) (?P<height>[\d.]+)" '
    r'width="[\d.]+" height="[\d.]+"'
)
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_OF_CHARTS = re.compile(r"^\.(?:chart|board|chains|stretch|hatch|need|tile|seat|ring|mark|[gtm]-)|^text$")
MOST_SCALE = 8.0


@cache
def chart_style() -> str:
    """The rules of the style sheet that draw charts, for light paper, every colour written out."""
    css = files("whipcount.briefs").joinpath("style.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    flat = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)  # what is of dark pages, telephones, print
    root = next(body for selector, body in _RULE.findall(flat) if selector.strip() == ":root")
    colours = dict(re.findall(r"(--[\w-]+):\s*([^;]+);", root))
    rules = []
    for selectors, body in _RULE.findall(flat):
        rules_used = []
        for selector in selectors.split(","):
            plain = re.sub(r":not\([^)]*\)", "", selector.strip())
            if plain == ".chart text" and ":not(" in selector:
                plain = "text"  # weaker than the classes that it leaves alone
            if _OF_CHARTS.search(plain) and ":" not in plain:
                rules_used.append(plain)
        if rules_used:
            coloured = re.sub(r"var\((--[\w-]+)\)", lambda found: colours.get(found[1], "#000").strip(), body)
            rules.append(f"{','.join(rules_used)}{{{' '.join(coloured.split())}}}")
    return f"text{{font-family:{_FONT}}}" + "".join(rules)


def standalone_svg(svg: str, *, foot: str) -> str:
    """A chart as a file of its own: with its colours, on paper, without links, a line beneath that says what it is of.

    Args:
        svg: a chart of this package.
        foot: what it is of, and as of when; any text.

    Raises:
        InputError: there is nothing to draw.

    >>> made = standalone_svg('<svg class="chart" viewBox="0 0 90 20" width="90" height="20"></svg>', foot="<Lake>")
    >>> made.count("<svg"), "&lt;Lake&gt;" in made, 'viewBox="0 0 90 46"' in made
    (1, True, True)
    """
    head = _OPEN.match(svg)
    if head is None:
        raise InputError("there is nothing to draw", accepted="a chart that has data")
    x, y, width, height = (float(head[name]) for name in ("x", "y", "width", "height"))
    inner = re.sub(r"<a\b[^>]*>", "<g>", svg[head.end() : svg.rindex("</svg>")]).replace("</a>", "</g>")
    rest, bracket, inside = inner.partition(">")
    words = one_line(foot)
    most = int(width / 5.4)  # letters of the size below that fit
    words = words if len(words) <= most else words[: most - 1] + "…"
    total = height + FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{head["kind"]}" viewBox="{x:g} {y:g} {width:g} {total:g}" '
        f'width="{width:g}" height="{total:g}"{rest}{bracket}<style>{chart_style()}</style>'
        f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{total:g}" fill="#fdfdfb"/>{inside}'
        f'<text class="foot" x="{x + 2:g}" y="{y + total - 8:g}" font-size="10">{escape(words)}</text></svg>'
    )


def png_of(svg: str, *, scale: float = 2.0) -> bytes:
    """A picture of its own as PNG.

    Args:
        svg: of :func:`standalone_svg`.
        scale: pixels for each unit, up to 8.

    Raises:
        MissingExtraError: what draws it is not installed.
    """
    try:
        import vl_convert
    except ImportError:
        raise MissingExtraError("vl-convert-python", extra="plots") from None
    return bytes(vl_convert.svg_to_png(svg, scale=min(max(scale, 0.1), MOST_SCALE)))
