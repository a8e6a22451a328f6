"""Pictures of the screens, held: a change of the looks is seen before it is believed.

After a change that is meant, make the pictures anew, and look at what `git diff` names:

    pytest -n 0 tests/tui/test_snapshots.py --snapshot-update

The pictures lie in `__snapshots__` beside this file and open in a browser. They hold what is easily
lost: one of each screen and kind of dialog, each size of the terminal from 60×15 to 200×50, both
themes, sixteen colours and none.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final, Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from reader.core.annotation import Color, Place
from reader.library import Library
from reader.settings import Settings
from reader.tui.app import ReaderApp
from reader.tui.commands import Command
from reader.tui.screens.dialogs.choice import ChoiceDialog
from reader.tui.screens.dialogs.details import DetailsDialog
from reader.tui.screens.dialogs.help import HelpDialog
from reader.tui.screens.dialogs.tags import TagsDialog
from reader.tui.themes import NIGHT, PAPER
from tests.tui.stage import Stage

pytestmark = pytest.mark.usefixtures("at_ease", "_a_terminal_of_many_colors")

PAGE: Final = """---
author: Élise Maréchal
date: 2024-11-03
---

# The Shape of a Page

*Typography* exists to **honour** content, [a poet](https://example.org) wrote. It is easy to
forget.

## Of lines and measures

A line of some sixty-six letters is widely regarded as ideal. One of forty-five to seventy-five is
satisfactory for a single column. The eye tires of more, and jumps with less.

> Type well used is invisible as type, just as the perfect talking voice is the unnoticed vehicle
> for the transmission of words, ideas.

- first, the measure;
- then the leading, of which one has always too little;
  - and in it what is nested, which is long enough to need a second line here;
- last, the colour.

### In figures

| Size | Use   |
|------|-------|
| 9    | notes |
| 11   | text  |

```python
def measure(width: int) -> int:
    return max(20, min(width, 72))
```

## 漢字と句読点

日本語の文章は、文字と文字のあいだに空白を置かない。行の終わりで折り返すとき、句読点は行の頭に来ない。
"""

MARKED: Final = (
    ("It is easy to", Color.YELLOW, "", ()),
    ("A line of some sixty-six letters", Color.GREEN, "Says who?", ("measure",)),
    ("of forty-five to seventy-five is satisfactory", Color.YELLOW, "", ()),
    ("is satisfactory for a single column", Color.RED, "", ()),
    ("Type well used is invisible as type", Color.BLUE, "Beatrice Warde", ()),
    ("first, the measure", Color.PURPLE, "", ()),
    ("Of lines and measures", None, "A note only.", ()),
    ("句読点は行の頭に来ない", Color.BLUE, "禁則", ()),
)
"""Each kind of annotation, and two that overlap: quote, colour, note, tags."""

OTHERS: Final = (
    "Short",
    "A title so long that no terminal can show it, however wide a person may have made it, whose "
    "end nobody has ever seen, nor its beginning without dread, nor the whole of it on one line",
    "日本語のとても長い題名がここに書かれています、そしてさらに続いて行の終わりを越えてしまうほど長いのです",
    "[/oops] [bold]markup[/bold]",
)

NOVEMBER: Final = 1_793_534_400.0
"""The first moment of November 2026, in seconds of the epoch."""

HOUR: Final = 3_600.0

LIMIT: Final = 500
"""Looks at the screen until a text must be there, and nothing moves; some seconds."""


@pytest.fixture
def _a_terminal_of_many_colors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("reader.tui.themes.has_few_colors", lambda _app: False)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Library]:
    """A library without articles."""
    library = Library(tmp_path / "data", clock=lambda: NOVEMBER)
    yield library
    library.close()


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Library]:
    """A library with one article that has been read and annotated, added last, and some others."""
    now = NOVEMBER
    library = Library(tmp_path / "data", clock=lambda: now)
    for number, title in enumerate(OTHERS, start=1):
        now += HOUR
        text = f"---\nauthor: Author {number}\n---\n# {title}\n\n" + "word " * 300 * number**3
        library.add_text(text.encode(), f"{number}.md")
    short = library.resolve("Short").id
    library.set_reading_state([short], "done")
    now += HOUR
    library.add_text(PAGE.encode(), "page.md")
    page = library.resolve("The Shape").id
    text = library.article(page).text
    for quote, color, note, tags in MARKED:
        start = text.index(quote)
        passage = start, start + len(quote)
        library.annotate(page, passage, color=color, note=note, tags=tags)
    library.star([page, short], starred=True)
    library.set_article_tags(page, ["typography"])
    library.set_place(page, Place(0, text.index("Typography"), 0.25, "2026-11-01T00:00:00.000Z"))
    yield library
    library.close()


@pytest.fixture
def revised(filled: Library, tmp_path: Path) -> Library:
    """Its article has been changed since it was annotated: some passages are lost."""
    source = tmp_path / "page.md"
    changed = PAGE.replace("A line of some sixty-six letters is", "The longest line is")
    changed = changed.replace(
        "Type well used is invisible as type,", "Good type is seen by nobody,"
    )
    for text in (PAGE, changed):
        source.write_text(text)
        filled.add(source)
    filled.announced(filled.resolve("The Shape").id)
    return filled


class See(Protocol):
    """Whether an app looks as it did, once keys are pressed and a text stands on the screen."""

    def __call__(
        self, app: App[None], *keys: str, until: str, size: tuple[int, int] = (80, 24)
    ) -> bool: ...


@pytest.fixture
def see(snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch) -> See:
    """Compare with a picture taken when nothing moves on the screen any more."""
    # As the plugin says it to syrupy 4; syrupy 5 asks by another name, and would call them `.raw`.
    extension = "pytest_textual_snapshot.SVGImageExtension.file_extension"
    monkeypatch.setattr(extension, "svg", raising=False)

    def see(app: App[None], *keys: str, until: str, size: tuple[int, int] = (80, 24)) -> bool:
        async def press(pilot: Pilot[Any]) -> None:
            await pilot.pause()
            await pilot.press(*keys)
            seen = ""
            for _ in range(LIMIT):
                await pilot.pause(0.01)
                before, seen = seen, text_of(pilot.app)
                if until in seen and seen == before:
                    break
            else:
                raise AssertionError(f"no {until!r} on the screen:\n{seen}")
            for line in pilot.app.screen.query(Input):
                line.cursor_blink = False
            for area in pilot.app.screen.query(TextArea):
                area.cursor_blink = False

        return snap_compare(app, terminal_size=size, run_before=press)

    return see


def text_of(app: App[Any]) -> str:
    """What stands on the screen, without styles."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def library_screen(library: Library, theme: str = NIGHT.name) -> ReaderApp:
    """The program as it starts."""
    return ReaderApp(library, Settings(theme=theme, clipboard="file"))


def page(library: Library, theme: str = NIGHT.name) -> ReaderApp:
    """The program with the annotated article open."""
    settings = Settings(theme=theme, clipboard="file")
    return ReaderApp(library, settings, open=library.resolve("The Shape").id)


class TestLibrary:
    """The list of articles."""

    def test_titles_of_every_width(self, see: See, filled: Library) -> None:
        assert see(library_screen(filled), until="[/oops]")

    def test_a_preview_beside_the_list(self, see: See, filled: Library) -> None:
        app = library_screen(filled, PAPER.name)
        assert see(app, until="sixty-six letters", size=(120, 30))

    def test_empty(self, see: See, empty: Library) -> None:
        assert see(library_screen(empty, PAPER.name), until="is empty", size=(60, 15))

    def test_nothing_matches_the_filter(self, see: See, filled: Library) -> None:
        assert see(library_screen(filled), *"/zz", until="No article matches “zz”")

    def test_sixteen_colors(
        self, see: See, filled: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("reader.tui.themes.has_few_colors", lambda _app: True)
        assert see(library_screen(filled), until="sixty-six letters", size=(120, 24))


class TestReading:
    """The text, and what is left in it."""

    def test_the_smallest_terminal(self, see: See, filled: Library) -> None:
        assert see(page(filled, PAPER.name), until="2/", size=(60, 15))

    def test_a_wide_terminal(self, see: See, filled: Library) -> None:
        assert see(page(filled), until="¶ 2 of", size=(200, 50))

    def test_a_selection(self, see: See, filled: Library) -> None:
        assert see(page(filled, PAPER.name), *"jjss", until="SELECT SENTENCES")

    def test_a_search(self, see: See, filled: Library) -> None:
        assert see(page(filled), *"/measure", until="match 1 of")

    def test_a_note(self, see: See, filled: Library) -> None:
        assert see(page(filled, PAPER.name), *"jja", until="Says who?")

    def test_no_colors(self, see: See, filled: Library, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        assert see(page(filled), *"jjv$", until="SELECT")


class TestAnnotations:
    """What was marked: listed, repaired, reviewed."""

    def test_those_of_an_article(self, see: See, filled: Library) -> None:
        assert see(page(filled, PAPER.name), "A", until="Enter jump", size=(80, 20))

    def test_those_of_all_articles(self, see: See, revised: Library) -> None:
        keys = ("A", "tab", "space", "j", "space", "/", *"color:", "ctrl+s")
        revised.save_query("claims", "color:yellow -has:note")
        assert see(page(revised), *keys, until="@claims", size=(140, 40))

    def test_the_repair_tray(self, see: See, revised: Library) -> None:
        assert see(page(revised, PAPER.name), "O", "n", until="▸ ¶", size=(80, 30))

    def test_a_review(self, see: See, revised: Library) -> None:
        app = page(revised)
        assert see(app, "R", "s", until="not in the text any more", size=(60, 15))


class TestDialogs:
    """A list with more on its row, a choice, a form, chips; the palette."""

    def test_help(self, see: See) -> None:
        rows = (
            Command("next", ("j", "↓"), "down", "Go to the next one.", ("note",), "Move"),
            Command("last", ("G",), "end", "Go to the last one.", ("note",), "Move"),
            Command("color", ("c",), "colour", "Choose it. " * 9, ("note",), "Annotate", "color"),
        )
        assert see(Stage(HelpDialog(rows)), until="Annotate")

    def test_choice(self, see: See) -> None:
        colors = [(color.value, color.value.capitalize()) for color in Color]
        assert see(Stage(ChoiceDialog("Colour", colors, "green"), PAPER), until="5", size=(60, 15))

    def test_details(self, see: See) -> None:
        dialog = DetailsDialog("日本語 and a title that is wider than its line", "Élise", "2023-13")
        assert see(Stage(dialog), "enter", until="no such day", size=(60, 15))

    def test_tags(self, see: See) -> None:
        dialog = TagsDialog(["typography", "日本"], ["measure", "memory", "typography"])
        assert see(Stage(dialog), "m", until="#memory", size=(60, 15))

    def test_palette(self, see: See, filled: Library) -> None:
        assert see(library_screen(filled), ":", *"theme: ", until="Theme: paper")
