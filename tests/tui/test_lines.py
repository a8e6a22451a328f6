"""The status line and the footer: one row each, at any width, and nothing painted in vain."""

import pytest
from textual.app import App, ComposeResult

from reader.tui.commands import FOOTER, commands_in
from reader.tui.widgets.footer_line import FooterLine
from reader.tui.widgets.status_line import StatusLine

ROWS = tuple(
    sorted(
        (row for row in commands_in("library") if row.name in FOOTER["library"]),
        key=lambda row: FOOTER["library"].index(row.name),
    )
)


class LinesApp(App[None]):
    """Both lines, and what was clicked."""

    CSS = "StatusLine, FooterLine { height: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.status = StatusLine([("La Pologne", "status--strong")], [("12 of 40", "")])
        self.footer = FooterLine(ROWS)
        self.pressed: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.status
        yield self.footer

    def on_footer_line_pressed(self, event: FooterLine.Pressed) -> None:
        self.pressed.append(event.command)


@pytest.mark.parametrize("width", [1, 12, 40, 120])
async def test_both_lines_are_as_wide_as_the_screen(width: int) -> None:
    app = LinesApp()
    async with app.run_test(size=(width, 4)):
        app.status.show([("日本語の長い題名 " * 9, ""), ("more", "")], [("12 of 40", "")])
        assert app.status.render_line(0).cell_length == width
        assert app.footer.render_line(0).cell_length == width


async def test_the_left_side_is_cut_before_the_right_side() -> None:
    app = LinesApp()
    async with app.run_test(size=(24, 4)):
        assert app.status.render_line(0).text == " La Pologne    12 of 40 "
        app.status.show([("A much longer title", "")], [("12 of 40", "")])
        assert app.status.render_line(0).text.endswith("… 12 of 40 ")


async def test_no_piece_is_cut_to_a_letter_or_two() -> None:
    app = LinesApp()
    async with app.run_test(size=(24, 4)):
        app.status.show([("NOTE  ", ""), ("A longer title", "")], [("12 of 40", "")])
        assert app.status.render_line(0).text == " NOTE  A long… 12 of 40 "
        app.status.show([("NOTE 123456", ""), ("A title", "")], [("12 of 40", "")])
        assert app.status.render_line(0).text == " NOTE 123456   12 of 40 "
        app.status.show([("A title", "")], [("1 of 4,000,000,000", "")])
        assert app.status.render_line(0).text == " A … 1 of 4,000,000,000 "


async def test_what_comes_from_outside_is_made_safe() -> None:
    app = LinesApp()
    async with app.run_test(size=(40, 4)):
        app.status.show([("[/b]\x1b]0;x\x07", "")])
        assert "[/b]␛]0;x␇" in app.status.render_line(0).text


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (30, "Enter open   ? help   q quit"),
        (22, "? help   q quit"),
        (9, "q quit"),
        (5, ""),
    ],
)
async def test_a_footer_shows_whole_commands_and_last_of_all_gives_up_what_leads_out(
    width: int, shown: str
) -> None:
    app = LinesApp()
    async with app.run_test(size=(width, 4)):
        assert app.footer.render_line(0).text.strip() == shown


@pytest.mark.parametrize(("width", "gap"), [(58, 3), (57, 2), (48, 1), (47, 2)])
async def test_a_footer_moves_its_commands_closer_before_it_leaves_one_out(
    width: int, gap: int
) -> None:
    app = LinesApp()
    async with app.run_test(size=(width, 4)):
        shown = app.footer.render_line(0).text
        assert f" Enter open{' ' * gap}/ filter{' ' * gap}S sort" in shown
        assert ("* star" in shown) == (width >= 48)


async def test_a_command_in_the_footer_can_be_clicked() -> None:
    app = LinesApp()
    async with app.run_test(size=(80, 4)) as pilot:
        await pilot.click(FooterLine, offset=(16, 0))
        await pilot.click(FooterLine, offset=(79, 0))
        assert app.pressed == ["filter"]
        await pilot.click(FooterLine, offset=(2, 0), times=2)
        assert app.pressed == ["filter", "open"]
