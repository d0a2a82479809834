"""The members that a sentence has as its subjects: by name, by who speaks for them, by a pronoun."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from whipcount.bodies.member_actors import PERSON
from whipcount.bodies.member_mentions import NAMED, STANDING, Masked
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

MARK = "[\ue000-\uf8ff]"
_L = word_lists("stance_clauses")
VOICE = rf"(?:{either(_L['voices'])}s?)"
GROUPS = rf"(?:{either(_L['groups_of'])})"
_PEOPLE = rf"(?:{either(_L['people_in'])})"
_NO_VOICE = either(_L["no_voices"])
_CHAMBER = rf"(?:{either(_L['chambers'])}s?)"
_PERSON = r"(?:,?\s+(?!The\b)[A-Z][\w.’'-]+(?:\s+[A-Z][\w.’'-]+){0,3})"
_NOT_BEFORE_SUBJECT = lazy_pattern(
    r"\b(?:of\s+(?:the\s+)?(?:[a-z-]+(?:ern|ing|ish|y|ous|al|ic|er)\s+)?|(?:in|from|against|by|to|with|for|than|near|(?<!,\s)but|except|bar|barring|save|besides|excluding|unlike|between|neither|nor|on|about|at|over|told|urged|asked|expects?|wants?|lets?|makes?|made|because\s+of)\s+(?:the\s+)?(?:[a-z-]+\s+)?)\Z",
    re.IGNORECASE,
)
_FELLOWS = either(_L["fellows"])
_PRONOUN = lazy_pattern(
    rf"(?:\A|(?<=[“\"])|(?<=;\s)|(?<=:\s))\s*(?:(?:But|And|Yet|Still|Now|Then|Nevertheless|Nonetheless|Instead|However|Meanwhile),?\s+)?(?:(?:On|By)\s+[^,.;:\ue000-\uf8ff]{{3,25}}?,?\s+|(?:Last|This)\s+\w+,?\s+|In\s+\w+,?\s+)?"
    rf"(?P<p>it|they|he|she|(?:its|their|his|her)\s+(?:[a-z-]+\s+){{0,2}}?{VOICE}{_PERSON}?,?|both(?:\s+(?:of\s+them|{_FELLOWS}))?|the\s+(?:pair|duo)|the\s+two\s+{_FELLOWS}|the\s+two|the\s+three|all\s+(?:two|three|four|five|six)|neither|the\s+country|the\s+countries|the\s+government|the\s+island)(?=\s)",
    re.IGNORECASE,
)
_SUBJECTS = lazy_pattern(
    rf"(?P<front>(?:\A|(?<=[.;:]\s)|(?<=,\s)|(?<=[“\"]))(?:In|On|At|For)\s+(?:the\s+)?(?P<fm>{MARK}),?\s+(?:(?:the|its|their)\s+(?:[\w-]+\s+){{0,2}}?(?P<fv>{VOICE})|(?:[\w-]+\s+){{0,3}}?{_PEOPLE}(?:\s+(?:in|out\s+of)\s+\w+)?))"
    rf"|(?P<of>(?:{VOICE}|[Tt]hose|{GROUPS})\s+(?:of|from|for|in)\s+(?:the\s+)?(?P<om>{MARK}))"
    rf"|(?P<person>[A-Z][\w.’'-]+\s+[A-Z][\w’'-]+\s+of\s+(?:the\s+)?(?P<pm>{MARK}))"
    rf"|(?P<owns>(?P<nm>{NAMED})(?:['’]s?)?\s+(?:(?!{_NO_VOICE}\b)[a-z-]+\s+){{0,2}}?(?P<nv>(?!{_NO_VOICE}\b){VOICE}){_PERSON}?)"
    rf"|(?P<m>{STANDING})",
)
_AGAIN = rf"(?:it|they|he|she|we|I|(?:his|her|its|their|our|the)\s+(?:own\s+)?(?:country|countries|governments?|nation|state|island|capital|town|city|delegation|party|council|people|islands|canton|province|side)|{MARK}(?:['’]s?\s+{VOICE})?)(?!\w)"  # noqa: E501
AGAIN = lazy_pattern(_AGAIN, re.IGNORECASE)
_IT_WAS = lazy_pattern(r"\s+(?:was|is)\s+(?:the|an?|not|only|no)\s[^.;]{0,60}?\s(?:that|who)\s")
AGAIN_INSIDE = lazy_pattern(
    r"(?:[;:]\s(?:and\s|but\s)?|,\s(?:and|but|so|yet)\s)(?:(?:in\s+the\s+end|finally|at\s+last|then|now)\s+)?(?P<p>it|they|he|she)(?=\s)"
)
_NAMELY = lazy_pattern(r",\s+(?:namely|that\s+is|including|among\s+them|notably)\s+(?:the\s+)?\Z", re.IGNORECASE)
_WHICH = lazy_pattern(r",?\s+(?:which|who)(?=\s)")
_WORD_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(slots=True)
class Subject:
    """Members as the subject of a clause: where they stand; whether a chamber of theirs is told to act.

    ``relative``: of a relative clause alone, as in "sided with Kell, which opposes it".
    """

    members: tuple[str, ...]
    start: int
    end: int
    chamber: bool = False
    relative: bool = False


def subjects_of(masked: Masked, taken_up: tuple[str, ...]) -> list[Subject]:
    """The members told as subjects, in their order; a pronoun for the subject of the sentence before.

    Args:
        masked: the sentence.
        taken_up: the members that a pronoun at its beginning takes up.
    """
    text, made, taken = masked.text, [], 0
    pronoun = _PRONOUN.match(text) if taken_up else None
    if pronoun is not None and pronoun["p"].lower() == "it":
        persons = all(member.startswith(PERSON) for member in taken_up)
        if persons or _IT_WAS.match(text, pronoun.end()) is not None:
            pronoun = None  # "it was the first time that Kell had sided with them"
    if (match := pronoun) is not None:
        size = next((n for word, n in _WORD_NUMBERS.items() if re.search(rf"\b{word}\b", match["p"], re.IGNORECASE)), 0)
        size = size or 2 * (match["p"].lower() in ("the pair", "the duo"))
        many = match["p"].lower() in ("they", "the countries", "neither") or size
        if (not size or size == len(taken_up)) and (many or len(taken_up) == 1):
            neither = match["p"].lower() == "neither"
            if not neither:
                made.append(Subject(taken_up, match.start("p"), match.end("p")))
    for match in islice(_SUBJECTS.finditer(text), 40):
        if len(made) == 1 and (again := AGAIN_INSIDE.search(text, made[0].end, match.start())) is not None:
            made.append(Subject(made[0].members, again.start("p"), again.end()))
        if match.start() < taken:
            continue
        groups = match.groupdict()
        name = next(key for key in ("fm", "om", "pm", "nm", "m") if groups[key])
        mark, start = groups[name], match.start()
        members = masked.of(mark).members
        if name == "nm" and len(members) != 1:
            continue
        voice = groups["fv"] or groups["nv"] or (match["of"] if name == "om" else "") or ""
        if name == "om":
            voice = re.split(r"\s+(?:of|from|for|in)\s", voice)[0]
        lead = text[max(0, start - 24) : start]
        relative = name != "fm" and _NOT_BEFORE_SUBJECT.search(lead) is not None
        if relative and not (name in ("m", "pm") and _WHICH.match(text, match.end())):
            continue
        if not members:
            continue
        end = match.end()
        if _NAMELY.search(text[max(0, start - 24) : start]) and text[end : end + 1] == ",":
            end += 1  # "four clubs, namely Kell and Pell, back it"
        chamber = re.fullmatch(rf"(?:[\w-]+\s+)?{_CHAMBER}", voice, re.IGNORECASE) is not None
        made.append(Subject(members, start, end, chamber, relative))
        taken = match.end()
    if len(made) == 1 and (again := AGAIN_INSIDE.search(text, made[0].end)) is not None:
        made.append(Subject(made[0].members, again.start("p"), again.end()))
    return made
