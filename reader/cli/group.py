"""The parser of options: which words are commands, which are files to open, and how errors end."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, Any

import click
from click.shell_completion import CompletionItem

import reader as program
from reader.cli.output import Failed, tell
from reader.cli.parameters import data_option
from reader.cli.session import Session, failures
from reader.cli.table import COMMANDS
from reader.core.safe import safe_line


class Commands(click.Group):
    """A group whose commands are imported when they are run, and whose other words are paths."""

    def list_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
    ) -> list[str]:
        """All commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """The command of that name, from its module."""
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command = getattr(import_module(f"reader.cli.{module}"), f"{cmd_name}_command")
        assert isinstance(command, click.Command)  # noqa: S101 - the table is wrong otherwise
        return command

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names; a word that names none is a path to open."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        return "open", open_command, args

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        incomplete: str,
    ) -> list[CompletionItem]:
        """Commands, and files to open."""
        return [
            CompletionItem(name, help=short)
            for name, (_, short) in COMMANDS.items()
            if name.startswith(incomplete)
        ] + [CompletionItem(incomplete, type="file")]

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Parse the words before the command, for a new session."""
        with _shown_as_failures():
            return super().make_context(*args, obj=Session(), **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command with a session of its own."""
        with _shown_as_failures(), failures(), ctx.obj:
            return super().invoke(ctx)


class Failure(click.ClickException):
    """Ends the program with 1; told in the same way as all that is no result."""

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click's signature
        """One line on stderr."""
        tell(self.message)


@contextmanager
def _shown_as_failures() -> Iterator[None]:
    """Give click every error to print in one way, and nothing in it that a terminal obeys."""
    try:
        yield
    except Failed as failure:
        raise Failure(str(failure)) from failure
    except click.UsageError as error:
        raise click.UsageError(safe_line(error.format_message()), error.ctx) from error


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
    epilog="ARTICLE is an id, the beginning of one, or a part of a title that only one has; "
    "ANNOTATION is an id, or the beginning of one. "
    "`reader COMMAND --help` tells more. Exit codes: 0 done, 1 failed, 2 wrong usage.",
)
@click.option(
    "-c",
    "--continue",
    "resume",
    is_flag=True,
    help="Open the article last read, where you left it.",
)
@data_option
@click.version_option(program.__version__, message="reader %(version)s")
@click.pass_context
def reader(ctx: click.Context, resume: bool) -> None:
    """Read articles in the terminal, highlight them, and keep what you thought.

    \b
      reader             the library
      reader PATH...     add files or folders, and open
      reader LINK        open a copied link to a passage
      reader -c          go on reading
    """
    if ctx.invoked_subcommand is None:
        _open(ctx, (), resume=resume)
    elif resume:
        raise click.UsageError("-c goes with nothing else: it opens what was read last.")


@click.command("open", add_help_option=False)
@click.argument("paths", nargs=-1)
@click.pass_context
def open_command(ctx: click.Context, paths: tuple[str, ...]) -> None:
    """Add files or folders, and open: one file straight in the reading pane."""
    first = Path(paths[0])
    if len(paths) == 1 and not first.exists() and first.name == paths[0] and not first.suffix:
        said = f"There is no command and no file {paths[0]!r}.{_meant(paths[0])}"
        raise click.UsageError(said, ctx.find_root())
    _open(ctx, paths, resume=False)


def _open(ctx: click.Context, paths: tuple[str, ...], *, resume: bool) -> None:
    from reader.cli.opening import Request, open_reader

    ctx.exit(open_reader(Request(paths, resume, ctx.obj.data)))


def _meant(word: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, n=1)
    return f" Did you mean {near[0]!r}?" if near else " `reader --help` lists the commands."
