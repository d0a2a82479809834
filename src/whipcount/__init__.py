"""Who still has to agree? From reports and records to a whip count, a forecast and a brief.

>>> import whipcount as wc
>>> wc.Rule.parse("2 members", members=["A", "B", "C"]).passes(yes=["A", "C"])
True

The names below are what a user needs; each is imported when it is first asked for. The rooms behind them, from the
ground up (a room imports only from rooms below it; docs/architecture.md draws the plan):

``text`` -> ``reports`` and ``rules`` -> ``bodies`` -> ``statements`` -> ``positions`` -> ``dossiers`` -> ``forecasts``
-> ``analysis`` -> ``briefs`` -> ``api``, ``web`` and ``cli``; ``bargaining``, ``records`` and ``corpora`` are wings.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whipcount.api.bargaining import bargain as bargain
    from whipcount.api.body import Rule as Rule
    from whipcount.api.body import load_body as load_body
    from whipcount.api.consents import fit as fit
    from whipcount.api.corpus import corpus as corpus
    from whipcount.api.desk import open_desk as open  # noqa: A004  (the word that users know from other libraries)
    from whipcount.api.reading import read as read

__version__ = "0.2.0"

_EXPORTED = {
    "Rule": ("whipcount.api.body", "Rule"),
    "bargain": ("whipcount.api.bargaining", "bargain"),
    "corpus": ("whipcount.api.corpus", "corpus"),
    "fit": ("whipcount.api.consents", "fit"),
    "load_body": ("whipcount.api.body", "load_body"),
    "open": ("whipcount.api.desk", "open_desk"),
    "read": ("whipcount.api.reading", "read"),
}

__all__ = ["Rule", "__version__", "bargain", "corpus", "fit", "load_body", "open", "read"]


def __getattr__(name: str) -> Any:
    """Import an exported name when it is first asked for, so that the command line starts quickly."""
    if name not in _EXPORTED:
        raise AttributeError(f"module 'whipcount' has no attribute {name!r}")
    module, attribute = _EXPORTED[name]
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The exported names, for completion."""
    return sorted(__all__)
