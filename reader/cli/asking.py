"""What is meant by the queries and ids of a command line, and what is said of one that is wrong."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click

from reader.cli.output import Failed, tell
from reader.cli.session import Session
from reader.cli.streams import read_input_text
from reader.core.safe import safe

if TYPE_CHECKING:
    from reader.core.annotation import Annotation
    from reader.core.query import Query, QueryError
    from reader.library import Library


def asked(session: Session, text: str) -> "Query | str":
    """The query that was typed, with the names of colours of the settings; no text asks for all."""
    if not text.strip():
        return ""
    with pointed_out(text):
        return session.library.query(text)


def meant(library: "Library", reference: str) -> "Annotation":
    """The annotation with that id, or the only one whose id begins so."""
    return _meant([reference], library)[0]


def all_meant(library: "Library", references: Iterable[str]) -> "list[Annotation]":
    """The annotations that are meant, each once."""
    return list(dict.fromkeys(_meant(list(references), library)))


def _meant(references: Sequence[str], library: "Library") -> "list[Annotation]":
    """The annotation that each reference means; all are looked for at once."""
    known = {annotation.id: annotation for annotation in library.identified(*references)}
    return [known.get(reference) or _begun(reference, known) for reference in references]


def _begun(reference: str, known: "Mapping[str, Annotation]") -> "Annotation":
    """The only annotation whose id begins so; of an unset variable, none does."""
    found = [known[name] for name in known if reference and name.startswith(reference)]
    if not found:
        raise Failed(f"there is no annotation {reference!r}; `reader annotations` lists them")
    if len(found) > 1:
        raise Failed(f"{len(found)} annotations have ids that begin with {reference!r}")
    return found[0]


def articles_meant(
    library: "Library", references: Iterable[str], *, in_trash: bool = False
) -> list[str]:
    """The ids of the articles that are meant, each once."""
    found = (library.resolve(one, in_trash=in_trash).id for one in references)
    return list(dict.fromkeys(found))


def given(references: Iterable[str]) -> list[str]:
    """References with those on standard input for a `-`.

    To be read before the library is opened: what stands before in a pipe may be at work yet.
    """
    return [
        one
        for reference in references
        for one in (read_input_text().split() if reference == "-" else [reference])
    ]


def keep(session: Session, name: str, text: str) -> None:
    """Keep the query that was typed under a name."""
    if not text.strip():
        raise click.UsageError("There is no QUERY to keep.")
    with pointed_out(text):
        session.library.save_query(name, text)


@contextmanager
def pointed_out(text: str) -> Iterator[None]:
    """Say what is wrong in a query, if something is."""
    from reader.core.query import QueryError

    try:
        yield
    except QueryError as error:
        raise WrongQuery(text, error) from error


class WrongQuery(click.ClickException):
    """Ends the program with 2: what is wrong, and a sign under the character where it is."""

    exit_code = 2

    def __init__(self, text: str, error: "QueryError") -> None:
        super().__init__(error.message)
        self._text, self._column = text, error.column

    def show(self, file: IO[Any] | None = None) -> None:  # noqa: ARG002 - click's signature
        """Three lines on stderr."""
        from rich.cells import cell_len

        tell(self.message)
        before, after = (
            safe(part).replace("\n", " ").replace("\t", " ")
            for part in (self._text[: self._column], self._text[self._column :])
        )
        sys.stderr.write(f"  {before}{after}\n  {' ' * cell_len(before)}^\n")
        sys.stderr.flush()
