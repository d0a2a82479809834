"""An example dossier, to start one by hand from."""

from __future__ import annotations

from importlib.resources import files


def template_text() -> str:
    """The text of an example dossier file.

    >>> from whipcount.dossiers.file import parse_dossier
    >>> parse_dossier(template_text()).proposal.body
    'NATO'
    """
    return (files("whipcount.dossiers") / "template.yaml").read_text(encoding="utf-8")
