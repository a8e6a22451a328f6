"""What is seen of the annotations of an article, and how each of them is chosen."""

import pytest

from reader.core.annotation import COLOR_NAMES, Color, Style
from reader.library import Library
from reader.settings import Settings
from reader.tui.themes import NIGHT_VARIABLES
from tests.tui.pane import ground, look, rows
from tests.tui.person import Reading, reading

pytestmark = pytest.mark.usefixtures("at_ease")

NEXT, PREVIOUS = "greater_than_sign", "less_than_sign"


def mark(library: Library, *words: str, **more: str) -> None:
    """Highlight these words of the article, in other colours one by one."""
    entry = library.resolve("La Pologne")
    text = library.article(entry.id).text
    for color, passage in zip(Color, words, strict=False):
        start = text.index(passage)
        library.annotate(
            entry.id, (start, start + len(passage)), color=color, note=more.get(color, "")
        )


def named(person: Reading) -> str:
    """What the status line says of the annotation that is meant."""
    return person.status.split("La Pologne")[0].strip()


async def test_the_annotation_under_the_cursor_is_named_in_the_persons_words(
    library: Library,
) -> None:
    mark(library, "Le PDG a parlé.", yellow="why")
    settings = Settings(color_names={**COLOR_NAMES, "yellow": "claim"}, clipboard="file")
    async with reading(library, settings=settings) as person:
        assert named(person) == ""
        await person.press("j")
        assert named(person) == "◆ claim"
        await person.press("j")
        assert named(person) == ""
        await person.press("t", *"ia", "enter")
        assert named(person) == "# tag"


async def test_annotations_that_share_a_place_are_stepped_through_and_named_one_by_one(
    library: Library,
) -> None:
    shared = ("Le PDG a parlé. Il a souri, puis il est parti.", "Le PDG a parlé.", "Le PDG")
    mark(library, *shared, "parlé. Il", "Second")
    async with reading(library) as person:
        chosen = []
        for _ in range(4):
            await person.press(NEXT)
            chosen.append(named(person))
        assert chosen[:3] == [
            "▌ yellow 1 of 3 “Le PDG a … parti.”",
            "▌ green 2 of 3 “Le PDG a parlé.”",
            "▌ blue 3 of 3 “Le PDG”",
        ]
        assert chosen[3].startswith("▌ red 3 of 3 “parlé. Il”")
        for color in ("blue", "green", "yellow"):
            await person.press(PREVIOUS)
            assert color in named(person)
        await person.press(PREVIOUS)
        assert "first annotation" in person.said
        assert "yellow" in named(person)
        await person.press("5", NEXT)
        assert named(person) == "▌ purple"
        await person.press(NEXT, NEXT, NEXT)
        assert person.said == "This is the last annotation"


async def test_of_several_on_one_place_the_one_that_is_meant_is_alone_there_also_without_colour(
    library: Library,
) -> None:
    mark(library, "Le PDG a parlé. Il a souri, puis il est parti.", "Le PDG a parlé.", "Le PDG")

    def looks(person: Reading) -> list[tuple[str, bool | None, bool | None]]:
        """Of the words that three share, of those that two do, and of those in the first alone."""
        pane = person.screen.pane
        line = next(line for line, row in enumerate(rows(pane)) if "Le PDG" in row)
        styles = [look(pane, line, words) for words in ("Le PDG", "a parlé", "souri")]
        return [(ground(style), style.bold, style.underline2) for style in styles]

    async with reading(library) as person:
        yellow, green, blue = [NIGHT_VARIABLES[f"highlight-{color}"] for color in list(Color)[:3]]
        unmeant = [(blue, True, True), (green, None, True), (yellow, None, None)]
        assert looks(person) == unmeant
        await person.press(NEXT)
        assert looks(person) == [(yellow, True, None)] * 3
        await person.press(NEXT)
        assert looks(person) == [(green, True, None)] * 2 + [(yellow, None, None)]
        await person.press(NEXT)
        assert looks(person) == [(blue, True, None), (green, None, True), (yellow, None, None)]
        await person.press("j")
        assert looks(person) == unmeant


async def test_one_that_was_stepped_to_is_alone_also_where_others_begin_further_on(
    library: Library,
) -> None:
    mark(library, "Le PDG a parlé. Il a souri, puis il est parti.", "souri", "Second")
    async with reading(library) as person:
        pane = person.screen.pane
        line = next(line for line, row in enumerate(rows(pane)) if "souri" in row)

        def seen() -> tuple[str, bool | None]:
            style = look(pane, line, "souri")
            return ground(style), style.bold

        assert seen() == (NIGHT_VARIABLES["highlight-green"], None)
        await person.press(NEXT)
        assert seen() == (NIGHT_VARIABLES["highlight-yellow"], True)
        await person.press("j")
        assert seen() == (NIGHT_VARIABLES["highlight-green"], None)


async def test_what_is_done_is_done_to_the_one_that_was_stepped_to(library: Library) -> None:
    mark(library, "Le PDG a parlé.", "Le PDG")
    async with reading(library) as person:
        await person.press(NEXT, "c", "p")
        assert {one.color for one in person.annotations} == {Color.PURPLE, Color.GREEN}
        await person.press(NEXT, "d")
        assert person.quotes == ["Le PDG a parlé."]


async def test_forwards_what_ends_before_the_place_is_left_behind(library: Library) -> None:
    mark(library, "Le PDG a parlé. Il a souri, puis il est parti.", "PDG", "puis il", "Second")
    async with reading(library) as person:
        article = person.screen.article
        person.screen.go(article.text.index("souri"))
        await person.press(NEXT)
        assert "blue" in named(person)


# Notes


async def test_a_note_is_seen_as_soon_as_it_is_written_and_hidden_with_all_but_the_text(
    library: Library,
) -> None:
    for width in (80, 120):
        async with reading(library, size=(width, 30)) as person:
            await person.press("j", "a", *"seen", "escape")
            assert "◆ seen" in person.picture or "✎ seen" in person.picture
            await person.press("z")
            assert "seen" not in person.picture
            await person.press("z")
            assert "seen" in person.picture
            await person.press("u")
            assert "seen" not in person.picture


async def test_the_setting_keeps_notes_in_the_gutter(library: Library) -> None:
    mark(library, "Le PDG", yellow="unseen")
    settings = Settings(margin_notes="sign", clipboard="file")
    async with reading(library, size=(120, 30), settings=settings) as person:
        assert "unseen" not in person.picture
        assert "◆" in person.picture


# Styles


@pytest.mark.parametrize(
    ("letter", "style", "sign"),
    [("h", Style.HIGHLIGHT, "▌"), ("u", Style.UNDERLINE, "▁"), ("s", Style.STRIKE, "─")],
)
async def test_c_and_a_letter_choose_the_style_in_which_one_marks(
    library: Library, letter: str, style: Style, sign: str
) -> None:
    async with reading(library) as person:
        await person.press("j", "c", letter, "h")
        assert f"{sign}yellow" in person.status
        await person.press("j", "s", "c", letter)
        await person.press("c", "g")
        assert [one.style for one in person.annotations] == [style, style]
        assert [one.color for one in person.annotations] == [Color.YELLOW, Color.GREEN]


async def test_the_annotation_under_the_cursor_takes_the_style_and_u_takes_it_back(
    library: Library,
) -> None:
    mark(library, "Le PDG a parlé.", "Second")
    async with reading(library) as person:
        await person.press("j", "c", "u")
        assert [one.style for one in person.annotations] == [Style.UNDERLINE, Style.HIGHLIGHT]
        await person.press("u")
        assert [one.style for one in person.annotations] == [Style.HIGHLIGHT] * 2


async def test_a_note_without_a_colour_has_no_style_to_take(library: Library) -> None:
    async with reading(library) as person:
        await person.press("j", "a", "k", "escape", "c", "s")
        assert person.annotations[0].style is Style.HIGHLIGHT
        await person.press("c", "b")
        assert person.annotations[0].color is Color.BLUE


def test_no_style_has_the_name_of_a_colour() -> None:
    assert not set(map(str, Style)) & set(map(str, Color))
