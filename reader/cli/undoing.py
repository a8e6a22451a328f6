"""The commands that take changes back, and make them again: undo and redo."""

from typing import TYPE_CHECKING

import click

from reader.cli.changed import annotation_records
from reader.cli.output import Failed, say, say_json
from reader.cli.parameters import command, json_option
from reader.cli.session import Session

if TYPE_CHECKING:
    from reader.library import Library, Outcome

_article_option = click.option(
    "--article", "reference", metavar="ARTICLE", help="The last change of this article."
)


@command("undo")
@_article_option
@json_option
@click.pass_obj
def undo_command(session: Session, reference: str | None, as_document: bool) -> None:
    """Undo the last change that was made on this machine, in the screens or from a script."""
    library = session.library
    _say(library, library.undo(_article(library, reference)), as_document)


@command("redo")
@_article_option
@json_option
@click.pass_obj
def redo_command(session: Session, reference: str | None, as_document: bool) -> None:
    """Make again what was undone last, if nothing was changed since."""
    library = session.library
    _say(library, library.redo(_article(library, reference)), as_document)


def _article(library: "Library", reference: str | None) -> str | None:
    return library.resolve(reference).id if reference else None


def _say(library: "Library", outcome: "Outcome", as_document: bool) -> None:
    change = outcome.change
    if change is None:
        raise Failed(outcome.message)
    if not as_document:
        say(outcome.message)
        return
    from reader.exporters.records import article_record

    articles = sorted(outcome.articles)
    say_json(
        {
            "kind": change.kind,
            "label": change.label,
            "articles": [article_record(library.entry(article)) for article in articles],
            "annotations": annotation_records(library, library.touched(change)),
        }
    )
