"""How a decision is called: a title that tells it as done, which a brief turns into its question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from whipcount.positions.proposal.acts import ObjectKind, lexicon
from whipcount.positions.proposal.frame import Frame
from whipcount.positions.proposal.person_candidates import Candidate
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern

MOST_LETTERS = 180
_USUAL = "{body} {does} {object}"
_NOUN_WITHIN = 5
_ADOPTED = frozenset({"adopt-resolution", "pass-law"})
_NAMED_THINGS = frozenset("resolution draft text law bill legislation act directive regulation rules".split())
_PROPOSED = lazy_pattern(
    r"(?:(?:the|a|an)\s+)?(?:[\w’'-]+\s+){0,4}?(?:proposals?|plans?|motion|request|initiative|recommendation"
    r"|scheme|idea)"
    r"(?=\s+(?:for|to|of|on|by|from|that|which)\b|\Z)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Titled:
    """A title, the thing in words, and whether the report's own title stands in for it."""

    title: str
    thing: str
    of_report: bool = False


def title_of(
    frame: Frame, body: str, candidate: Candidate | None, *, plural: bool, report_title: str, body_id: str = ""
) -> Titled:
    """The title of a decision.

    Args:
        frame: its act and object.
        body: the deciding body as a reader knows it.
        candidate: whom it is about.
        plural: whether the body's name takes a verb in the plural.
        report_title: stands in where no object could be read.
        body_id: the body's id, by which the object may name it, too.
    """
    act = frame.act
    if plural and act.id in ("ratify", "approve-deal") and body.lower() == frame.object.lower():
        return Titled(f"{body[:1].upper()}{body[1:]} enters into force", frame.object)
    does = does_of(frame, plural=plural)
    thing = ""
    if act.object is ObjectKind.CANDIDATE and candidate is not None:
        thing = _listed(candidate.names)
        complement = re.search(r"\s+from\s+(?:the\s+|its\s+)?.+", frame.object)
        if act.id in ("suspend", "expel") and complement and candidate.names[0].lower() in frame.object.lower():
            thing += complement.group()
    elif act.object is ObjectKind.PERSON and candidate is not None:
        thing = _listed(candidate.names)
        if candidate.post and act.id not in ("dismiss", "award"):
            thing += (
                f" to the {candidate.post}"
                if candidate.post.endswith(("ship", "presidency"))
                else f" as {candidate.post}"
            )
    elif (act.object is ObjectKind.PERSON and frame.object and not frame.bare) or (
        act.object is ObjectKind.THING and frame.object and (not frame.bare or _says_enough(frame))
    ):
        thing = frame.object
    if not thing or not body:
        return _own(report_title, frame, body, does)
    thing = _without_owner(_without_owner(thing, body), body_id)
    thing = re.sub(r"\A(?:the\s+)?whether\s+", "that ", thing)
    if (
        act.object is ObjectKind.THING
        and _PROPOSED.match(thing)
        and not (frame.verb is not None and frame.verb.act is act)
    ):
        does = "approve" if plural else "approves"  # a plan is approved, whatever it would do
    if act.object is ObjectKind.THING and act.title == _USUAL:
        thing, approved = _of_act(frame, thing)
        if approved:
            does = "approve" if plural else "approves"  # "a six-month extension" is not extended once more
    title = act.title.format(body=body, does=does, object=thing)
    if len(title) > MOST_LETTERS:
        return _own(report_title, frame, body, does)
    return Titled(title[:1].upper() + title[1:], thing)


def _of_act(frame: Frame, thing: str) -> tuple[str, bool]:
    """What an act is done to, where its object is told by the act's own noun; whether the noun stands alone.

    "a cut in its output" is "its output"; "a six-month extension" is a thing to be approved.
    """
    words = thing.split()
    said = len(re.split(r"\s(?:that|which)\s", thing)[0].split())
    at = next(
        (n for n, w in enumerate(words) if (a := lexicon().nouns.get(w.lower())) is not None and a.id == frame.act.id),
        -1,
    )
    if at < 0 or at > _NOUN_WITHIN or any(w.lower() in word_classes()["prepositions"] for w in words[:at]):
        return thing, False
    own = frame.verb is not None and frame.verb.act is frame.act
    if words[at][:3].lower() != frame.act.does[1][:3]:
        return thing, not own  # "a waiver of patents" is not lifted
    if at + 2 < len(words) and words[at + 1] in ("of", "in", "to", "on"):
        rest = " ".join(words[at + 2 :])
        plain = words[at + 1] == "of" or words[at + 2].lower() in word_classes()["determiners"]
        return (rest, False) if plain else (thing, True)
    clause = at == said - 1 and said < len(words)  # "an amendment that would ..." is approved
    return thing, clause or (at == len(words) - 1 and len(words) > 1 and not own)


def _says_enough(frame: Frame) -> bool:
    """Whether a thing without more words still says what is decided: a body adopts one communique, or one budget."""
    head = frame.object.split()[-1].lower()
    return (
        frame.act.id in ("adopt-declaration", "adopt-budget")
        and not head.endswith("s")
        and head not in ("document", "statement")
    )


def _own(report_title: str, frame: Frame, body: str, does: str) -> Titled:
    own = " ".join(report_title.split()).rstrip(" .")
    if own:
        return Titled(own[:MOST_LETTERS], frame.object or own, True)
    thing = frame.object or "what is before it"
    return Titled(f"{body or 'The body'} {does} {thing}", thing)


def does_of(frame: Frame, *, plural: bool) -> str:
    """The verb by which a title tells an act.

    Args:
        frame: its act, and the verb of the report.
        plural: whether its subject is many.
    """
    act = frame.act
    third, base = act.does
    verb = frame.verb
    named = any(word in _NAMED_THINGS for word in re.findall(r"[a-z]+", frame.object.lower().split(" that ")[0]))
    if act.verb_as_told and verb is not None and verb.act is act and not (act.id in _ADOPTED and named):
        third, base = verb.forms.third, verb.forms.base
        if verb.forms.particle:
            third, base = f"{third} {verb.forms.particle}", f"{base} {verb.forms.particle}"
    return base if plural else third


def _without_owner(thing: str, body: str) -> str:
    """ "the EU's 2021 budget" of the EU is its own: the owner is told once."""
    for owner in (f"the {body}'s ", f"{body}'s ", f"the {body}’s ", f"{body}’s "):
        if thing.startswith(owner):
            return "the " + thing[len(owner) :]
    if not body:
        return thing
    thing = re.sub(rf"\s+of\s+(?:the\s+)?(?:[A-Z][\w.]*\s+)?{re.escape(body)}(?=\s|\Z)", "", thing)
    thing = re.sub(rf"\s+(?:of|from|by|between|among)\s+(?:the\s+)?{re.escape(body)}(?:\s+[a-z]+){{0,3}}\Z", "", thing)
    for owner in (f"the {body} ", f"{body} "):
        if thing.startswith(owner) and len(thing.split()) > len(owner.split()) + 1:
            rest = thing[len(owner) :]
            return f"the {rest}" if owner.startswith("the ") else rest
    return thing


def _listed(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
