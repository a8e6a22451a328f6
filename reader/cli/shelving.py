"""Commands on articles as a whole: edit and trash."""

from typing import cast, get_args

import click

from reader.cli.asking import articles_meant, given
from reader.cli.changed import say_articles
from reader.cli.parameters import Tag, articles_argument, command, json_option
from reader.cli.session import Session
from reader.core.annotation import ReadingState


@command("edit")
@articles_argument
@click.option("--title", metavar="TITLE", help="Your own title; empty, the source's holds again.")
@click.option("--author", metavar="AUTHOR", help="Your own author, as the title.")
@click.option("--date", metavar="DATE", help="Your own date: 2023, 2023-05 or 2023-05-17.")
@click.option("--state", type=click.Choice(get_args(ReadingState)), help="How far it is read.")
@click.option("--star/--no-star", "starred", default=None, help="Give it a star, or take it.")
@click.option(
    "--archive/--no-archive",
    "archived",
    default=None,
    help="Move it out of the list, or back into it.",
)
@click.option(
    "--tag", "add", type=Tag(), multiple=True, metavar="TAG", help="A tag; may be repeated."
)
@click.option(
    "--remove-tag", "remove", type=Tag(), multiple=True, metavar="TAG", help="Take a tag away."
)
@json_option
@click.pass_obj
def edit_command(
    session: Session,
    references: tuple[str, ...],
    title: str | None,
    author: str | None,
    date: str | None,
    state: str | None,
    starred: bool | None,
    archived: bool | None,
    add: tuple[str, ...],
    remove: tuple[str, ...],
    as_document: bool,
) -> None:
    """Change what is known of articles and where they are kept, all as one change.

    Prints their ids. - reads ids from standard input.
    """
    from reader.library.shelving import Wanted

    chosen = cast("ReadingState | None", state)
    wanted = Wanted(title, author, _dated(date), chosen, starred, archived, add, remove)
    if wanted == Wanted():
        raise click.UsageError("An option says what to change.")
    names = given(references)
    library = session.library
    articles = articles_meant(library, names)
    if articles:
        library.edit(articles, wanted)
    say_articles(library, articles, as_document)


def _dated(written: str | None) -> str | None:
    """A date as it is kept."""
    from reader.core.periods import days

    if written and (len(written) not in (4, 7, 10) or days(written) is None):
        raise click.UsageError("DATE is a year, a month or a day: 2023, 2023-05 or 2023-05-17.")
    return written


@command("trash")
@articles_argument
@click.option("--restore", is_flag=True, help="Take them out of the trash instead.")
@json_option
@click.pass_obj
def trash_command(
    session: Session, references: tuple[str, ...], restore: bool, as_document: bool
) -> None:
    """Move articles to the trash, all as one change; `reader list is:trashed` lists what is there.

    Texts stay there for thirty days, what you left in them for ever. Prints their ids. - reads ids
    from standard input.
    """
    names = given(references)
    library = session.library
    articles = articles_meant(library, names, in_trash=restore)
    moved = [one for one in articles if bool(library.entry(one).trashed) == restore]
    if moved:
        (library.take_from_trash if restore else library.trash)(moved)
    say_articles(library, articles, as_document)
