"""A shell with a dossier, for every test of the commands."""

from tests.cli.shell import shell

__all__ = ["shell"]
