"""Files as streams: the same content packed or not, a cut one is an error, and a stream goes on where it stopped."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from whipcount.corpora.sources.streams import (
    Cursors,
    bare_name,
    content_hash,
    ends_whole,
    faults,
    is_packed,
    open_stream,
)
from whipcount.errors import ReportError

zstandard = pytest.importorskip("zstandard", reason="zstandard (extra corpus) is not installed")
DATA = b"".join(b"line %d of a file\n" % n for n in range(5_000))


def packed(folder: Path, kind: str, data: bytes = DATA) -> Path:
    place = folder / f"a.txt{kind}"
    if kind == ".gz":
        data = gzip.compress(data[:100]) + gzip.compress(data[100:])  # two members
    elif kind == ".zst":
        data = zstandard.compress(data[:100]) + zstandard.compress(data[100:])
    place.write_bytes(data)
    return place


@pytest.mark.parametrize("kind", ["", ".gz", ".zst"])
def test_the_content_is_the_same_however_it_is_packed(tmp_path: Path, kind: str) -> None:
    place = packed(tmp_path, kind)
    with open_stream(str(place)) as stream:
        assert stream.read() == DATA
    assert is_packed(str(place)) is bool(kind)
    assert bare_name(str(place)) == "a.txt"
    assert content_hash(str(place)) == hashlib.sha256(place.read_bytes()).hexdigest()


@pytest.mark.parametrize("kind", [".gz", ".zst"])
def test_a_file_that_is_cut_off_is_an_error_and_no_end(tmp_path: Path, kind: str) -> None:
    place = packed(tmp_path, kind)
    place.write_bytes(place.read_bytes()[:-20])
    with open_stream(str(place)) as stream, pytest.raises(faults()):
        stream.read()


def test_a_file_that_is_not_there_is_one_error_with_its_place(tmp_path: Path) -> None:
    for ask in (open_stream, content_hash):
        with pytest.raises(ReportError) as caught:
            ask(str(tmp_path / "none.gz"))
        assert caught.value.where == str(tmp_path / "none.gz")


def test_whether_an_archive_ends_whole(tmp_path: Path) -> None:
    place = packed(tmp_path, ".gz")
    first = len(gzip.compress(DATA[:100]))
    assert ends_whole(str(place), 0)
    assert ends_whole(str(place), first)
    assert ends_whole(str(place), 7)  # no member begins there: it is looked at from its start
    place.write_bytes(place.read_bytes()[:-20])
    assert not ends_whole(str(place), first)
    place.write_bytes(b"no archive")
    assert not ends_whole(str(place), 0)


def test_items_in_order_are_read_once_and_any_others_anew() -> None:
    begun: list[int] = []

    def begin() -> Iterator[int]:
        begun.append(1)
        yield from range(100)

    cursors = Cursors()
    assert list(cursors.items("a", begin, 0, 10)) == list(range(10))
    assert list(cursors.items("a", begin, 10, 5)) == list(range(10, 15))
    assert list(cursors.items("a", begin, 40, 2)) == [40, 41]
    assert len(begun) == 1
    assert list(cursors.items("a", begin, 3, 2)) == [3, 4]  # behind: from the start
    assert len(begun) == 2
    assert list(cursors.items("a", begin, 98, 9)) == [98, 99]
    assert list(cursors.items("a", begin, 500, 1)) == []


def test_only_so_many_are_kept_open() -> None:
    begun: list[str] = []

    def begin(name: str) -> Iterator[int]:
        begun.append(name)
        yield from range(10)

    cursors = Cursors(most=1)
    for name in ("a", "b", "a"):
        list(cursors.items(name, lambda name=name: begin(name), 0 if name == "b" else len(begun), 1))  # type: ignore[misc]
    assert begun == ["a", "b", "a"]
