"""The command line: one file a command, imported only when it is asked for."""

from whipcount.cli.main import main

__all__ = ["main"]
