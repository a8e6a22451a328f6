"""The pictures of the README show the program as it is.

`python -m tests.test_pictures` makes them anew, in `docs/pictures`.
"""

import asyncio
import re
import tempfile
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from reader.core.annotation import Color
from reader.library import Library
from reader.settings import Settings
from reader.tui.app import ReaderApp
from reader.tui.screens.reading import ReadingScreen

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"

NOVEMBER: Final = 1_793_534_400.0
"""The first moment of November 2026, in seconds of the epoch."""

MARKED: Final = (
    ("La Pologne serait un endroit intéressant.", Color.YELLOW, "", ()),
    ("un bureau de recherche et d’ingénierie", Color.GREEN, "Research, not lobbying.", ("jobs",)),
    (
        "La Pologne est un centre névralgique de l’industrie de la tech.",
        Color.BLUE,
        "Alphabet, JP Morgan, Visa: compare with what Bloomberg wrote in May.",
        ("poland",),
    ),
    ("chiffre d’affaires", Color.PURPLE, "", ()),
)


class Picture(NamedTuple):
    """A state of the program: its size in cells, its theme, and the keys that lead there."""

    size: tuple[int, int]
    theme: str
    keys: Sequence[str]


SCENES: Final = {
    "library": Picture((116, 24), "reader-night", ()),
    "reading": Picture((116, 30), "reader-night", ("enter", "j", "j", "j")),
    "hints": Picture((84, 26), "reader-night", ("enter", "j", "j", "j", "f")),
    "paper": Picture((84, 26), "reader-paper", ("enter", "j", "j", "j", "s", "j")),
}

_texts = re.compile(r"<text[^>]*>(.*?)</text>")
_fonts = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def take(name: str) -> str:
    """The picture of a scene, as SVG."""
    scene = SCENES[name]
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder), clock=lambda: NOVEMBER)
        library.add_seeds(ROOT / "seeds")
        article = library.resolve("Actuellement").id
        text = library.article(article).text
        for quote, color, note, tags in MARKED:
            if (start := text.find(quote)) >= 0:
                passage = start, start + len(quote)
                library.annotate(article, passage, color=color, note=note, tags=tags)
        app = ReaderApp(library, Settings(theme=scene.theme, clipboard="file"))
        async with app.run_test(size=scene.size) as pilot:
            await pilot.pause(0.2)
            await pilot.press(*scene.keys)
            await pilot.pause(0.2)
            assert isinstance(app.screen, ReadingScreen) == bool(scene.keys)
            # The viewer's own font is as good as one that a picture fetches from somewhere.
            return _fonts.sub("", app.export_screenshot(title="reader"))


def words(picture: str) -> str:
    """What stands in a picture; how it is drawn differs from one Textual to the next."""
    return unescape("\n".join(_texts.findall(picture))).replace("\xa0", " ")


@pytest.mark.parametrize("name", SCENES)
async def test_the_pictures_show_the_program_as_it_is(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    kept = (PICTURES / f"{name}.svg").read_text(encoding="utf-8")
    assert words(kept) == words(await take(name)), "python -m tests.test_pictures"


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for one in SCENES:
        (PICTURES / f"{one}.svg").write_text(asyncio.run(take(one)), encoding="utf-8")
