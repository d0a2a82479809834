"""Invented articles about the invented Lake Council, as a web archive: three years of them, some printed again.

A seed fixes them. People, states and papers do not exist (``examples/lake-council``).
"""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Iterator
from datetime import date, timedelta
from html import escape
from pathlib import Path

STATES = ("Vessary", "Kell", "Ferrow Bay", "Thale", "Merrow", "Pell", "Sarn")
OFFICES = ("prime minister", "foreign minister", "president", "defence minister")
FIRST = "Ilse Lio Sanna Ansgar Odile Marek Tove Ruben Hedda Corin Pia Joss".split()
LAST = "Crane Brandt Veil Roe Marr Ostler Linde Farrow Quill Hask Dunmore Stave".split()
SAID = (
    "{state} will vote for the admission of Orvana",
    "{state} cannot agree to the admission of Orvana this {season}",
    "{state} would support Orvana provided that the {thing} is opened before the {season}",
    "{state} has not yet decided on Orvana",
    "there is no consensus on the admission of Orvana",
    "{state} will not stand in the way of admitting Orvana",
)
FRAMES = (
    "{name}, the {office} of {state}, said on {day} that {said}.",
    "The {office} of {state}, {name}, told reporters in {town} that {said}.",
    "In a letter to the council, {name}, the {office} of {state}, wrote that {said}.",
    "Asked about the {thing}, {name}, {office} of {state}, replied that {said}.",
)
BETWEEN = (
    "The {trade} of {town} {did} {number} {goods} in the {season}, {share} more than a year before.",
    "{crowd} waited on the {place} of {town} with {goods} and {more} from the upper villages.",
    "A {season} storm had closed the {place} near {town} for {number} hours, and {crowd} went home by the {road}.",
    "The {thing} has divided the shore since the {trade} of {state} asked for {number} {goods}.",
    "On the {road} between {town} and the {place} the {more} stood still for {number} minutes.",
)
WORDS = {
    "season": "spring summer autumn winter".split(),
    "thing": ["dam", "toll on the eastern canal", "fishing quota", "ferry line", "harbour wall", "grain store"],
    "trade": ["harbour", "grain market", "fishing fleet", "timber yard", "salt works", "rope makers' guild"],
    "town": ["Harrowmere", "Port Orvan", "Vess", "Kellstrand", "Ferrow", "Thalemouth", "Merrowick", "Pellhaven"],
    "did": ["handled", "shipped", "took in", "turned away", "weighed", "sold"],
    "goods": ["barrels of salt", "tons of grain", "crates of smoked fish", "lanterns", "coils of rope", "wood"],
    "share": ["a tenth", "a fifth", "a quarter", "a third", "hardly", "by far"],
    "crowd": ["Some forty people", "About two hundred", "A few fishermen", "The whole school", "Half the guild"],
    "more": ["a band", "carts", "the ferries", "a choir", "two rowing crews", "the mail coaches"],
    "place": ["quay", "bridge", "lighthouse", "old lock", "market square", "customs house"],
    "road": ["coast road", "ridge path", "canal towpath", "mail road", "mill lane"],
    "day": "Monday Tuesday Wednesday Thursday Friday".split(),
}  # fmt: skip
COPIES = 10  # of a hundred articles so many are another one printed again, cut to six tenths
FIRST_DAY = date(2023, 1, 9)


def article(number: int, *, seed: int = 5, sentences: int = 16) -> tuple[date, str, str]:
    """The day, headline and text of an article."""
    draw = random.Random(f"{seed}/{number}")
    day = FIRST_DAY + timedelta(days=draw.randrange(3 * 365))
    parts = []
    for at in range(sentences):
        words = {name: draw.choice(choices) for name, choices in WORDS.items()}
        words |= {"state": draw.choice(STATES), "number": str(draw.randrange(12, 990))}
        words |= {"name": f"{draw.choice(FIRST)} {draw.choice(LAST)}", "office": draw.choice(OFFICES)}
        words["said"] = draw.choice(SAID).format(**words)
        parts.append(draw.choice(BETWEEN if at % 3 else FRAMES).format(**words))
    town = draw.choice(WORDS["town"])
    head = f"{draw.choice(STATES)} and Orvana: the {draw.choice(WORDS['thing'])}, part {number}"
    return day, head, f"{town.upper()}, {day:%B} {day.day}, {day.year} - " + " ".join(parts)


def page(day: date, head: str, text: str) -> bytes:
    """An article as a page, in the frame that pages have."""
    words = text.split(". ")
    lines = "".join(f"<p>{escape('. '.join(words[at : at + 4]))}</p>" for at in range(0, len(words), 4))
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("news", "harbour", "weather", "letters"))
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>{escape(head)}</title>'
        f'<meta property="article:published_time" content="{day}"></head><body><nav><ul>{menu}</ul></nav>'
        f"<article><h1>{escape(head)}</h1>{lines}</article><footer><p>Harbour News, no rights reserved.</p>"
        "</footer></body></html>"
    ).encode()


def articles(number: int, *, sentences: int = 16) -> Iterator[tuple[str, bytes]]:
    """So many articles, each with its address; every tenth is an earlier one, cut, by another paper, a day later."""
    for at in range(number):
        day, head, text = article(at, sentences=sentences)
        paper = "harbour-news"
        if at and at % COPIES == 0:
            day, head, whole = article(at - COPIES // 2, sentences=sentences)
            day, paper = day + timedelta(days=1), "shore-gazette"
            told = whole.partition(" - ")[2].split(". ")
            kept = ". ".join(told[: int(0.6 * len(told))])
            text = f"KELLSTRAND, {day:%B} {day.day}, {day.year} - {kept}."
        yield f"https://{paper}.example/{day:%Y/%m}/{at}", page(day, head, text)


def write_archives(folder: Path, number: int, *, each: int = 100, sentences: int = 16) -> list[Path]:
    """Write articles as web archives, each record compressed by itself; answers the files."""
    folder.mkdir(parents=True, exist_ok=True)
    made: list[Path] = []
    for at, (url, body) in enumerate(articles(number, sentences=sentences)):
        if at % each == 0:
            made.append(folder / f"lake-{at // each:05d}.warc.gz")
            made[-1].unlink(missing_ok=True)
        with made[-1].open("ab") as file:
            file.write(gzip.compress(record(url, body), mtime=0))
    return made


def record(url: str, body: bytes) -> bytes:
    """A response as web archives keep it."""
    content = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    name = f"{zlib.crc32(url.encode()):032x}"
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2026-01-05T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"
