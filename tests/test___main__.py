import os
import subprocess
import sys


def test_python_m_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "whipcount", "--version"],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "0." in done.stdout
