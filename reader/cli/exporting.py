"""The command that takes quotes, notes and tags elsewhere: export."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from reader.cli.asking import asked
from reader.cli.output import say_document, say_json, say_lines, tell
from reader.cli.parameters import QueryCommand, command, query_argument
from reader.cli.session import Session
from reader.exporters import FORMATS

if TYPE_CHECKING:
    from reader.exporters.targets import Written


@command("export", QueryCommand)
@query_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="markdown",
    show_default=True,
    help="What to make of them.",
)
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A Jinja2 template instead of a format: quotes.html.j2 makes .html files.",
)
@click.option("--article", "reference", metavar="ARTICLE", help="Of this article only.")
@click.option(
    "--output",
    "-o",
    metavar="PATH",
    help="A file, or a folder that gets one file an article.",
)
@click.option(
    "--json", "as_document", is_flag=True, help="With --output: print the files as one document."
)
@click.pass_obj
def export_command(
    session: Session,
    query: str,
    form: str,
    template: Path | None,
    reference: str | None,
    output: str | None,
    as_document: bool,
) -> None:
    """Export quotes with their notes and tags: all, or those that match QUERY.

    To standard output, or with --output to a file, or to a folder if PATH is one or ends with a
    slash. Files are written whole or not at all, and not touched if nothing is different.

    A Markdown, Obsidian or Org file that is there already is brought up to date: what you wrote in
    it stays, also within what Reader wrote. What matches QUERY comes to what is in the file.
    """
    library = session.library
    article = library.resolve(reference).id if reference else None
    wanted = asked(session, query)
    if as_document and output in (None, "-"):
        raise click.UsageError("--json tells of files: --output names them, --format json is JSON.")
    if output is None or output == "-":
        say_document(library.export(form, wanted, article=article, template=template))
        return
    if not output:
        raise click.UsageError("--output is a file, a folder, or - for standard output.")
    is_folder = output.endswith(("/", "\\")) or Path(output).is_dir()
    written = library.export_to(
        Path(output), form, wanted, article=article, template=template, is_folder=is_folder
    )
    for file in written:
        for remark in file.told:
            tell(f"{file.path.name}: {remark}")
    if as_document:
        say_json(
            [
                {"path": str(file.path), "changed": file.is_changed, "remarks": list(file.told)}
                for file in written
                if not file.path.is_dir()
            ]
        )
        return
    if is_folder:
        say_lines(str(file.path) for file in written if not file.path.is_dir())
    _tell_unchanged(written)


def _tell_unchanged(written: "list[Written]") -> None:
    same = sum(not file.is_changed and not file.path.is_dir() for file in written)
    if same:
        tell(
            f"{written[0].path} was up to date already"
            if len(written) == 1
            else f"{same} of {len(written)} files were up to date already"
        )
