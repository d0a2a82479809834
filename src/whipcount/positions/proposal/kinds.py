"""Kinds of decision: by which words reports speak of each, and in which variants it comes.

Each kind is a row: the words that anchor it, how its title reads, the names that bodies give to it (which pick the
rule), and its variants, the one that is asked for first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from whipcount.positions.proposal.proposal import Variant


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of decision.

    ``title`` is a template of ``body``, ``candidate`` and ``object``; ``names`` are tried in order against the body's
    rules; ``weight`` says how much one of its words tells (a rare word tells more than a common one).
    """

    id: str
    anchor: re.Pattern[str]
    title: str
    names: tuple[str, ...]
    variants: tuple[Variant, ...]
    weight: float = 1.0
    needs_candidate: bool = False
    thing: re.Pattern[str] | None = None  # nouns that name what is decided, where the anchor is a verb


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


_PATH = Variant(
    "path",
    "promised a path, without a date",
    ("will become a member", "future member", "future lies in", "irreversible", "path to", "open door", "aspirations"),
)
_MEMBERSHIP = Variant(
    "membership",
    "becomes a member",
    ("membership", "accession", "join", "joins", "joining", "joined", "full member", "accede", "cannot join"),
)

KINDS = (
    Kind(
        "invitation",
        _words(r"invit(?:e|es|ed|ing|ation|ations)"),
        "{body} invites {candidate} to join",
        ("membership invitation", "invitation", "enlargement", "admission"),
        (
            Variant("invitation", "invited to join now", ("invitation", "invite", "invites", "inviting", "invited")),
            _MEMBERSHIP,
            _PATH,
        ),
        weight=1.5,
        needs_candidate=True,
    ),
    Kind(
        "talks",
        _words(
            r"(?:open|opening|start|starting|begin|beginning|launch|launching)\W+(?:of\W+)?(?:\w+\W+){0,2}?"
            r"(?:accession|membership)\W+(?:talks|negotiations)"
        ),
        "{body} opens accession talks with {candidate}",
        ("accession step", "accession talks", "enlargement", "admission", "membership"),
        (
            Variant(
                "talks",
                "accession talks are opened",
                ("accession talks", "membership talks", "talks", "accession negotiations", "negotiations"),
            ),
            _MEMBERSHIP,
            _PATH,
        ),
        weight=2.2,
        needs_candidate=True,
    ),
    Kind(
        "accession",
        _words(
            r"accession|accede|membership|admission|admit(?:s|ted|ting)?|join(?:s|ed|ing)?|enlargement|entry"
            r"|letting\W+\w+\W+in"
        ),
        "{body} admits {candidate}",
        ("accession protocol", "enlargement", "admission", "membership", "membership recommendation"),
        (
            Variant(
                "accession",
                "becomes a member",
                ("accession", "admission", "membership", "admit", "join", "protocol", "ratify", "ratification", "bid"),
            ),
            Variant("observer", "becomes an observer", ("observer status", "observer", "associate status")),
            _PATH,
        ),
        weight=0.8,
        needs_candidate=True,
    ),
    Kind(
        "sanctions",
        _words(r"sanctions?(?:\W+(?:package|regime|list))?|embargo|price cap|asset freeze"),
        "{body} adopts {object}",
        ("sanctions", "foreign policy"),
        (
            Variant("package", "the package as proposed", ("sanctions", "package", "embargo", "measures", "price cap")),
            Variant("diluted", "a weaker package", ("watered-down", "watered down", "diluted", "lighter", "weaker")),
        ),
    ),
    Kind(
        "resolution",
        _words(r"(?:draft\W+)?resolutions?"),
        "{body} adopts {object}",
        ("resolution",),
        (
            Variant("resolution", "the draft is adopted", ("resolution", "draft", "text")),
            Variant("amended", "an amended draft is adopted", ("amended", "revised draft", "new draft", "softer text")),
        ),
        weight=1.4,
    ),
    Kind(
        "ratification",
        _words(r"ratif(?:y|ies|ied|ying|ication|ications)"),
        "{object} is ratified",
        ("ratification by each", "ratification", "protocol", "amendment"),
        (Variant("ratification", "ratified", ("ratification", "ratify", "ratified", "treaty", "convention", "pact")),),
        weight=0.9,
        thing=_words(r"treaty|convention|agreement|protocols?|pact|accord|amendments?|charter|compact"),
    ),
    Kind(
        "mission",
        _words(r"peacekeep(?:ing|ers)|(?:military|training|monitoring|naval)\W+(?:mission|operation)|mission|mandate"),
        "{body} approves {object}",
        ("operation", "mission", "foreign policy", "resolution"),
        (Variant("mission", "the mission is approved", ("mission", "operation", "mandate", "peacekeepers")),),
        weight=0.8,
    ),
    Kind(
        "appointment",
        _words(r"nominat(?:e|es|ed|ing|ion|ions)|appoint(?:s|ed|ing|ment)?|next secretary[- ]general|candidacy"),
        "{body} agrees to {object}",
        ("appointment", "election"),
        (Variant("appointment", "appointed", ("appointment", "appoint", "nomination", "candidacy", "candidate")),),
        weight=0.9,
    ),
    Kind(
        "budget",
        _words(r"budget|financial framework|aid package|loan|spending plan|funding"),
        "{body} approves {object}",
        ("budget", "financial framework"),
        (Variant("budget", "approved as proposed", ("budget", "package", "loan", "spending", "funding")),),
        weight=0.7,
    ),
    Kind(
        "proposal",
        _words(
            r"proposals?|motion|directive|regulation|bill|treaty|convention|agreement|pact|accord|deal|measure|plan"
        ),
        "{body} approves {object}",
        (),
        (Variant("proposal", "approved as proposed", ("proposal", "motion", "deal", "plan", "treaty", "agreement")),),
        weight=0.45,
    ),
)
