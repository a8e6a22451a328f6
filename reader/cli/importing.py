"""The command that takes annotations from files: import."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reader.cli.output import Failed, say_json, say_lines, tell
from reader.cli.parameters import command, json_option
from reader.cli.session import Session
from reader.cli.streams import read_input
from reader.importers.annotations import KINDS

if TYPE_CHECKING:
    from reader.library import Library
    from reader.library.importing import Import

SAID = {
    "attached": "attached",
    "updated": "updated",
    "unchanged": "unchanged",
    "deleted": "deleted here, and left so: --restore brings back",
    "waiting": "waiting for the article",
}


@command("import")
@click.argument("file", metavar="FILE|-")
@click.option(
    "--from",
    "kind",
    type=click.Choice(list(KINDS)),
    help="What kind of file it is, if it is not seen from what is in it.",
)
@click.option("--restore", is_flag=True, help="Bring back also what was deleted here since.")
@json_option
@click.pass_obj
@click.pass_context
def import_command(
    ctx: click.Context,
    session: Session,
    file: str,
    kind: str | None,
    restore: bool,
    as_document: bool,
) -> None:
    """Import highlights and notes from FILE: Reader's JSON, or W3C Web Annotations.

    Each comes to its article, known by id, text, source or title; one whose article is not here
    waits, and is attached when you add that. Importing a file again changes nothing that is newer
    here, and is undone with `reader undo`.
    """
    data = read_input() if file == "-" else _read(Path(file))
    library = session.library
    done = library.import_annotations(data, kind, restore=restore)
    if as_document:
        _say_document(library, done)
    else:
        _say(done)
    for source, reason in done.failed:
        tell(f"{source}: {reason}")
    if done.failed:
        ctx.exit(1)


def _read(path: Path) -> bytes:
    if not path.exists():
        raise Failed(f"{path} is not there")
    if not path.is_file():
        raise Failed(f"{path} is no file")
    return path.read_bytes()


def _say(done: "Import") -> None:
    """How many of each article, and what became of them."""
    counts = Counter((one.title or "Untitled", one.fate) for one in done.taken)
    say_lines(f"{count:4}  {title}  ({SAID[fate]})" for (title, fate), count in counts.items())
    if not done.taken and not done.failed:
        tell("there is nothing in this file")


def _say_document(library: "Library", done: "Import") -> None:
    from reader.exporters.records import annotation_record

    here = {
        (article, annotation.id): annotation_record(annotation, library.entry(article).title)
        for article in {one.article for one in done.taken if one.article}
        for annotation in library.annotations(article)
    }
    document: dict[str, Any] = {
        name: [] for name in ("added", "updated", "unchanged", "attached", "waiting", "deleted")
    }
    for one in done.taken:
        known = here.get((one.article or "", one.id))
        document[one.fate].append(
            known or {"id": one.id, "article": one.article, "title": one.title, "quote": one.quote}
        )
    document["failed"] = [{"source": source, "reason": reason} for source, reason in done.failed]
    say_json(document)
