"""What a key changes stands on the screen in one frame: a second one comes up to 33 ms later."""

from typing import Any

import pytest
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip

from reader.library import Library
from reader.tui.screens.list_screen import ListScreen
from reader.tui.widgets.long_list import LongList
from tests.tui.person import reading


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """`list` when the list is drawn, `frame` when what was drawn goes to the terminal."""
    order: list[str] = []
    display, draw = App._display, LongList.render_lines

    def displayed(app: App[Any], *arguments: Any) -> None:
        order.append("frame")
        display(app, *arguments)

    def drawn(widget: LongList[Any], crop: Region) -> list[Strip]:
        order.append("list")
        return draw(widget, crop)

    monkeypatch.setattr(App, "_display", displayed)
    monkeypatch.setattr(LongList, "render_lines", drawn)
    return order


async def test_a_letter_of_a_query_and_what_it_lists_are_painted_together(
    library: Library, painted: list[str]
) -> None:
    async with reading(library) as person:
        await person.press("A", "slash")
        assert isinstance(person.pilot.app.screen, ListScreen)
        for key in ("z", "backspace", "z"):
            painted.clear()
            await person.press(key)
            assert painted[:2] == ["list", "frame"]
            assert "list" not in painted[2:]
