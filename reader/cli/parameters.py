"""What the commands have in common: the options that all of them take, and what they are given."""

import re
from collections.abc import Callable
from typing import Any, ClassVar, Final, TypeVar

import click
from click.shell_completion import CompletionItem

from reader.cli.session import Session
from reader.core.annotation import Color

Function = TypeVar("Function", bound=Callable[..., Any])


def command(
    name: str, kind: type[click.Command] = click.Command
) -> Callable[[Callable[..., Any]], click.Command]:
    """A command with `--data`, like all of them."""

    def decorate(function: Callable[..., Any]) -> click.Command:
        return click.command(name, kind)(data_option(function))

    return decorate


def data_option(function: Function) -> Function:
    """`--data`: tells the session which folder to open."""
    return click.option(
        "--data",
        metavar="DIR",
        type=click.Path(file_okay=False),
        expose_value=False,
        callback=_use_data,
        is_eager=True,
        help="Keep everything in DIR instead of the usual folder. READER_DATA does the same.",
    )(function)


def _use_data(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.ensure_object(Session).data = value


def json_option(function: Function) -> Function:
    """`--json`: one document on stdout and nothing else."""
    return click.option("--json", "as_document", is_flag=True, help="Print one JSON document.")(
        function
    )


class ColorChoice(click.Choice[str]):
    """A colour: by its own name, or by the person's."""

    def __init__(self, *others: str) -> None:
        """`others` are what may be said instead."""
        super().__init__([*(color.value for color in Color), *others])

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The colour's own name."""
        if ctx is not None and value not in self.choices:
            names = ctx.ensure_object(Session).settings.color_names
            meant = {name.casefold(): color for color, name in names.items()}
            value = meant.get(value.casefold(), value)
        return super().convert(value, param, ctx)


class _Bare(click.ParamType[str]):
    """A text without the mark that may stand before it."""

    mark: ClassVar[str]

    def convert(
        self,
        value: str,
        param: click.Parameter | None,  # noqa: ARG002 - click's signature
        ctx: click.Context | None,  # noqa: ARG002 - click's signature
    ) -> str:
        """What stands behind the mark."""
        return value.removeprefix(self.mark)


class Tag(_Bare):
    """A tag, which may be written as it is shown: with a `#` before it."""

    name = "tag"
    mark = "#"


class TextCommand(click.Command):
    """A command with text that may begin as a list of Markdown does: `- ` is no option."""

    no_option: ClassVar = re.compile(r"-\s")
    """How an argument begins that looks like an option, and is none."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let what is no option not look like one; `Text` makes it again what it was."""
        return super().parse_args(
            ctx, [_MARK + arg if self.no_option.match(arg) else arg for arg in args]
        )


class QueryCommand(TextCommand):
    """A command with a query, in which `-word` denies a word: an option is `-o` or `--output`."""

    no_option: ClassVar = re.compile("-[^-].")


_MARK: Final = "\0"
"""Stands in no argument."""


class Text(_Bare):
    """Text as it was typed, of a `TextCommand`."""

    name = "text"
    mark = _MARK


def query_argument(function: Function) -> Function:
    """QUERY as words, so that no quotes are needed around several; for a `QueryCommand`."""
    argument = click.argument("query", type=Text(), nargs=-1, metavar="[QUERY]", callback=_as_one)
    return argument(function)


def _as_one(_ctx: click.Context, _parameter: click.Parameter, words: tuple[str, ...]) -> str:
    return " ".join(words)


def article_argument(function: Function) -> Function:
    """ARTICLE: completed with ids, each beside its title."""
    return click.argument("reference", metavar="ARTICLE", shell_complete=_complete_article)(
        function
    )


def articles_argument(function: Function) -> Function:
    """ARTICLE, or several; completed as one is."""
    return click.argument(
        "references",
        nargs=-1,
        required=True,
        metavar="ARTICLE...|-",
        shell_complete=_complete_article,
    )(function)


def _complete_article(
    ctx: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    with ctx.ensure_object(Session) as session:
        return [
            CompletionItem(entry.id, help=entry.title)
            for entry in session.library.entries()
            if entry.id.startswith(incomplete) and not entry.trashed
        ]
