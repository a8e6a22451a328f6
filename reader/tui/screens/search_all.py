"""Searching the whole library from any screen: what comes first, what is opened or highlighted."""

import sys
from collections.abc import Callable, Sequence
from typing import Final

from reader.core.segments import Range, sentence_at
from reader.library import Hit, Library, LibraryError
from reader.tui.keyboard import CommandScreen
from reader.tui.screens.dialogs.results import ResultsDialog

MOST: Final = 50
"""Results that are shown of the article that is read, and of all others together."""


def search_all(
    library: Library,
    asked: CommandScreen.SearchAll,
    open_article: Callable[[str, int | None], None],
) -> None:
    """Ask what to look for; what is chosen is shown in the screen that asked, or in a new one."""

    def find(text: str, /, *, is_wanted: Callable[[], bool]) -> list[Hit]:
        here: list[Hit] = []
        if asked.article is not None:
            here = library.search(text, sys.maxsize, article=asked.article, is_wanted=is_wanted)
        hits = library.search(text, MOST + len(here), is_wanted=is_wanted)
        elsewhere = [hit for hit in hits if hit.article != asked.article]
        return [*sorted(here, key=lambda hit: hit.start or 0)[:MOST], *elsewhere[:MOST]]

    def highlight(hits: Sequence[Hit]) -> str:
        try:
            passages = [(hit.article, passage) for hit in hits if (passage := _sentence(hit))]
            pen = library.pen
            made = library.annotate_all(passages, color=pen.color, style=pen.style)
        except LibraryError as error:
            return str(error)
        asked.screen.library_changed(frozenset(one.article for one in made))
        if not made:
            return "What is ticked is highlighted already, or no passage of a text"
        what = "1 sentence" if len(made) == 1 else f"{len(made)} sentences"
        return f"Highlighted {what} · u undoes it"

    def _sentence(hit: Hit) -> Range | None:
        """The sentence of a match in a text; a quote or a note has its annotation already."""
        if hit.kind != "text" or hit.start is None or hit.start == hit.end:
            return None
        return sentence_at(library.article_unread(hit.article), hit.start)

    def read(hit: Hit | None) -> None:
        if hit is not None and not asked.screen.show_place(hit.article, hit.start):
            open_article(hit.article, hit.start)

    def progress() -> str:
        done, total = library.search_state
        return f"reading the library: {done / total:.0%}" if done < total else ""

    library.prepare_searching()
    dialog = ResultsDialog(find, highlight=highlight, progress=progress)
    asked.screen.app.push_screen(dialog, read)
