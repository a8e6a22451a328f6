"""Commands on articles: add, list, show, search."""

from typing import TYPE_CHECKING

import click

from reader.cli.asking import asked
from reader.cli.output import columns, say, say_json, say_lines, tell
from reader.cli.parameters import (
    QueryCommand,
    Text,
    TextCommand,
    article_argument,
    command,
    json_option,
    query_argument,
)
from reader.cli.session import Session

if TYPE_CHECKING:
    from reader.cli.adding import Additions
    from reader.library import Library


@command("add")
@click.argument("sources", nargs=-1, required=True, metavar="PATH|-...")
@click.option(
    "--name",
    default="text.txt",
    show_default=True,
    metavar="NAME",
    help="With -: what the file would be called; its ending says how to read it.",
)
@json_option
@click.pass_obj
@click.pass_context
def add_command(
    ctx: click.Context, session: Session, sources: tuple[str, ...], name: str, as_document: bool
) -> None:
    """Add articles to the library, and print their ids and titles.

    PATH is a text or Markdown file, or a folder, of which all such files are added, also those of
    the folders in it; - reads the article from standard input. A file that cannot be read is named,
    and the others are added all the same. Adding a file again whose text has changed keeps its
    annotations.
    """
    from reader.cli.adding import add_all

    outcome = add_all(session.library, sources, name=name)
    if as_document:
        _say_outcome(session.library, outcome)
    else:
        for added in outcome.added:
            remark = "" if added.outcome == "added" else f"  ({added.outcome})"
            say_lines([f"{added.entry.id}  {added.entry.title}{remark}"])
    for added in outcome.added:
        for note in added.notes:
            tell(f"{added.entry.title}: {note}")
    for source, reason in outcome.failures:
        tell(f"{source}: {reason}")
    if outcome.failures:
        ctx.exit(1)


def _say_outcome(library: "Library", outcome: "Additions") -> None:
    from reader.exporters.records import Record, annotation_record, article_record

    document: dict[str, list[Record]] = {
        name: [] for name in ("added", "updated", "unchanged", "attached", "waiting", "failed")
    }
    for added in outcome.added:
        document[added.outcome].append({**article_record(added.entry), "remarks": added.notes})
        document["attached"] += [
            annotation_record(annotation, added.entry.title)
            for annotation in library.annotations(added.entry.id)
            if annotation.id in added.attached
        ]
    document["failed"] = [
        {"source": source, "reason": reason} for source, reason in outcome.failures
    ]
    say_json(document)


@command("list", QueryCommand)
@query_argument
@json_option
@click.pass_obj
def list_command(session: Session, query: str, as_document: bool) -> None:
    """List articles, the last read or added first: all, or those that match QUERY.

    Each with id, date, state, progress, number of annotations, and title. QUERY is words that
    must all occur in title, author, date, tags, source or summary, and fields such as is:unread,
    in:2026, tag:ia or color:yellow; what is archived is listed for is:archived,
    what is in the trash for is:trashed.
    """
    entries = session.library.find_articles(asked(session, query))
    if as_document:
        from reader.exporters.records import article_record

        say_json([article_record(entry) for entry in entries])
        return
    if not entries:
        tell("no article matches" if query else "the library is empty; `reader add PATH` fills it")
    say_lines(
        columns(
            (
                entry.id,
                entry.date or "",
                entry.state,
                f"{entry.progress:4.0%}",
                f"{entry.annotations:3}",
                entry.title,
            )
            for entry in entries
        )
    )


@command("show")
@article_argument
@json_option
@click.pass_obj
def show_command(session: Session, reference: str, as_document: bool) -> None:
    """Print the text of an article.

    With --json also what it consists of: blocks (headings, paragraphs, quotes...) and spans
    (emphasis, links...), all by offsets into the text, counted in characters.
    """
    entry = session.library.resolve(reference)
    article = session.library.article(entry.id)
    if as_document:
        from reader.exporters.records import text_record

        say_json(text_record(entry, article))
        return
    say(article.text)


@command("search", TextCommand)
@click.argument("words", type=Text(), nargs=-1, required=True, metavar="TEXT")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    metavar="N",
    help="How many results at most.",
)
@json_option
@click.pass_obj
def search_command(session: Session, words: tuple[str, ...], limit: int, as_document: bool) -> None:
    """Search for TEXT in all articles, quotes and notes; the best results come first.

    Case, accents, and the forms of apostrophes and spaces do not matter.
    """
    from reader.cli.waiting import bar_of

    library = session.library
    with bar_of(lambda: library.search_state):
        hits = library.search(" ".join(words), limit=limit)
    if as_document:
        say_json([hit._asdict() for hit in hits])
        return
    if not hits:
        tell("nothing found")
    shown: str | None = None
    for hit in hits:
        if hit.article != shown:
            shown = hit.article
            say_lines([f"{hit.article}  {hit.title}"])
        kind = "" if hit.kind == "text" else f"{hit.kind}: "
        say_lines([f"{kind}{hit.snippet}"], indent="  ")
