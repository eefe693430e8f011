"""`handrail`, the group of all commands. Each is imported when it is asked for: none waits for another."""

import os
import sys
from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import version
from typing import Final, NamedTuple

import click

from handrail.command.unable import UNABLE

TRACEBACK: Final = "HANDRAIL_TRACEBACK"
"""The environment variable that has a failure of ours shown with its traceback."""


class Told(NamedTuple):
    """A command: the module with its `command`, and what the list of commands says of it."""

    module: str
    does: str


COMMANDS: Final = {
    "new": Told("new", "Begin a site, with one small guide to overwrite."),
    "import": Told("importing", "Make a guide of a how-to: text, Markdown, a web page, Word, JSON-LD."),
    "export": Told("exporting", "Write a guide into one file, which import reads again."),
    "serve": Told("serve", "Show the site while you write."),
    "check": Told("check", "Say what is wrong, without a build."),
    "build": Told("build", "Build the site, once."),
    "widget": Told("widget", "Begin a widget of your own, with its test."),
    "schema": Told("schema", "Print JSON Schemas, for editors."),
}
"""Every command, in the order in which an author meets them."""


class Lazy(click.Group):
    """A group that imports a command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands, in their order."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command; `None` where there is no such one."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = import_module(f"handrail.command.{COMMANDS[cmd_name].module}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed; of a mistyped one, name the one that was meant.

        Raises:
            UsageError: If there is no such command.

        """
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], COMMANDS, n=1)
            if not near:
                raise
            raise click.UsageError(f"{error.message} Did you mean `handrail {near[0]}`?", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, told.does) for name, told in COMMANDS.items()])


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(version("handrail"), "-V", "--version", message="handrail %(version)s")
@click.pass_context
def handrail(ctx: click.Context) -> None:
    """Turn how-to guides in Markdown into a website with working checklists and widgets.

    `handrail COMMAND --help` says more of each command.
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def main() -> None:
    """Run the command that was typed. What fails is told in a sentence, without a traceback."""
    try:
        handrail(prog_name="handrail")
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        click.secho(_said(error), err=True)
        sys.exit(UNABLE)


def _said(error: Exception) -> str:
    if isinstance(error, OSError):
        where = f" ({error.filename})" if error.filename else ""
        return f"Error: {error.strerror or error}{where}."
    return (
        f"Error: Handrail itself failed: {type(error).__name__}: {error}\n"
        f"That is a mistake of ours, not of yours. {TRACEBACK}=1 before the command shows where it happened."
    )
