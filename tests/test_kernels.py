"""Compiled loops: which runs when, and where compiled code is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from whipcount import kernels
from whipcount.kernels import Kernel, cache_folder, compiled, kernel, private, speed, without

posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are POSIX's")


def halved(x: float) -> float:
    return x / 2.0


@kernel(twin=lambda x: -x)
def tagged(x: float) -> float:
    return half(x) + 100.0


half: Kernel = kernel()(halved)


def test_small_work_takes_the_twin_and_much_work_the_compiled_loop_with_all_it_calls() -> None:
    pytest.importorskip("numba")
    assert tagged(4.0) == -4.0
    with speed(kernels.WORTH / 2):
        assert tagged(4.0) == -4.0
    with speed(kernels.WORTH):
        assert compiled()
        assert tagged(4.0) == 102.0
        with speed(1.0):
            assert compiled()  # the caller has much to do
        with without(), speed(1e30):
            assert not compiled()
            assert tagged(4.0) == -4.0
    assert not compiled()


def test_without_numba_everything_takes_the_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "installed", lambda: False)
    with speed(1e30):
        assert tagged(4.0) == -4.0


@posix
def test_the_folder_is_made_for_the_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    found = cache_folder()
    assert found == tmp_path / "cache" / "whipcount" / "compiled"
    assert found is not None
    assert found.stat().st_mode & 0o777 == 0o700


@posix
@pytest.mark.parametrize("fault", ["link", "lax", "file", "swappable", "another's"])
def test_a_folder_that_others_could_write_to_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    place = tmp_path / "cache" / "whipcount" / "compiled"
    place.parent.mkdir(parents=True, mode=0o700)
    if fault == "link":
        (tmp_path / "elsewhere").mkdir(mode=0o700)
        place.symlink_to(tmp_path / "elsewhere")
    elif fault == "lax":
        place.mkdir()
        place.chmod(0o770)
    elif fault == "file":
        place.write_text("")
    elif fault == "swappable":
        place.parent.chmod(0o777)
    else:
        place.mkdir(mode=0o700)
        monkeypatch.setattr(os, "getuid", lambda: os.stat(place).st_uid + 1)
    assert private(place) is None
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    fresh = cache_folder()
    assert fresh is not None
    assert fresh != place
    assert fresh.stat().st_mode & 0o777 == 0o700
    assert cache_folder() != fresh  # never a name that can be guessed


def test_without_any_folder_nothing_is_kept_and_all_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("numba")
    monkeypatch.setattr(kernels, "private", lambda _: None)

    def refuse(**_: object) -> str:
        raise OSError("read-only")

    monkeypatch.setattr(kernels.tempfile, "mkdtemp", refuse)
    assert cache_folder() is None
    monkeypatch.setattr(kernels, "_folder", lambda: None)
    with speed(1e30):
        assert kernel()(halved)(3.0) == 1.5


def test_a_cache_that_fails_when_it_is_written_is_done_without() -> None:
    pytest.importorskip("numba")
    broken = kernel()(halved)

    def full(*_: object) -> float:
        raise OSError("no space left on device")

    broken._dispatcher = full
    with speed(1e30):
        assert broken(3.0) == 1.5


@pytest.mark.slow
def test_a_first_run_keeps_what_it_compiles_and_imports_no_numba_for_small_work(tmp_path: Path) -> None:
    pytest.importorskip("numba")
    code = (
        "import sys\n"
        "from whipcount import kernels\n"
        "from whipcount.bargaining.election import elect\n"
        "import numpy as np\n"
        "elect(np.eye(3), np.ones(3))\n"
        "assert 'numba' not in sys.modules and 'scipy' not in sys.modules\n"
        "with kernels.speed(1e30):\n"
        "    elect(np.eye(3), np.ones(3))\n"
        "assert 'numba' in sys.modules\n"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    environment.pop("NUMBA_CACHE_DIR", None)
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    assert list((tmp_path / "whipcount" / "compiled").rglob("*.nbi"))
