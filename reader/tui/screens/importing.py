"""Importing from the library: ask for a file or a folder, take it in a thread, say how it went."""

from collections import Counter
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

from textual.worker import get_current_worker

from reader.importers import ImportFailed, walk
from reader.library import Library, LibraryError
from reader.library.reading import in_short
from reader.tui.screens.article_commands import ArticleCommands
from reader.tui.screens.dialogs.importing import ImportDialog

ANNOTATIONS: Final = frozenset((".json", ".jsonld"))
"""How the names of files of annotations end."""

COUNTED: Final = {
    "added": "added",
    "updated": "with a new text",
    "unchanged": "here already",
    "annotations": "annotations",
}
"""What becomes of files, as it is counted."""

EVERY: Final = 1.0
"""Seconds between two words on how far it has come."""


def ask_to_import(screen: ArticleCommands, library: Library) -> None:
    """Take what the person names into the library."""

    def take(path: Path | None) -> None:
        if path is not None:
            screen.run_worker(partial(_import, screen, library, path), thread=True, group="import")

    screen.app.push_screen(ImportDialog(), take)


def _import(screen: ArticleCommands, library: Library, path: Path) -> None:
    """In a thread: a folder may hold thousands of files."""
    worker, app = get_current_worker(), screen.app
    paths, report = walk(path) if path.is_dir() else [path], _Report()
    said_at = monotonic()
    for number, source in enumerate(paths):
        if worker.is_cancelled:
            return
        if monotonic() > said_at + EVERY:
            app.call_from_thread(screen.say, f"Importing: {number:,} of {len(paths):,} files")
            said_at = monotonic()
        report.take(library, source)
    app.call_from_thread(screen.rearrange, report.first)
    app.call_from_thread(screen.say, report.message, failed=bool(report.failures))


class _Report:
    """What became of the files."""

    def __init__(self) -> None:
        self.first: str | None = None
        """The first article that was taken."""
        self.failures: list[str] = []
        self._told: list[str] = []
        self._fates = Counter[str]()

    def take(self, library: Library, source: Path) -> None:
        """Take a file of either kind into the library."""
        try:
            if source.suffix.lower() in ANNOTATIONS:
                self._take_annotations(library, source)
            else:
                self._take_text(library, source)
        except (ImportFailed, LibraryError, OSError) as error:
            reason = (isinstance(error, OSError) and error.strerror) or str(error)
            self.failures.append(f"{source.name}: {reason}")

    def _take_text(self, library: Library, source: Path) -> None:
        entry, outcome, notes, *_ = library.add(source)
        self.first = self.first or entry.id
        self._fates[outcome] += 1
        what = {"added": "Added", "updated": "New text of", "unchanged": "Here already:"}[outcome]
        self._told.append(". ".join((f"{what} “{in_short(entry.title)}”", *notes)))

    def _take_annotations(self, library: Library, source: Path) -> None:
        done = library.import_annotations(source.read_bytes())
        self.failures += [f"{name}: {reason}" for name, reason in done.failed]
        fates = Counter(one.fate for one in done.taken)
        self._fates["annotations"] += len(done.taken)
        self._told.append(
            "Annotations: " + (", ".join(f"{n} {fate}" for fate, n in fates.items()) or "none")
        )

    @property
    def message(self) -> str:
        """Some words for the person: of one file what it is, of several how many."""
        counts = {what: self._fates[fate] for fate, what in COUNTED.items() if self._fates[fate]}
        said = self._told
        if len(said) > 1:
            said = [f"Imported: {', '.join(f'{n:,} {what}' for what, n in counts.items())}"]
        more = len(self.failures) - 1
        failed = [*self.failures[:1], *([f"{more:,} more failed"] if more > 0 else ())]
        return ". ".join((*said, *failed)) or "There is nothing to import there"
