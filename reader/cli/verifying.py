"""The command that says whether a quote is in the library."""

import click

from reader.cli.output import say_json, say_lines, tell
from reader.cli.parameters import Text, TextCommand, command, json_option
from reader.cli.session import Session
from reader.cli.streams import read_input_text

EXIT = {"exact": 0, "altered": 3, "absent": 4}
"""1 and 2 say that it could not be found out."""

ALMOST = 0.99
"""The most that is said to be there of an altered quote: a capital that differs takes no word."""


@command("verify", TextCommand)
@click.argument("quote", type=Text(), metavar="QUOTE|-")
@json_option
@click.pass_obj
@click.pass_context
def verify_command(ctx: click.Context, session: Session, quote: str, as_document: bool) -> None:
    """Say whether QUOTE is in the library; - reads it from standard input.

    "exact" if it stands there word for word: line breaks, spaces, ligatures such as ﬁ, and the
    forms of quotes and dashes do not matter; case, accents and oe for œ do. "altered" shows what
    differs: [-only in QUOTE-] {+only in the text+}. "absent" if no passage is like it. Exit codes:
    0 exact, 3 altered, 4 absent.
    """
    if quote == "-":
        quote = read_input_text()
    from reader.cli.waiting import bar_of

    library = session.library
    with bar_of(lambda: library.texts_state):
        found = library.verify(quote)
    if as_document:
        say_json(found._asdict())
    elif found.article is None:
        tell("absent: no passage is like that quote")
    else:
        score = "" if found.difference is None else f" {min(found.score or 0, ALMOST):.0%}"
        title = library.entry(found.article).title
        lines = [f"{found.result}{score}  {found.article}  {title}"]
        say_lines([*lines, found.difference] if found.difference else lines)
    ctx.exit(EXIT[found.result])
