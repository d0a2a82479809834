"""The top command: knows the names and first lines of all commands, imports one only when it is called.

Start-up is what a user feels at every call, so nothing heavy is imported here.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence

import click

import whipcount
from whipcount.cli.options.kept_patterns import keep_patterns
from whipcount.cli.options.terminal import guard_terminals
from whipcount.errors import WhipcountError

# command name -> (module under whipcount.cli, attribute, one line for the overview)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "brief": (
        "brief",
        "command",
        "From reports or a dossier to a brief: who must agree, where they stand, how likely.",
    ),
    "read": ("read", "command", "Who said what in reports: source, cue and content with their offsets."),
    "bodies": ("bodies", "command", "The bodies of the catalogue, and their members on a date."),
    "rule": ("rule", "command", "A body's rule: its text, members and weights on a date."),
    "power": ("power", "command", "Voting power of every member, exact."),
    "can": (
        "can",
        "command",
        "Carried, blocked or open on the votes so far; the smallest ways to pass and to block.",
    ),
    "init": ("init", "command", "Start a dossier: one decision followed over time."),
    "actors": ("actors", "command", "The actors of a dossier's own: by which names reports call them."),
    "add": ("add", "command", "Add reports to a dossier."),
    "reports": ("reports", "command", "The reports of a dossier; date one anew, take it out, take either back."),
    "chart": ("chart", "command", "One chart as SVG or PNG, or its table as CSV, XLSX or JSON."),
    "digest": ("digest", "command", "What changed since a day: as text, JSON, HTML or mail."),
    "watch": ("watch", "command", "Add what is new in folders, feeds and mailboxes, as it comes."),
    "record": ("record", "command", "Enter where a member stands, by hand."),
    "statements": ("statements", "command", "The statements of a dossier."),
    "tally": ("tally", "command", "The whip count of a dossier as of a date."),
    "why": ("why", "command", "Why a member stands where it stands, statement by statement."),
    "correct": ("correct", "command", "Correct a coding; a correction is a statement too."),
    "note": ("note", "command", "Note something on a member, report or statement: words, tags, who looks into it."),
    "notes": ("notes", "command", "What people noted, by tag, by who looks into it, by words."),
    "diff": ("diff", "command", "What changed in a dossier since a date."),
    "export": ("export", "command", "Write a dossier to an archive, .dna, Popolo or CSV."),
    "import": ("import_", "command", "Bring an archive, .dna, Popolo or CSV into a dossier."),
    "verify": ("verify", "command", "Whether a store is what was written to it: the ledger, seals, hashes."),
    "backup": ("backup", "command", "Copy a live store to a file."),
    "forecast": ("forecast", "command", "How likely, and by when; sealed in the dossier's record."),
    "score": ("score", "command", "Score the sealed forecasts of what has been resolved."),
    "backtest": ("backtest", "command", "Score the forecasters on decisions of the past."),
    "corpus": ("corpus", "command", "Millions of articles: read on all cores or a cluster, and queried."),
    "bargain": ("bargain", "command", "What bargaining would give, by every model of the field."),
    "records": ("records", "command", "Past votes, and what they tell of members that have not spoken."),
    "serve": ("serve", "command", "The dashboard of one or more dossiers."),
    "accounts": ("accounts", "command", "Who may use a dashboard that others can reach."),
    "completion": ("completion", "command", "Let your shell complete commands and options with the Tab key."),
}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called, not before."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """All command names, in the order in which a user meets them."""
        return [name for name, (module, _, _) in COMMANDS.items() if _exists(module)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  (click's signature)
        """Import the command's module and return its click command."""
        entry = COMMANDS.get(cmd_name)
        if entry is None or not _exists(entry[0]):
            return None
        command = getattr(importlib.import_module(f"whipcount.cli.{entry[0]}"), entry[1])
        assert isinstance(command, click.Command)  # noqa: S101  (a mistake in this table, never input)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview from the table above, without importing any command."""
        rows = [(name, COMMANDS[name][2]) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


def _exists(module: str) -> bool:
    return importlib.util.find_spec(f"whipcount.cli.{module}") is not None


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="Example: whipcount brief report.txt -o brief.html",
)
@click.version_option(whipcount.__version__, prog_name="whipcount")
def cli() -> None:
    """Who still has to agree?

    Follow a decision that a body of members must take, from the reports and records that bear on it, to where each
    member stands, whether the rule is met, how likely it is and by when, with every figure one click from its evidence.
    """


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; exit 0 done, 1 the answer is no, 2 wrong use or input."""
    # our matrices are small: threads inside the linear algebra cost three times the time that they save
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    gc.set_threshold(50_000, 20, 50)  # little of what is read is garbage: looking for it often took 5% of a brief
    guard_terminals()
    if args is None:  # a process of our own
        keep_patterns()
    try:
        code = cli.main(args=list(args) if args is not None else None, prog_name="whipcount", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("stopped", err=True)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except WhipcountError as error:
        click.echo(f"whipcount: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:  # the reader of our output (head, less) has gone: not our failure
        sys.stderr.close()
        sys.exit(0)
    sys.exit(code if isinstance(code, int) else 0)
