"""An article whose text has changed says so once, when it is opened."""

from pathlib import Path

import pytest

from reader.core.annotation import Color
from reader.library import Library
from tests.tui.person import reading

pytestmark = pytest.mark.usefixtures("at_ease")

TEXT = "A house\n\n" + "\n\n".join(
    f"Paragraph {number} of the house tells what {number} people saw." for number in range(1, 9)
)


async def test_what_a_new_text_did_to_the_annotations_is_said_once(
    library: Library, tmp_path: Path
) -> None:
    source = tmp_path / "house.txt"
    source.write_text(TEXT)
    article = library.add(source).entry.id
    text = library.article(article).text
    for number in (3, 5):
        start = text.index(f"Paragraph {number}")
        library.annotate(article, (start, start + 24), color=Color.RED)
    source.write_text(
        TEXT.replace("A house\n\n", "A house\n\nSomething new stands here before all else.\n\n")
        .replace("Paragraph 5 of the house tells what 5 people saw.", "Gone.")
    )  # fmt: skip
    library.add(source)
    async with reading(library, title="A house") as person:
        assert "The text has changed: 1 moved, 1 to repair" in person.said
    async with reading(library, title="A house") as person:
        assert "The text has changed" not in person.said
    source.write_text(source.read_text().replace("A house\n\n", "A house\n\nOne more.\n\n"))
    library.add(source)
    async with reading(library, title="A house") as person:
        assert "The text has changed: 1 moved, 1 to repair" in person.said


async def test_what_another_program_did_to_them_is_said_when_the_text_is_shown(
    library: Library, tmp_path: Path
) -> None:
    source = tmp_path / "house.txt"
    source.write_text(TEXT)
    article = library.add(source).entry.id
    start = library.article(article).text.index("Paragraph 5")
    library.annotate(article, (start, start + 24), color=Color.RED)
    other = Library(library.data)
    async with reading(library, title="A house") as person:
        source.write_text(
            TEXT.replace("Paragraph 5 of the house tells what 5 people saw.", "Gone.")
        )
        other.add(source)
        person.pilot.app._look()  # type: ignore[attr-defined]  # of Reader's own app
        await person.pilot.pause()
        assert "Gone." in person.screen.article.text
        assert person.said == "The text has changed: 1 to repair: press O"
    other.close()
