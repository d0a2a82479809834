"""``whipcount completion``: the script by which a shell completes commands, options, bodies and members."""

from __future__ import annotations

import click

from whipcount.errors import InputError

_EPILOG = """\b
Examples:
  eval "$(whipcount completion bash)"                    now; the same line in ~/.bashrc for every shell
  eval "$(whipcount completion zsh)"                     the same line in ~/.zshrc
  whipcount completion fish > ~/.config/fish/completions/whipcount.fish
"""


@click.command("completion", epilog=_EPILOG)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the script by which a shell completes commands, options and what they take with the Tab key."""
    from click.shell_completion import get_completion_class

    from whipcount.cli.main import cli

    kind = get_completion_class(shell)
    if kind is None:
        raise InputError(f"no completion for {shell}", accepted="bash, zsh, fish")
    try:
        click.echo(kind(cli, {}, "whipcount", "_WHIPCOUNT_COMPLETE").source())
    except RuntimeError as error:  # a bash older than 4.4, which click asks for its version
        raise InputError(str(error), where=shell, accepted="a newer shell") from None
