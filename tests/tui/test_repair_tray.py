"""The repair tray: what is lost finds a place again, and every step can be undone."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.anchoring import Located
from reader.core.annotation import Color
from reader.core.difference import abridged, differences, parted
from reader.library import Library
from reader.tui.screens.repair import RepairScreen
from tests.tui.person import Reading, reading
from tests.tui.stage import type_text

pytestmark = pytest.mark.usefixtures("at_ease")

PARAGRAPHS = [
    f"{name} is a paragraph of a text that will change one day, with the number {number * 7} in it,"
    f" and {word} words to be found again by whoever looks for them long enough."
    for number, (name, word) in enumerate(
        zip(
            ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"],
            ["seven", "short", "kind", "strange", "missing", "long"],
            strict=True,
        )
    )
]


@asynccontextmanager
async def repairing(
    library: Library, folder: Path, *, size: tuple[int, int] = (110, 30)
) -> AsyncIterator[Reading]:
    """The tray over an article whose third and fourth paragraph, both highlighted, are gone."""
    source = folder / "changing.txt"
    source.write_text("\n\n".join(["The changing one", *PARAGRAPHS]))
    article = library.add(source).entry.id
    text = library.article(article).text
    for paragraph in PARAGRAPHS[2:4]:
        start = text.index(paragraph)
        library.annotate(article, (start, start + len(paragraph)), color=Color.GREEN)
    gone = ["Nothing of it is left here.", "Quite another thing stands here."]
    source.write_text("\n\n".join(["The changing one", *PARAGRAPHS[:2], *gone, *PARAGRAPHS[4:]]))
    library.add(source)
    async with reading(library, size=size, title="The changing one") as person:
        await person.press("O")
        assert isinstance(person.pilot.app.screen, RepairScreen)
        yield person


async def found(person: Reading) -> None:
    """Wait until all that is looked for is found and shown."""
    screen = person.pilot.app.screen
    assert isinstance(screen, RepairScreen)
    while screen.found is None or screen.workers:
        await screen.workers.wait_for_complete()
        await person.press()


def statuses(person: Reading) -> list[str]:
    return [one.status for one in person.annotations]


async def test_nothing_that_was_said_lies_on_the_tray(library: Library, tmp_path: Path) -> None:
    async with repairing(library, tmp_path) as person:
        assert not person.said


async def test_the_candidates_are_shown_with_their_differences(
    library: Library, tmp_path: Path
) -> None:
    async with repairing(library, tmp_path) as person:
        await found(person)
        assert "Orphan · 2 to repair" in person.picture
        assert "Gamma" in person.picture
        strips = person.pilot.app.screen._compositor.render_strips()
        looks = {
            segment.text.strip(): segment.style
            for strip in strips
            for segment in strip
            if segment.style and (segment.style.strike or segment.style.underline)
        }
        assert looks["Gamma"].strike
        assert not looks["Gamma"].underline
        assert any(style.underline for text, style in looks.items() if text in "Beta Alpha Zeta")


async def test_enter_attaches_to_the_chosen_place_and_undo_takes_it_back(
    library: Library, tmp_path: Path
) -> None:
    async with repairing(library, tmp_path) as person:
        screen = person.pilot.app.screen
        assert isinstance(screen, RepairScreen)
        await found(person)
        await person.press("j")
        assert screen.found is not None
        passage = screen.found.places[1]
        await person.press("enter")
        assert sorted(statuses(person)) == ["changed", "orphan"]
        assert [one.passage for one in person.annotations if one.passage] == [passage]
        await person.press("u")
        assert statuses(person) == ["orphan", "orphan"]
        assert "2 to repair" in person.picture


async def test_what_is_kept_lost_is_asked_about_no_more(library: Library, tmp_path: Path) -> None:
    async with repairing(library, tmp_path) as person:
        await person.press("n")
        assert "Delta" in person.picture
        await person.press("x", "x")
        assert "Nothing is left to repair" in person.picture
        assert not library.to_repair(person.screen.article_id)
        await person.press("u", "escape")
        assert len(library.to_repair(person.screen.article_id)) == 1
        assert person.pilot.app.screen is person.screen


async def test_the_tray_is_of_use_while_places_are_looked_for(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_for = dict[str, threading.Event]()
    look = library.candidates

    def candidates(article: str, annotation: str) -> list[Located]:
        assert looked_for.setdefault(annotation, threading.Event()).wait(10)
        return look(article, annotation)

    monkeypatch.setattr(library, "candidates", candidates)
    async with repairing(library, tmp_path) as person:
        assert "“Gamma" in person.picture
        assert "Looking for the places" in person.picture
        await person.press("enter", "j", "n")
        assert "“Delta" in person.picture
        gamma, delta = (one.id for one in person.annotations)
        looked_for[gamma].set()  # an answer that is asked for no more
        await person.press()
        assert "Looking for the places" in person.picture
        looked_for.setdefault(delta, threading.Event()).set()
        await found(person)
        assert "Looking for the places" not in person.picture
        assert "¶" in person.picture
        await person.press("n")
        assert "“Gamma" in person.picture
        await person.press("enter")
        assert statuses(person) == ["changed", "orphan"]


async def test_a_text_that_changes_meanwhile_is_the_one_in_which_places_are_found(
    library: Library, tmp_path: Path
) -> None:
    async with repairing(library, tmp_path) as person:
        await found(person)
        source = tmp_path / "changing.txt"
        source.write_text(source.read_text().replace(PARAGRAPHS[0], "Now this is gone, too."))
        library.add(source)
        screen = person.pilot.app.screen
        assert isinstance(screen, RepairScreen)
        screen.library_changed(frozenset([person.screen.article_id]))
        await person.press()
        await found(person)
        await person.press("enter")
        assert statuses(person).count("changed") == 1


async def test_a_place_is_found_by_hand(library: Library, tmp_path: Path) -> None:
    async with repairing(library, tmp_path) as person:
        await person.press("slash")
        await type_text(person.pilot, "quite another")
        await person.press("enter")
        assert "Enter attaches" in person.picture
        await person.press("enter")
        [found] = [one for one in person.annotations if one.passage]
        text = person.screen.article.text
        assert text[slice(*(found.passage or (0, 0)))] == "Quite another thing stands here."
        assert "Delta" in person.picture


async def test_esc_leads_back_from_the_search_by_hand(library: Library, tmp_path: Path) -> None:
    async with repairing(library, tmp_path) as person:
        await person.press("slash", "escape")
        assert "s sentence   f hints" in person.picture
        await person.press("s", "escape", "J", "escape")
        assert "2 to repair" in person.picture
        await person.press("escape")
        assert person.pilot.app.screen is person.screen
        assert statuses(person) == ["orphan", "orphan"]


async def test_where_nothing_is_lost_that_is_said(library: Library) -> None:
    async with reading(library) as person:
        await person.press("O")
        assert "Nothing is to be repaired" in person.said
        assert person.pilot.app.screen is person.screen


@pytest.mark.parametrize("size", [(60, 15), (80, 24), (200, 50)])
async def test_text_and_candidates_have_room_at_every_size(
    library: Library, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with repairing(library, tmp_path, size=size) as person:
        screen = person.pilot.app.screen
        assert isinstance(screen, RepairScreen)
        await found(person)
        assert screen.pane.size.height >= 4
        assert person.picture.count("¶") >= 3


words = st.lists(st.sampled_from(["one", "two", "three", "four", "five"]), max_size=60).map(
    " ".join
)


@given(words, words)
def test_no_word_that_differs_is_left_out_of_what_is_shown(before: str, after: str) -> None:
    pieces = differences(before, after)
    shown = parted(abridged(pieces, 20))
    changed = [piece for piece in pieces if piece.kind != "same"]
    assert [piece for piece in shown if piece.kind != "same"] == changed
    assert all(len(piece.text) <= 23 for piece in shown if piece.kind == "same" and changed)
