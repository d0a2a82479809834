"""Invented articles as pages, archives, lines and tables."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from whipcount.corpora.folder import Folder
from whipcount.corpora.run import run
from whipcount.corpora.tables import REPORTS, STATEMENTS

STATES = ("Vessary", "Kell", "Ferrow Bay", "Thale", "Merrow", "Pell", "Sarn")
PEOPLE = ("Ilse Crane", "Tove Linde", "Ansgar Veil", "Odile Marr", "Marek Stave", "Hedda Quill", "Ruben Hask")
WORDS = (
    "will vote for the admission of Orvana",
    "cannot agree to the admission of Orvana this spring",
    "would support Orvana if the dam is opened before the summer",
    "has not yet decided on Orvana",
)


def text(number: int) -> str:
    """An article of a headline, a dateline and two sentences in which people of the lake speak."""
    state, other = STATES[number % 7], STATES[(number // 7 + number + 1) % 7]
    return (
        f"Orvana's request, day {number}\n"
        f"HARROWMERE, March {1 + number % 28}, 2025 - {PEOPLE[number % 7]}, the foreign minister of {state}, said that "
        f"{state} {WORDS[number % 4]}. The ferry ran {number} minutes late. {PEOPLE[(number + 3) % 7]}, the president "
        f"of {other}, told reporters that {other} {WORDS[(number + 1) % 4]}.\n"
    )


def page(words: str, *, title: str = "", charset: str = "utf-8") -> bytes:
    """An article as HTML."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in words.split("\n") if line)
    return (
        f'<html><head><meta charset="{charset}"><title>{escape(title)}</title></head>'
        f"<body><article>{lines}</article></body></html>"
    ).encode(charset)


def response(url: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html", more: str = "") -> bytes:
    """A record of a web archive."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    content = head.encode() + body
    return (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Record-ID: <urn:uuid:{abs(hash_of(url)):032x}>\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2025-03-05T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"{more}Content-Length: {len(content)}\r\n\r\n"
    ).encode() + content + b"\r\n\r\n"  # fmt: skip


def hash_of(url: str) -> int:
    """The same number for the same address in every process."""
    import zlib

    return zlib.crc32(url.encode())


def archive(path: Path, records: Iterable[bytes]) -> Path:
    """A web archive, each record compressed by itself where the name ends in .gz or .zst."""
    import zstandard

    packed = zstandard.ZstdCompressor()
    with path.open("wb") as file:
        for record in records:
            if path.suffix == ".gz":
                record = gzip.compress(record, mtime=0)
            elif path.suffix == ".zst":
                record = packed.compress(record)
            file.write(record)
    return path


def pages(numbers: Iterable[int]) -> list[bytes]:
    """Records of articles."""
    return [response(f"https://lake.example/{n}", page(text(n), title=f"Orvana, day {n}")) for n in numbers]


def lines(numbers: Iterable[int]) -> bytes:
    """Articles as JSON lines."""
    records = ({"text": text(n), "url": f"https://lake.example/{n}", "published": "2025-03-05"} for n in numbers)
    return "".join(json.dumps(record) + "\n" for record in records).encode()


def rows(folder: Path | str, table: str) -> list[dict[str, Any]]:
    """All rows of a corpus's table, in the order of their ids."""
    import pyarrow.parquet as pq

    found = [row for path in Folder(str(folder)).files(table) for row in pq.read_table(path).to_pylist()]
    key = "sha256" if table == REPORTS else "id"
    return sorted(found, key=lambda row: (row[key] or "", row["unit"], row.get("position") or 0))


def sums(folder: Path | str) -> tuple[int, int, int, int]:
    """How many reports and statements, and the sums of their hashes."""
    reports, statements = rows(folder, REPORTS), rows(folder, STATEMENTS)
    return (
        len(reports),
        total(row["sha256"] for row in reports),
        len(statements),
        total(row["id"] for row in statements),
    )


def total(names: Iterable[str | None]) -> int:
    """The sum of names' hashes: the same in any order."""
    import hashlib

    return sum(int(hashlib.sha256((name or "").encode()).hexdigest()[:16], 16) for name in names)


def whole(folder: Path | str) -> Sequence[Any]:
    """Everything that a corpus holds, in one order, but in which unit it came."""
    return [
        [{key: value for key, value in row.items() if key not in ("unit", "position")} for row in rows(folder, table)]
        for table in (REPORTS, STATEMENTS)
    ]


def corpus_of_thirty(tmp_path: Path) -> Folder:
    """Thirty articles, one of them printed again with a line more, and one page that is none."""
    again = text(4) + "The council meets on Friday, in the hall by the harbour, with delegates of all seven members.\n"
    pages = [response("https://copy.example/4", page(again)), response("https://a.example/x", b"<html></html>")]
    archive(tmp_path / "a.warc.gz", pages)
    (tmp_path / "b.jsonl").write_bytes(lines(range(30)))
    run(str(tmp_path / "out"), [str(tmp_path / "a.warc.gz"), str(tmp_path / "b.jsonl")], size=25)
    return Folder(str(tmp_path / "out"))
