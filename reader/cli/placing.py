"""Commands that put something on a passage: highlight, move, attach, bookmark."""

from typing import TYPE_CHECKING

import click

from reader.cli.asking import meant
from reader.cli.changed import say_annotation, say_annotations
from reader.cli.output import Failed, columns, say_json, say_lines, tell
from reader.cli.parameters import ColorChoice, Tag, article_argument, command, json_option
from reader.cli.passages import Passage, Range, passage_options
from reader.cli.session import Session
from reader.cli.streams import read_input
from reader.core.annotation import Color, Style

if TYPE_CHECKING:
    from reader.core.annotation import Annotation
    from reader.library import Library

SHOWN = 80
"""Characters of a passage in a list."""

Spots = list[tuple[str, Range]]
"""Passages, each with its article."""


@command("highlight")
@article_argument
@passage_options
@click.option(
    "--color",
    type=ColorChoice("none"),
    default=Color.YELLOW.value,
    show_default=True,
    help="The colour; or what you call it. none: only a note or tags.",
)
@click.option(
    "--style",
    type=click.Choice([style.value for style in Style]),
    default=Style.HIGHLIGHT.value,
    show_default=True,
    help="How it is drawn.",
)
@click.option("--note", default="", metavar="NOTE", help="A note on it; Markdown.")
@click.option(
    "--tag", "tags", type=Tag(), multiple=True, metavar="TAG", help="A tag; may be repeated."
)
@json_option
@click.pass_obj
def highlight_command(
    session: Session,
    reference: str,
    passage: Passage,
    color: str,
    style: str,
    note: str,
    tags: tuple[str, ...],
    as_document: bool,
) -> None:
    """Highlight a passage of ARTICLE, and print the id of the annotation.

    It is named by its words (--quote), whose case, accents and spaces need not be as in the text,
    or by its offsets (--start and --end), counted in characters as in `reader show --json`. Fails
    if the quote is not in the text, or is there more than once and --nth does not say which.

    With - for ARTICLE, passages of any articles are read from standard input and highlighted as one
    change, but those that have a colour already: JSON objects with article, start and end, as
    `reader search --json` and `reader verify --json` print them.
    """
    if reference == "-":
        if passage.is_named or note or tags or color == "none":
            raise click.UsageError("With - go --sentence, --color and --style only.")
        document = read_input()
        library = session.library
        spots = _spots(library, passage, document)
        many = library.annotate_all(spots, color=Color(color), style=Style(style))
        say_annotations(library, many, as_document)
        return
    if color == "none" and not (note.strip() or tags):
        raise click.UsageError("Without a colour there has to be a note or a tag.")
    library = session.library
    entry = library.resolve(reference)
    made = library.annotate(
        entry.id,
        passage.find(library.article(entry.id)),
        color=None if color == "none" else Color(color),
        style=Style(style),
        note=note,
        tags=tags,
    )
    say_annotation(library, made, as_document)


def _spots(library: "Library", passage: Passage, document: bytes) -> Spots:
    """The passages that a document lists; what names none, as a note on a whole article does, is
    left out."""
    import json

    try:
        rows = json.loads(document)
        rows = [rows] if isinstance(rows, dict) else rows
        named = [(str(row["article"]), row["start"], row["end"]) for row in rows]
        there = [(one, int(start), int(end)) for one, start, end in named if start != end]
    except (ValueError, KeyError, TypeError) as error:
        raise Failed("standard input is no JSON of passages (article, start, end)") from error
    if len(there) < len(rows):
        tell(f"{len(rows) - len(there)} of {len(rows)} name no passage, and are left out")
    return [
        (article, passage._replace(start=start, end=end).find(library.article(article)))
        for article, start, end in there
    ]


@command("move")
@click.argument("reference", metavar="ANNOTATION")
@passage_options
@json_option
@click.pass_obj
def move_command(session: Session, reference: str, passage: Passage, as_document: bool) -> None:
    """Move the ends of ANNOTATION: it keeps its id, note and tags, and is on another passage.

    What has lost its place is given one with `reader attach`.
    """
    library = session.library
    annotation = _on_a_passage(meant(library, reference))
    if annotation.passage is None:
        raise Failed("it has lost its place; `reader attach` gives it one")
    place = passage.find(library.article(annotation.article))
    library.move(annotation.article, annotation.id, place)
    say_annotation(library, annotation, as_document)


@command("attach")
@click.argument("reference", metavar="ANNOTATION")
@passage_options
@click.option("--keep", is_flag=True, help="Say that it stays without a place.")
@json_option
@click.pass_obj
def attach_command(
    session: Session, reference: str, passage: Passage, keep: bool, as_document: bool
) -> None:
    """Give ANNOTATION a place in a text that has changed; its quote stays as it was marked.

    `reader annotations is:orphan` lists those that have lost theirs. Without a passage, the ones
    that are most like it are printed, best first: number, likeness, offsets, words. --nth alone
    takes the one of that number. What has not lost its place is moved with `reader move`.
    """
    library = session.library
    annotation = _on_a_passage(meant(library, reference))
    article, name = annotation.article, annotation.id
    if keep:
        if passage.is_named or passage.nth:
            raise click.UsageError("--keep gives it no place.")
        library.keep_orphan(article, name)
    elif passage.is_named:
        library.repair(article, name, passage.find(library.article(article)))
    elif passage.nth:
        library.repair(article, name, _nth_candidate(library, annotation, passage))
    else:
        _say_candidates(library, annotation, as_document)
        return
    say_annotation(library, annotation, as_document)


def _on_a_passage(annotation: "Annotation") -> "Annotation":
    if annotation.anchor is None:
        raise Failed("that is a note on a whole article: it has no passage")
    return annotation


def _nth_candidate(library: "Library", annotation: "Annotation", passage: Passage) -> Range:
    found = library.candidates(annotation.article, annotation.id)
    number = passage.nth or 1
    if number > len(found):
        raise Failed(f"no more than {len(found)} are like it; --quote names another")
    chosen = found[number - 1]
    return passage.whole(library.article(annotation.article), (chosen.start, chosen.end))


def _say_candidates(library: "Library", annotation: "Annotation", as_document: bool) -> None:
    text = library.article(annotation.article).text
    found = library.candidates(annotation.article, annotation.id)
    rows = [
        {"start": one.start, "end": one.end, "score": one.score, "text": text[one.start : one.end]}
        for one in found
    ]
    if as_document:
        say_json(rows)
        return
    if not found:
        tell("no passage is like it; --quote names one")
    say_lines(
        columns(
            (
                str(number),
                f"{row['score']:4.0%}",
                f"{row['start']}-{row['end']}",
                f"“{row['text']}”",
            )
            for number, row in enumerate(rows, 1)
        )
    )


@command("bookmark")
@article_argument
@click.argument("letter", required=False, metavar="[LETTER]")
@passage_options
@json_option
@click.pass_obj
def bookmark_command(
    session: Session, reference: str, letter: str | None, passage: Passage, as_document: bool
) -> None:
    """Set the bookmark LETTER of ARTICLE to where a passage begins; without one, print them all."""
    library = session.library
    article = library.resolve(reference).id
    if letter is None and passage != Passage():
        raise click.UsageError("A LETTER says which bookmark to set.")
    if letter is not None:
        if len(letter) != 1 or not letter.isprintable() or letter.isspace():
            raise click.UsageError("LETTER is one letter, as after m.")
        library.set_bookmark(article, letter, passage.find(library.article(article))[0])
    text = library.article(article).text
    bookmarks = sorted(library.state(article).bookmarks.items())
    if as_document:
        say_json([{"letter": one, "start": start} for one, start in bookmarks])
    else:
        rows = ((one, str(at), text[at:].partition("\n")[0][:SHOWN]) for one, at in bookmarks)
        say_lines(columns(rows))
