"""The reading pane alone on a screen, and what is seen of it: rows, signs, looks."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from rich.style import Style
from textual.pilot import Pilot
from textual.strip import Strip

from reader.core.annotation import Anchor, Annotation, Color, Status
from reader.core.annotation import Style as Drawing
from reader.core.article import Article, Block, BlockKind, Span
from reader.core.layout import Shape
from reader.settings import NotesShown, styles_folder
from reader.tui.widgets.article_pane import ArticlePane
from tests.tui.stage import Stage

WORDS = "Le marché polonais est un marché important pour la firme, et il croît encore. "


PARAGRAPHS: tuple[BlockKind, ...] = ("paragraph",) * 50


class PaneStage(Stage):
    """A stage on which the styles of the pane are known."""

    CSS_PATH = [styles_folder() / name for name in ("base.tcss", "reading.tcss", "few_colors.tcss")]


def article(
    *paragraphs: str, kinds: Sequence[BlockKind] = (), spans: Sequence[Span] = ()
) -> Article:
    """An article of blocks; all are paragraphs unless their kinds are given."""
    blocks, start = [], 0
    for text, kind in zip(paragraphs, kinds or PARAGRAPHS[: len(paragraphs)], strict=True):
        level = 1 if kind in ("heading", "quote", "item") else 0
        blocks.append(Block(kind, start, start + len(text), level))
        start += len(text) + 1
    return Article("\n".join(paragraphs), tuple(blocks), tuple(spans))


BOOK = article(*[f"{number}. {WORDS * 3}".strip() for number in range(40)])


def annotation(
    start: int,
    end: int,
    color: Color | None = Color.YELLOW,
    *,
    note: str = "",
    style: Drawing = Drawing.HIGHLIGHT,
    tags: tuple[str, ...] = (),
    status: Status = "exact",
) -> Annotation:
    return Annotation(
        id=f"{start}-{end}",
        article="a",
        anchor=Anchor(start, end, ""),
        color=color,
        note=note,
        style=style,
        tags=tags,
        status=status,
    )


def strips(pane: ArticlePane) -> list[Strip]:
    return pane.render_lines(pane.size.region)


def rows(pane: ArticlePane) -> list[str]:
    """The lines of the pane as text."""
    return ["".join(segment.text for segment in strip) for strip in strips(pane)]


def gutters(pane: ArticlePane) -> list[str]:
    """What stands before the text in each line, the bar of the current paragraph aside."""
    left = pane._typeset.columns.text
    return [row[:left].replace("▎", "").strip() for row in rows(pane)]


def look(pane: ArticlePane, line: int, word: str) -> Style:
    """The style of a word in a line."""
    place, end = rows(pane)[line].index(word), 0
    for segment in strips(pane)[line]:
        end += len(segment.text)
        if end > place:
            assert segment.style is not None
            return segment.style
    raise AssertionError(word)


def ground(style: Style) -> str:
    """The background of a style, as themes write it."""
    assert style.bgcolor is not None
    assert style.bgcolor.triplet is not None
    return style.bgcolor.triplet.hex


@asynccontextmanager
async def shown(
    text: Article,
    shape: Shape | None = None,
    size: tuple[int, int] = (100, 30),
    *,
    notes: NotesShown = "sign",
    **places: int,
) -> AsyncIterator[tuple[ArticlePane, Pilot[None]]]:
    """The pane on a screen of its own, showing an article."""
    pane = ArticlePane(notes)
    pane.show(text, shape or Shape(), **places)
    async with PaneStage(pane).run_test(size=size) as pilot:
        pane.focus()
        await pilot.pause()
        yield pane, pilot
