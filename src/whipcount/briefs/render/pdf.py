"""The PDF face: the HTML face printed by a Chromium of the system, without a network and without scripts."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from whipcount.errors import InputError

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SETTING = "WHIPCOUNT_CHROMIUM"
SECONDS = 120


def find_chromium() -> str | None:
    """The program that prints: the one named in ``WHIPCOUNT_CHROMIUM``, else the first on the path, if any."""
    return os.environ.get(SETTING) or next(filter(None, map(shutil.which, PROGRAMS)), None)


def to_pdf(html: str, *, program: str | None = None) -> bytes:
    """A page of our own as the bytes of a PDF file (A4, by the style sheet's rules for print).

    The page stands in a private folder that is gone afterwards; the browser gets a profile of its own there, no
    network (every host name resolves to nothing), and is ended after two minutes.

    Raises:
        InputError: there is no Chromium, or it prints nothing.
    """
    chromium = program or find_chromium()
    if chromium is None:
        raise InputError(
            "no Chromium is installed, which prints the PDF",
            accepted=f"one of {', '.join(PROGRAMS)} on the path, one named in {SETTING}, or -o brief.html",
        )
    with tempfile.TemporaryDirectory(prefix="whipcount-pdf-") as folder:
        page, out = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        page.write_text(html, encoding="utf-8")
        command = [
            chromium,
            "--headless",
            *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),  # root has no sandbox
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder}/profile",
            "--no-pdf-header-footer",
            f"--print-to-pdf={out}",
            page.as_uri(),
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  (no shell, our own page)
        except (OSError, subprocess.TimeoutExpired) as error:
            raise InputError(f"{chromium} did not print: {type(error).__name__}", accepted="-o brief.html") from None
        if not out.exists():
            reason = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [
                f"exit code {done.returncode}"
            ]
            raise InputError(f"{chromium} printed nothing: {reason[0][:200]}", accepted="-o brief.html")
        return out.read_bytes()
