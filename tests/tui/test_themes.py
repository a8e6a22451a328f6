"""The two themes: readable in every place, and in terminals of fewer colours."""

from itertools import combinations
from typing import Final

import pytest
from rich.color import Color as TerminalColor
from rich.color import ColorSystem
from textual.color import Color
from textual.theme import Theme

from reader.core.annotation import Color as Hue
from reader.core.annotation import Style
from reader.core.article import Span
from reader.core.search import find
from reader.tui.themes import ANSI, NIGHT, PAPER, few_colors
from tests.tui.pane import annotation, article, shown, strips

THEMES: Final = (NIGHT, PAPER)
READABLE: Final = 4.5
"""The contrast that WCAG 2.2 asks of text (1.4.3, level AA)."""

GROUNDS: Final = tuple(f"highlight-{hue}" for hue in Hue)
IN_THE_TEXT: Final = (
    *("foreground", "quoted", "heading", "current", "link", "code"),
    *(f"sign-{hue}" for hue in Hue),
)
"""The last are the inks of what is underlined or struck."""

AROUND_IT: Final = (
    *("foreground", "quiet", "current", "heading", "secondary", "warning", "error", "success"),
    *(f"sign-{hue}" for hue in Hue),
)


def color(theme: Theme, name: str) -> str:
    """What a variable of the styles stands for."""
    return theme.variables.get(name) or str(getattr(theme, name))


def contrast(theme: Theme, text: str, ground: str) -> float:
    """The contrast ratio as WCAG 2.2 defines it, 1 to 21."""
    return contrast_of(color(theme, text), color(theme, ground))


def contrast_of(text: str, ground: str) -> float:
    """The same of two colours."""
    dark, light = sorted(map(luminance, (text, ground)))
    return (light + 0.05) / (dark + 0.05)


def luminance(written: str) -> float:
    """The relative luminance as WCAG 2.2 defines it, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in Color.parse(written).normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rounded(theme: Theme, name: str, system: ColorSystem) -> int | None:
    """The number of the terminal's colour to which a colour is rounded."""
    return TerminalColor.parse(color(theme, name)).downgrade(system).number


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", *GROUNDS, "selection"])
def test_the_article_is_readable_on_all_that_a_person_leaves_in_it(
    theme: Theme, ground: str
) -> None:
    assert [text for text in IN_THE_TEXT if contrast(theme, text, ground) < READABLE] == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface", "panel", "line"])
def test_what_stands_around_the_article_is_readable(theme: Theme, ground: str) -> None:
    assert [text for text in AROUND_IT if contrast(theme, text, ground) < READABLE] == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_matches_and_the_cursor_are_readable(theme: Theme) -> None:
    assert contrast(theme, "foreground", "match") >= READABLE
    assert contrast(theme, "cursor-foreground", "cursor-background") >= READABLE
    assert contrast(theme, "cursor-foreground", "match-current") >= READABLE


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_grounds_are_told_apart_in_a_terminal_of_256_colors(theme: Theme) -> None:
    grounds = ("background", *GROUNDS, "selection", "match", "match-current", "line")
    numbers = {name: rounded(theme, name, ColorSystem.EIGHT_BIT) for name in grounds}
    assert [pair for pair in combinations(grounds, 2) if numbers[pair[0]] == numbers[pair[1]]] == []


@pytest.mark.parametrize("theme", [few_colors(theme) for theme in THEMES], ids=lambda one: one.name)
def test_sixteen_colors_are_the_terminals_own(theme: Theme) -> None:
    assert set(theme.variables) == set(NIGHT.variables) == set(PAPER.variables)
    assert set(theme.variables.values()) <= set(ANSI.values())
    numbers = [rounded(theme, ground, ColorSystem.STANDARD) for ground in GROUNDS]
    assert len(set(numbers)) == len(GROUNDS)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_what_stands_on_a_ground_is_readable_in_a_terminal_of_256_colors(
    theme: Theme,
) -> None:
    words = ("plain linked coded", "A quote.", "A heading.")
    spans = (Span("link", 6, 12, "x"), Span("code", 13, 18))
    text = article(*words, kinds=("paragraph", "quote", "heading"), spans=spans)
    last = len(text.text)
    async with shown(text) as (pane, pilot):
        pane.app.register_theme(theme)
        pane.app.theme = theme.name
        pane.add_class("rounded-colors")
        pane.set_matches(find(text.text, "heading"))
        for hue in Hue:
            struck = [annotation(0, last, ink, style=Style.STRIKE) for ink in Hue]
            pane.set_annotations([annotation(0, last, hue), *struck])
            for selected in ((0, 0), (0, last)):
                pane.set_selection(selected, cursor_visible=False)
                await pilot.pause()
                styles = {
                    part.style for strip in strips(pane) for part in strip if part.text.strip()
                }
                shades = [
                    [
                        shade.downgrade(ColorSystem.EIGHT_BIT).get_truecolor().hex
                        for shade in (style.color, style.bgcolor)
                        if shade
                    ]
                    for style in styles
                    if style and style.strike
                ]
                assert len(shades) >= 3
                assert [pair for pair in shades if contrast_of(*pair) < READABLE] == []
