"""Commands on annotations: annotations, note, tag, recolor, delete."""

from collections.abc import Iterable, Mapping
from itertools import groupby

import click

from reader.cli.asking import all_meant, asked, given, keep, meant
from reader.cli.changed import say_annotation, say_annotations
from reader.cli.output import Failed, columns, say_json, say_lines, tell
from reader.cli.parameters import (
    ColorChoice,
    QueryCommand,
    Tag,
    Text,
    TextCommand,
    command,
    json_option,
    query_argument,
)
from reader.cli.session import Session
from reader.cli.streams import read_input_text
from reader.core.annotation import Annotation, Color, Style
from reader.library import Library

QUOTE_SHOWN = 80
"""Characters of a quote in a list."""


@command("annotations", QueryCommand)
@query_argument
@click.option("--article", "reference", metavar="ARTICLE", help="Of this article only.")
@click.option("--save", "name", metavar="NAME", help="Keep QUERY; @NAME stands for it then.")
@click.option("--saved", is_flag=True, help="List the queries that are kept instead.")
@click.option("--drop", metavar="NAME", help="Forget the query that is kept under this name.")
@json_option
@click.pass_obj
def annotations_command(
    session: Session,
    query: str,
    reference: str | None,
    name: str | None,
    saved: bool,
    drop: str | None,
    as_document: bool,
) -> None:
    """List annotations in reading order: all, or those that match QUERY.

    QUERY is words that must all occur in quote, note, tags, or the article's title and author, and
    fields such as color:yellow, tag:ia, note:*, is:orphan, created:7d, title:pologne. -word must
    not be there; a OR b; parentheses. id: names one by its id or the beginning of it. @NAME stands
    for a query that was kept.
    """
    library = session.library
    if (drop is not None or saved) and (query or name or reference):
        raise click.UsageError(
            "--saved and --drop list no annotations: nothing else goes with them."
        )
    if drop is not None:
        library.drop_query(drop.removeprefix("@"))
    if saved or (drop is not None and as_document):
        _say_saved(library.saved_queries(), as_document)
    if saved or drop is not None:
        return
    article = library.resolve(reference).id if reference else None
    found = library.find_annotations(asked(session, query), article)
    if name is not None:
        keep(session, name.removeprefix("@"), query)
    if as_document:
        _say_records(library, found)
        return
    if not found:
        tell("no annotation matches" if query else "there is no annotation")
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


@command("note", TextCommand)
@click.argument("reference", metavar="ANNOTATION")
@click.argument("text", type=Text(), metavar="TEXT|-")
@click.option("--article", "on_article", is_flag=True, help="Note on a whole ARTICLE instead.")
@json_option
@click.pass_obj
def note_command(
    session: Session, reference: str, text: str, on_article: bool, as_document: bool
) -> None:
    """Write a note on ANNOTATION, in the place of the one it has; - reads it from standard input.

    ANNOTATION is an id, or the beginning of one. An empty TEXT removes the note.
    """
    if text == "-":
        text = read_input_text().strip("\n")
    library = session.library
    annotation = None if on_article else meant(library, reference)
    if annotation is not None:
        library.set_note(annotation.article, annotation.id, text)
    elif text.strip():
        annotation = library.annotate(library.resolve(reference).id, None, note=text)
    else:
        raise Failed("the note is empty")
    say_annotation(library, annotation, as_document)


@command("tag")
@click.argument("references", metavar="ANNOTATION[,ANNOTATION...]|-")
@click.argument("tags", type=Tag(), nargs=-1, required=True, metavar="TAG...")
@click.option("--remove", is_flag=True, help="Take the tags away instead.")
@json_option
@click.pass_obj
def tag_command(
    session: Session, references: str, tags: tuple[str, ...], remove: bool, as_document: bool
) -> None:
    """Tag ANNOTATION, or several, as one change; they keep the tags they have.

    - reads ids from standard input.
    """
    names = given(references.split(","))
    library = session.library
    annotations = all_meant(library, names)
    add, taken = ((), tags) if remove else (tags, ())
    library.retag_all(_named(annotations), add=add, remove=taken)
    say_annotations(library, annotations, as_document)


@command("recolor")
@click.argument("references", nargs=-1, required=True, metavar="ANNOTATION...|-")
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
    """Give annotations a colour or a style, all as one change; --color none takes the colour.

    An annotation that is left without colour, note and tags goes. - reads ids from standard input.
    """
    names = given(references)
    library = session.library
    annotations = all_meant(library, names)
    if color is not None and style is None:
        wanted = None if color == "none" else Color(color)
        library.recolor_all(_named(annotations), wanted)
    elif style is not None and color is None:
        library.restyle_all(_named(annotations), Style(style))
    else:
        raise click.UsageError("Either --color or --style says what to change.")
    say_annotations(library, annotations, as_document)


@command("delete")
@click.argument("references", nargs=-1, required=True, metavar="ANNOTATION...|-")
@json_option
@click.pass_obj
def delete_command(session: Session, references: tuple[str, ...], as_document: bool) -> None:
    """Delete annotations, all as one change: one `reader undo` brings them back.

    - reads ids from standard input, as from `reader annotations --json | jq -r .[].id`.
    """
    names = given(references)
    library = session.library
    annotations = all_meant(library, names)
    library.delete_all(_named(annotations))
    say_annotations(library, annotations, as_document)


def _named(annotations: Iterable[Annotation]) -> list[tuple[str, str]]:
    return [(annotation.article, annotation.id) for annotation in annotations]


def _say_records(library: Library, annotations: Iterable[Annotation]) -> None:
    from reader.exporters.records import annotation_record

    titles = {entry.id: entry.title for entry in library.entries()}
    say_json([annotation_record(one, titles[one.article]) for one in annotations])
