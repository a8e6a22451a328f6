"""What the mouse does in the reading pane."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from textual.events import MouseScrollDown
from textual.pilot import Pilot

from reader.core.article import Article
from reader.core.layout import Shape
from reader.tui.widgets.article_pane import ArticlePane
from reader.tui.widgets.pointed_text import PointedText
from tests.tui.pane import BOOK, PaneStage, rows


class Listening(PaneStage):
    """Remembers what the pane says."""

    def __init__(self, pane: ArticlePane) -> None:
        super().__init__(pane)
        self.heard: list[object] = []

    def on_pointed_text_clicked(self, event: PointedText.Clicked) -> None:
        self.heard.append((event.offset, event.times))

    def on_pointed_text_dragged(self, event: PointedText.Dragged) -> None:
        self.heard.append((event.origin, event.offset))

    def on_pointed_text_scrolled(self, event: PointedText.Scrolled) -> None:
        self.heard.append("scrolled")


@asynccontextmanager
async def listening(text: Article) -> AsyncIterator[tuple[Listening, ArticlePane, Pilot[None]]]:
    pane = ArticlePane()
    pane.show(text, Shape())
    app = Listening(pane)
    async with app.run_test(size=(100, 20)) as pilot:
        await pilot.pause()
        yield app, pane, pilot


async def test_a_click_says_the_offset_under_it_and_how_often() -> None:
    async with listening(BOOK) as (app, pane, pilot):
        left = rows(pane)[0].index("0. Le")
        await pilot.click(pane, offset=(left + 5, 0))
        await pilot.double_click(pane, offset=(left + 9, 0))
        await pilot.triple_click(pane, offset=(left + 12, 0))
        assert app.heard[0] == (5, 1)
        assert (9, 2) in app.heard
        assert (12, 3) in app.heard


async def test_a_drag_says_from_where_to_where_also_upwards() -> None:
    async with listening(BOOK) as (app, pane, pilot):
        left = rows(pane)[0].index("0. Le")
        await pilot.mouse_down(pane, offset=(left + 20, 1))
        await pilot.hover(pane, offset=(left + 3, 0))
        await pilot.mouse_up(pane, offset=(left + 3, 0))
        second = pane.view.layout.starts[1]
        assert app.heard[0] == (second + 20, 3)


async def wait_for(condition: Callable[[], bool]) -> None:
    """Let messages be handled until something is true."""
    for _ in range(200):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError


async def test_the_wheel_scrolls_and_says_so() -> None:
    async with listening(BOOK) as (app, pane, _):
        notch = MouseScrollDown(pane, 5, 5, 0, 1, 0, shift=False, meta=False, ctrl=False)
        pane.post_message(notch)
        await wait_for(lambda: "scrolled" in app.heard)
        assert pane.view.top == 3


async def test_the_scrollbar_can_be_clicked() -> None:
    async with listening(BOOK) as (app, pane, pilot):
        await pilot.mouse_down(pane, offset=(99, 19))
        await pilot.mouse_up(pane, offset=(99, 19))
        assert pane.view.is_at_end
        assert "scrolled" in app.heard
