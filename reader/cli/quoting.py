"""Commands on words that are taken elsewhere: quote and copies."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from reader.cli.asking import all_meant, given
from reader.cli.output import Failed, columns, say, say_json, say_lines, tell
from reader.cli.parameters import command, json_option
from reader.cli.passages import Passage, Range, passage_options
from reader.cli.session import Session
from reader.exporters.pasting import FORMS

if TYPE_CHECKING:
    from reader.core.annotation import Annotation
    from reader.library import Library

SHOWN = 80
"""Characters of a copy in a list."""


class Quoted(NamedTuple):
    """A passage in a form."""

    article: str
    annotation: str | None
    text: str
    link: str | None
    """To its place in this library; None, if it has lost it."""


@command("quote")
@click.argument("references", nargs=-1, metavar="ANNOTATION...|-")
@click.option("--article", "article", metavar="ARTICLE", help="A passage of ARTICLE instead.")
@passage_options
@click.option(
    "--as",
    "form",
    type=click.Choice([*FORMS, "link"]),
    default="plain",
    show_default=True,
    help="In which form.",
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A Jinja2 template instead of a form.",
)
@click.option("--copy", "is_copied", is_flag=True, help="Put it into the clipboard, too.")
@json_option
@click.pass_obj
def quote_command(
    session: Session,
    references: tuple[str, ...],
    article: str | None,
    passage: Passage,
    form: str,
    template: Path | None,
    is_copied: bool,
    as_document: bool,
) -> None:
    """Print the words of annotations, word for word or in a form in which they are pasted.

    cited names author, title and date; link is an address that `reader LINK` opens, and that leads
    to the passage. Several are parted by an empty line. With --article, a passage that need not be
    annotated.
    """
    if bool(references) == (article is not None):
        raise click.UsageError("Either ANNOTATION or --article says what to quote.")
    if article is None and passage != Passage():
        raise click.UsageError("A passage goes with --article.")
    names = given(references)
    library = session.library
    write = partial(_quoted, library, form, template)
    if article is None:
        found = [write(one.article, one, one.passage, one.id) for one in all_meant(library, names)]
    else:
        name = library.resolve(article).id
        place = passage.find(library.article(name))
        found = [write(name, place, place)]
    text = "\n\n".join(dict.fromkeys(filter(None, (one.text for one in found))))
    if as_document:
        say_json([one._asdict() for one in found])
    elif text:
        say(text)
    if is_copied:
        _copy(session, text, found)


def _quoted(
    library: "Library",
    form: str,
    template: Path | None,
    article: str,
    noted: "Annotation | Range",
    passage: Range | None,
    annotation: str | None = None,
) -> Quoted:
    text = library.quote_as(form, article, noted, template=template)
    return Quoted(article, annotation, text, passage and library.own_link(article, passage))


def _copy(session: Session, text: str, found: list[Quoted]) -> None:
    """Put a text into the ring of copies and the clipboard; Failed, if no clipboard has it."""
    from reader.clipboard import copy

    if not text:
        raise Failed("there is nothing to copy")
    library, settings = session.library, session.settings
    first = next((one for one in found if one.link), found[0])
    library.remember_copy(text, first.article, first.link)
    copied = copy(
        text,
        method=settings.clipboard,
        command=settings.clipboard_command,
        terminal=_send,
        fallback=library.data / "clipboard.txt",
    )
    if copied.way in ("none", "file"):
        raise Failed(copied.message)
    tell(copied.message)


def _send(sequence: str) -> None:
    """Send a control sequence to the person's terminal, wherever the output goes."""
    with Path("/dev/tty").open("w") as terminal:
        terminal.write(sequence)


@command("copies")
@json_option
@click.pass_obj
def copies_command(session: Session, as_document: bool) -> None:
    """Print the last 50 copies, newest first: when, and what."""
    copies = session.library.copies()
    if as_document:
        say_json([one._asdict() for one in copies])
        return
    if not copies:
        tell("nothing was copied yet")
    say_lines(columns((one.at, " ".join(one.text[: 2 * SHOWN].split())[:SHOWN]) for one in copies))
