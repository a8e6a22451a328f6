"""From the command line to the reading screens, without a detour over the parser of options."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.cli.output import Failed, tell
from reader.cli.table import COMMANDS

if TYPE_CHECKING:
    from reader.library import Library


class Request(NamedTuple):
    """What to open."""

    paths: tuple[str, ...] = ()
    """Files and folders to add; one file is opened at once, and so is one link to a passage."""
    resume: bool = False
    """Whether to open the article last read."""
    data: str | None = None


def plain_request(arguments: Sequence[str]) -> Request | None:
    """The request, if the arguments are paths, `-c` and `--data` only; None: a parser is needed."""
    paths: list[str] = []
    resume, data = False, None
    rest = iter(arguments)
    for argument in rest:
        if argument in ("-c", "--continue"):
            resume = True
        elif argument == "--data":
            data = next(rest, None)
            if data is None:
                return None
        elif argument.startswith("-") or (not paths and argument in COMMANDS):
            return None
        else:
            paths.append(argument)
    if (resume and paths) or any(not Path(path).exists() for path in paths):
        return None
    return Request(tuple(paths), resume, data)


def open_reader(request: Request) -> int:
    """Open the screens and stay until the person leaves; the exit code."""
    try:
        return _open(request)
    except Failed as failure:
        tell(str(failure))
        return 1


def _open(request: Request) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise Failed("the reading screens need a terminal; `reader list` and `reader show` do not")
    from reader.cli.session import Session, failures
    from reader.tui.app import ReaderApp

    with failures(), Session(request.data) as session:
        library = session.library
        settings, problems = session.settings_in_force()
        library.problems += problems
        article, offset = _wanted(library, request)
        app = ReaderApp(library, settings, open=article, offset=offset)
        gc.freeze()  # what starting has made stays to the end: no collection need look at it
        app.run()
    return app.return_code or 0


def _wanted(library: "Library", request: Request) -> tuple[str | None, int | None]:
    """The one article to open, and where in it; else the library, or where it was left."""
    if request.resume:
        return _last_read(library), None
    if len(request.paths) == 1 and "://" in request.paths[0]:
        from reader.core.links import is_link

        if is_link(request.paths[0]):
            return _linked(library, request.paths[0])
    return _added(library, request.paths), None


def _linked(library: "Library", link: str) -> tuple[str, int | None]:
    spot = library.follow(link)
    if spot.passage is None and ":~:" in link:
        library.problems.append("The words of the link are not in the article any more")
    return spot.article, spot.passage[0] if spot.passage else None


def _last_read(library: "Library") -> str | None:
    """The article that was read last; None if none was yet."""
    read = [entry for entry in library.entries() if entry.read and not entry.trashed]
    if not read:
        library.problems.append("Nothing was read yet: here is the library")
        return None
    return max(read, key=lambda entry: entry.read or "").id


def _added(library: "Library", paths: Sequence[str]) -> str | None:
    """The one article to open, once all are in the library."""
    from reader.cli.adding import add_all

    if not paths:
        return None
    outcome = add_all(library, paths)
    if outcome.failures and not outcome.added:
        raise Failed("; ".join(f"{source}: {reason}" for source, reason in outcome.failures))
    library.problems += [f"{source}: {reason}" for source, reason in outcome.failures]
    one_file = len(paths) == 1 and not Path(paths[0]).is_dir()
    return outcome.added[0].entry.id if one_file else None
