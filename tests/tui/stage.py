"""An app with nothing on it but what a test puts there, and in which a dialog's answer is kept."""

from collections.abc import Sequence
from typing import Any, Final

from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.theme import Theme
from textual.widget import Widget

from reader.settings import styles_folder
from reader.tui.themes import NIGHT, variables_for

LOOKS: Final = 500
"""Looks at the screen until a text must be there."""


class Stage(App[None]):
    """Shows one widget, or asks with one dialog."""

    CSS_PATH = [styles_folder() / "base.tcss", styles_folder() / "dialogs.tcss"]

    def __init__(self, shown: Widget | ModalScreen[Any], theme: Theme = NIGHT) -> None:
        super().__init__()
        self.register_theme(theme)
        self.theme = theme.name
        self.shown = shown
        self.answers: list[object] = []
        """What the dialog returned; None where it was left."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """As the program's."""
        return variables_for(self.current_theme)

    def compose(self) -> ComposeResult:
        """The widget, if it is one."""
        if not isinstance(self.shown, ModalScreen):
            yield self.shown

    def on_mount(self) -> None:
        """The dialog, if it is one."""
        if isinstance(self.shown, ModalScreen):
            self.push_screen(self.shown, self.answers.append)

    @property
    def picture(self) -> str:
        """What stands on the screen, without styles."""
        strips = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)


async def answer(
    dialog: ModalScreen[Any], keys: Sequence[str], *, size: tuple[int, int] = (80, 24)
) -> object:
    """What a dialog returns for these keys; an AssertionError if it is still open then."""
    app = Stage(dialog)
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert app.answers, f"still open:\n{app.picture}"
        return app.answers[0]


async def seen(pilot: Pilot[None], app: Stage, text: str) -> None:
    """Wait until a text stands on the screen; an AssertionError after some seconds."""
    for _ in range(LOOKS):
        if text in app.picture:
            return
        await pilot.pause(0.01)
    raise AssertionError(f"no {text!r} on:\n{app.picture}")


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Press a key for each character."""
    await pilot.press(*(" " if character == " " else character for character in text))
