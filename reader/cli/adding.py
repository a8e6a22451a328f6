"""Adding what the command line names to the library: files, folders, standard input."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from reader.cli.streams import read_input
from reader.core.catalog import WEB
from reader.importers import ImportFailed, walk
from reader.library import Added, Library, LibraryError


@dataclass(slots=True)
class Additions:
    """What became of the sources, each in the order in which they were named."""

    added: list[Added] = field(default_factory=list)
    """Also those that were there already: each says so itself."""
    failures: list[tuple[str, str]] = field(default_factory=list)
    """Source and reason."""


def add_all(library: Library, sources: Sequence[str], *, name: str = "text.txt") -> Additions:
    """Add everything that can be added; one that fails does not keep the others out.

    `-` is standard input, as a file called `name`. Folders are shown with a bar, on a terminal.
    """
    outcome = Additions()
    with _bar(list(_expanded(sources, outcome))) as paths:
        for source in paths:
            try:
                outcome.added.append(_add(library, source, name))
            except (ImportFailed, LibraryError) as error:
                outcome.failures.append((source, str(error)))
            except OSError as error:
                outcome.failures.append((source, error.strerror or str(error)))
    return outcome


def _add(library: Library, source: str, name: str) -> Added:
    if source == "-":
        return library.add_text(read_input(), name)
    if source.startswith(WEB):
        raise ImportFailed("pages cannot be fetched; save the page as text and add the file")
    return library.add(Path(source))


def _expanded(sources: Iterable[str], outcome: Additions) -> Iterator[str]:
    """The sources with the files of a folder in its place."""
    for source in sources:
        if source == "-" or not Path(source).is_dir():
            yield source
            continue
        files = walk(Path(source))
        if not files:
            outcome.failures.append((source, "there is nothing in this folder that can be read"))
        yield from map(str, files)


@contextmanager
def _bar(sources: list[str]) -> Iterator[Iterable[str]]:
    """The sources, with a bar on stderr that advances as they are taken."""
    if len(sources) < 2 or not sys.stderr.isatty():
        yield sources
        return
    import click

    with click.progressbar(sources, label="Adding", file=sys.stderr, show_pos=True) as bar:
        yield bar
