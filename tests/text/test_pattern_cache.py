import marshal
import os
import re
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.positions.proposal import named_votes, stance_clauses, stance_subjects, told_claims
from whipcount.statements.attribution import fallback_attributions
from whipcount.text import pattern_cache, patterns
from whipcount.text.pattern_cache import PatternCache
from whipcount.text.patterns import LazyPattern, compile_with, lazy_pattern

TEXT = (
    "Kell and Pell voted against the ban on Friday, its minister said; “We will not sign,” Ada Brim told reporters. "
    "So did Sarn, which had backed it at first. Eleven members were in favour, two abstained: Orm and Thale.\n"
)
HOUSE = [
    pattern
    for module in (named_votes, stance_clauses, stance_subjects, told_claims, fallback_attributions)
    for pattern in vars(module).values()
    if isinstance(pattern, LazyPattern)
]


def _again(folder: Path, source: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern as a second run has it."""
    first = PatternCache(folder / "patterns")
    first.compiled(source, flags)
    first.save()
    second = PatternCache(folder / "patterns")
    found = second.compiled(source, flags)
    assert second.known == 1
    return found


@pytest.mark.parametrize("pattern", HOUSE, ids=range(len(HOUSE)))
def test_a_kept_pattern_finds_what_a_compiled_one_finds(tmp_path, pattern):
    kept, plain = _again(tmp_path, pattern.pattern, pattern._flags), re.compile(pattern.pattern, pattern._flags)
    assert [(m.span(), m.groupdict(), m.lastgroup) for m in kept.finditer(TEXT)] == [
        (m.span(), m.groupdict(), m.lastgroup) for m in plain.finditer(TEXT)
    ]
    assert (kept.pattern, kept.flags, kept.groups, kept.groupindex) == (
        plain.pattern, plain.flags, plain.groups, plain.groupindex,
    )  # fmt: skip


PARTS = st.sampled_from(["a", "[a-c]", "(b|ab)", "(?P<n>a+?)", "c*", "(?=a)", "(?<!b)", "(?:ab){1,2}", r"\w", "é", "."])


@given(
    st.lists(PARTS, min_size=1, max_size=6).map("".join),
    st.sampled_from([0, re.IGNORECASE]),
    st.text("abcAé", max_size=12),
)
def test_and_so_does_any_pattern(tmp_path_factory, source, flags, text):
    try:
        plain = re.compile(source, flags)
    except re.error:  # two groups of one name
        return
    kept = _again(tmp_path_factory.mktemp("kept"), source, flags)
    assert [m.span() for m in kept.finditer(text)] == [m.span() for m in plain.finditer(text)]
    assert [m.groups() for m in kept.finditer(text)] == [m.groups() for m in plain.finditer(text)]


def test_one_that_is_not_valid_is_an_error_and_not_kept(tmp_path):
    cache = PatternCache(tmp_path / "patterns")
    with pytest.raises(re.error):
        cache.compiled("(")
    cache.save()
    assert not cache.file.exists()


def _file(tmp_path: Path) -> Path:
    cache = PatternCache(tmp_path / "patterns")
    cache.compiled("kell", re.IGNORECASE)
    cache.save()
    return cache.file


def _damaged(data: bytes) -> bytes:
    return data[:-3] + b"xyz"


def _of_another_python(data: bytes) -> bytes:
    version, kept = marshal.loads(data[32:])
    payload = marshal.dumps((version + "x", kept))
    return blake2b(payload, digest_size=32).digest() + payload


def _other_numbers(data: bytes) -> bytes:
    version, kept = marshal.loads(data[32:])
    payload = marshal.dumps((version, {key: (entry[0], b"\xff" * 40, *entry[2:]) for key, entry in kept.items()}))
    return blake2b(payload, digest_size=32).digest() + payload


def _no_entries(data: bytes) -> bytes:
    version, kept = marshal.loads(data[32:])
    payload = marshal.dumps((version, dict.fromkeys(kept, ())))
    return blake2b(payload, digest_size=32).digest() + payload


@pytest.mark.parametrize(
    "harm", [_damaged, _of_another_python, _other_numbers, _no_entries, lambda data: data[:20], lambda data: b""]
)
def test_a_file_that_is_not_what_was_written_is_passed_over(tmp_path, harm):
    file = _file(tmp_path)
    file.write_bytes(harm(file.read_bytes()))
    cache = PatternCache(file)
    assert cache.compiled("kell", re.IGNORECASE).search("in KELL").span() == (3, 7)
    assert cache.known == 0
    cache.save()
    again = PatternCache(file)
    again.compiled("kell", re.IGNORECASE)
    assert again.known == 1, "and written anew"


def test_a_python_with_another_compiler_compiles_as_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(pattern_cache, "import_module", lambda name: exec("raise ImportError"))
    cache = PatternCache(tmp_path / "patterns")
    assert cache.compiled("kell").search("kell")
    cache.save()
    assert not cache.file.exists()


def test_two_runs_at_once_lose_nothing(tmp_path):
    one, two = PatternCache(tmp_path / "patterns"), PatternCache(tmp_path / "patterns")
    one.compiled("kell")
    two.compiled("pell")
    one.save()
    two.save()
    cache = PatternCache(tmp_path / "patterns")
    cache.compiled("kell")
    cache.compiled("pell")
    assert cache.known == 2
    assert [path.name for path in tmp_path.iterdir()] == ["patterns"], "nothing half-written is left"


def test_it_does_not_grow_without_end(tmp_path, monkeypatch):
    monkeypatch.setattr(pattern_cache, "MOST_PATTERNS", 3)
    for number in range(9):
        cache = PatternCache(tmp_path / "patterns")
        cache.compiled(f"kell{number}")
        cache.save()
    assert len(pattern_cache._read(tmp_path / "patterns")) <= 3


def test_where_nothing_can_be_written_nothing_is_lost(tmp_path):
    cache = PatternCache(tmp_path / "absent" / "patterns")
    assert cache.compiled("kell").search("kell")
    cache.save()


def test_names_of_reports_are_not_kept(tmp_path):
    cache = PatternCache(tmp_path / "patterns")
    compile_with(cache.compiled)
    try:
        assert lazy_pattern("Ada Brim", of_input=True).search("Ada Brim")
        assert lazy_pattern("voted").search("voted")
    finally:
        compile_with(None)
    assert patterns._compilers == []
    cache.save()
    assert len(pattern_cache._read(cache.file)) == 1


def test_the_command_line_keeps_its_patterns_where_only_the_user_can_write(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("The Council voted on 4 May 2030 to admit Orvana. Kell voted against it, said Ada Brim.\n")
    cache = tmp_path / "cache"
    cache.mkdir(mode=0o700)
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop("NUMBA_CACHE_DIR", None)
    command = [sys.executable, "-m", "whipcount", "read", str(report), "--format", "jsonl"]
    first = subprocess.run(command, env=environment, capture_output=True, check=True)
    file = cache / "whipcount" / "compiled" / "patterns"
    kept = pattern_cache._read(file)
    assert len(kept) > 50
    assert file.stat().st_mode & 0o077 == 0
    second = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert second.stdout == first.stdout
    assert pattern_cache._read(file) == kept
