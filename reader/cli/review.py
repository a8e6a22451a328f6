"""The command that shows what is due to be read again, as for a shell's start-up."""

from datetime import datetime
from typing import Any

import click

from reader.cli.asking import meant
from reader.cli.output import say_json, say_lines, tell
from reader.cli.parameters import command, json_option
from reader.cli.session import Session
from reader.library import Due, Library


@command("review")
@click.argument("reference", required=False, metavar="[ANNOTATION]")
@click.option(
    "--count",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    metavar="N",
    help="How many at most.",
)
@click.option(
    "--grade",
    type=click.IntRange(1, 4),
    metavar="1-4",
    help="Say how well you remember ANNOTATION: forgotten, hard, good, easy.",
)
@json_option
@click.pass_obj
def review_command(
    session: Session, reference: str | None, count: int, grade: int | None, as_document: bool
) -> None:
    """Print annotations that are due to be read again, due longest first; nothing if none is.

    With ANNOTATION and --grade, say when that one is due again instead.
    """
    if (reference is None) != (grade is None):
        raise click.UsageError("ANNOTATION and --grade go together.")
    library = session.library
    if reference is not None and grade is not None:
        due = _reviewed(library, reference, grade)
        _say([due], library, as_document)
        if not as_document:
            tell(f"to be read again on {datetime.fromisoformat(due.due).astimezone():%Y-%m-%d}")
        return
    _say(library.due(count), library, as_document)


def _reviewed(library: Library, reference: str, grade: int) -> Due:
    from reader.library.reviewing import GRADES

    annotation = meant(library, reference)
    return library.review(annotation.article, annotation.id, GRADES[grade - 1])


def _say(dues: list[Due], library: Library, as_document: bool) -> None:
    if as_document:
        say_json([_record(due, library) for due in dues])
        return
    for number, due in enumerate(dues):
        annotation = due.annotation
        quote = annotation.quote
        say_lines([*[""] * bool(number), *[f"“{' '.join(quote.split())}”"] * bool(quote)])
        note = " ".join(annotation.note.split())
        source = f"— {library.entry(annotation.article).title}  {annotation.id}"
        say_lines([*[note] * bool(note), source], indent="  ")


def _record(due: Due, library: Library) -> dict[str, Any]:
    from reader.exporters.records import annotation_record

    annotation = due.annotation
    title = library.entry(annotation.article).title
    return {**annotation_record(annotation, title), "due": due.due, "reviews": due.reviews}
