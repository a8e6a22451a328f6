"""Commands on annotations: highlight, list, note, tag, recolor, delete, undo, redo."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import click

from reader.cli.asking import asked, keep, meant
from reader.cli.output import Failed, columns, say, say_json, say_lines
from reader.cli.parameters import (
    ColorChoice,
    QueryCommand,
    article_argument,
    command,
    json_option,
    query_argument,
)
from reader.cli.session import Session
from reader.core.annotation import Annotation, Color, Style
from reader.library import Library, Outcome

QUOTE_SHOWN = 80
"""Characters of a quote in a list."""


@command("highlight")
@article_argument
@click.option("--quote", required=True, metavar="TEXT", help="Words of the text.")
@click.option(
    "--nth", type=click.IntRange(min=1), metavar="N", help="Which one, if there are several."
)
@click.option(
    "--color",
    type=ColorChoice(),
    default=Color.YELLOW.value,
    show_default=True,
    help="The colour; or what you call it.",
)
@click.option(
    "--style",
    type=click.Choice([style.value for style in Style]),
    default=Style.HIGHLIGHT.value,
    show_default=True,
    help="How it is drawn.",
)
@click.option("--note", default="", metavar="NOTE", help="A note on it; Markdown.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="A tag; may be repeated.")
@json_option
@click.pass_obj
def highlight_command(
    session: Session,
    reference: str,
    quote: str,
    nth: int | None,
    color: str,
    style: str,
    note: str,
    tags: tuple[str, ...],
    as_document: bool,
) -> None:
    """Highlight a quote in ARTICLE, and print the id of the annotation.

    Case, accents and spaces need not be as in the text. Fails if the quote is not in it, or is
    there more than once and --nth does not say which.
    """
    library = session.library
    entry = library.resolve(reference)
    passage = _find(library.article(entry.id).text, quote, nth)
    made = library.annotate(
        entry.id, passage, color=Color(color), style=Style(style), note=note, tags=tags
    )
    _say_changed(library, [made], as_document)


def _find(text: str, quote: str, nth: int | None) -> tuple[int, int]:
    """The passage of the quote; Failed, if it is not certain which one is meant."""
    from reader.core.search import find

    if not quote.strip():
        raise Failed("the quote is empty")
    found = list(_exactly(text, quote)) or list(find(text, quote))
    if not found:
        raise Failed("the quote is not in the text; `reader show` prints it")
    if nth is None and len(found) > 1:
        raise Failed(f"the quote is there {len(found)} times; --nth says which one is meant")
    if nth is not None and nth > len(found):
        raise Failed(f"the quote is there {_times(len(found))} only")
    return found[(nth or 1) - 1]


def _exactly(text: str, quote: str) -> Iterator[tuple[int, int]]:
    start = text.find(quote)
    while start >= 0:
        yield start, start + len(quote)
        start = text.find(quote, start + 1)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


@command("annotations", QueryCommand)
@query_argument
@click.option("--save", "name", metavar="NAME", help="Keep QUERY; @NAME stands for it then.")
@click.option("--saved", is_flag=True, help="List the queries that are kept instead.")
@click.option("--drop", metavar="NAME", help="Forget the query that is kept under this name.")
@json_option
@click.pass_obj
def annotations_command(
    session: Session,
    query: str,
    name: str | None,
    saved: bool,
    drop: str | None,
    as_document: bool,
) -> None:
    """List annotations in reading order: all, or those that match QUERY.

    QUERY is words that must all occur in quote, note, tags, or the article's title and author, and
    fields such as color:yellow, tag:ia, note:*, is:orphan, created:7d, title:pologne. -word must
    not be there; a OR b; parentheses. @NAME stands for a query that was kept.
    """
    library = session.library
    if drop is not None:
        library.drop_query(drop.removeprefix("@"))
        return
    if saved:
        _say_saved(library.saved_queries(), as_document)
        return
    found = library.find_annotations(asked(session, query))
    if name is not None:
        keep(session, name.removeprefix("@"), query)
    if as_document:
        _say_records(library, found)
        return
    for article, annotations in groupby(found, key=lambda annotation: annotation.article):
        say_lines([f"{article}  {library.entry(article).title}"])
        say_lines((_line(session, one) for one in annotations), indent="  ")


def _say_saved(queries: Mapping[str, str], as_document: bool) -> None:
    if as_document:
        say_json([{"name": name, "query": queries[name]} for name in queries])
    else:
        say_lines(columns((f"@{name}", query) for name, query in queries.items()))


def _line(session: Session, annotation: Annotation) -> str:
    """One annotation as a row of the list."""
    from rich.cells import cell_len, set_cell_size

    names = session.settings.color_names
    name = names[annotation.color] if annotation.color else "-"
    parts = [annotation.id, set_cell_size(name, max(map(cell_len, names.values())))]
    if annotation.anchor is None:
        parts.append("(the article)")
    else:
        quote = " ".join(annotation.anchor.exact.split())
        parts.append(f"“{quote if len(quote) <= QUOTE_SHOWN else quote[: QUOTE_SHOWN - 1] + '…'}”")
    if annotation.status == "orphan":
        parts.append("(no longer in the text)")
    parts += [f"#{tag}" for tag in annotation.tags]
    if annotation.note:
        parts.append(f"— {' '.join(annotation.note.split())}")
    return "  ".join(parts)


@command("note")
@click.argument("reference", metavar="ANNOTATION")
@click.argument("text", metavar="TEXT|-")
@click.option("--article", "on_article", is_flag=True, help="Note on a whole ARTICLE instead.")
@json_option
@click.pass_obj
def note_command(
    session: Session, reference: str, text: str, on_article: bool, as_document: bool
) -> None:
    """Write a note on ANNOTATION, in the place of the one it has; - reads it from standard input.

    ANNOTATION is an id, or the beginning of one. An empty TEXT removes the note.
    """
    library = session.library
    if text == "-":
        text = sys.stdin.buffer.read().decode(errors="replace").strip("\n")
    annotation = None if on_article else meant(library, reference)
    if annotation is not None:
        library.set_note(annotation.article, annotation.id, text)
    elif text.strip():
        annotation = library.annotate(library.resolve(reference).id, None, note=text)
    else:
        raise Failed("the note is empty")
    _say_changed(library, [annotation], as_document)


@command("tag")
@click.argument("references", metavar="ANNOTATION[,ANNOTATION...]")
@click.argument("tags", nargs=-1, required=True, metavar="TAG...")
@click.option("--remove", is_flag=True, help="Take the tags away instead.")
@json_option
@click.pass_obj
def tag_command(
    session: Session, references: str, tags: tuple[str, ...], remove: bool, as_document: bool
) -> None:
    """Tag ANNOTATION, or several, as one change; they keep the tags they have."""
    library = session.library
    annotations = _resolve_all(library, references.split(","))
    named = [tag.removeprefix("#") for tag in tags]
    library.retag_all(
        _named(annotations), add=[] if remove else named, remove=named if remove else []
    )
    _say_changed(library, annotations, as_document)


@command("recolor")
@click.argument("references", nargs=-1, required=True, metavar="ANNOTATION...")
@click.option("--color", type=ColorChoice("none"), help="The colour; or what you call it.")
@click.option(
    "--style", type=click.Choice([style.value for style in Style]), help="How it is drawn."
)
@json_option
@click.pass_obj
def recolor_command(
    session: Session,
    references: tuple[str, ...],
    color: str | None,
    style: str | None,
    as_document: bool,
) -> None:
    """Give annotations a colour or a style, all as one change; --color none takes the colour."""
    library = session.library
    annotations = _resolve_all(library, references)
    if color is not None and style is None:
        wanted = None if color == "none" else Color(color)
        library.recolor_all(_named(annotations), wanted)
    elif style is not None and color is None:
        library.restyle_all(_named(annotations), Style(style))
    else:
        raise click.UsageError("Either --color or --style says what to change.")
    _say_changed(library, annotations, as_document)


@command("delete")
@click.argument("references", nargs=-1, required=True, metavar="ANNOTATION...")
@click.pass_obj
def delete_command(session: Session, references: tuple[str, ...]) -> None:
    """Delete annotations, all as one change: one `reader undo` brings them back."""
    library = session.library
    annotations = _resolve_all(library, references)
    library.delete_all(_named(annotations))
    say_lines(annotation.id for annotation in annotations)


@command("undo")
@click.pass_obj
def undo_command(session: Session) -> None:
    """Undo the last change that was made on this machine, in the screens or from a script."""
    _say_outcome(session.library.undo())


@command("redo")
@click.pass_obj
def redo_command(session: Session) -> None:
    """Make again what was undone last, if nothing was changed since."""
    _say_outcome(session.library.redo())


def _say_outcome(outcome: Outcome) -> None:
    if not outcome.done:
        raise Failed(outcome.message)
    say(outcome.message)


def _resolve_all(library: Library, references: Iterable[str]) -> list[Annotation]:
    """The annotations that are meant, each once."""
    found = [meant(library, reference) for reference in references]
    return list({annotation.id: annotation for annotation in found}.values())


def _named(annotations: Iterable[Annotation]) -> list[tuple[str, str]]:
    return [(annotation.article, annotation.id) for annotation in annotations]


def _say_changed(library: Library, changed: list[Annotation], as_document: bool) -> None:
    """The annotations as they are now, or their ids; one may be gone with its last note.

    Of one, the document is an object; of several, a list.
    """
    if not as_document:
        say_lines(annotation.id for annotation in changed)
        return
    records = [_record(library, annotation) for annotation in changed]
    say_json(records[0] if len(records) == 1 else records)


def _record(library: Library, annotation: Annotation) -> dict[str, Any]:
    from reader.exporters.records import annotation_record

    now = {one.id: one for one in library.annotations(annotation.article)}
    if annotation.id not in now:
        return {"id": annotation.id, "deleted": True}
    return annotation_record(now[annotation.id], library.entry(annotation.article).title)


def _say_records(library: Library, annotations: Iterable[Annotation]) -> None:
    from reader.exporters.records import annotation_record

    titles = {entry.id: entry.title for entry in library.entries()}
    say_json([annotation_record(one, titles[one.article]) for one in annotations])
