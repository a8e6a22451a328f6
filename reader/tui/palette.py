"""The command palette: Textual's, left once."""

from textual import on
from textual.command import CommandPalette
from textual.widgets import OptionList

from reader.tui.once import LeftOnce


class Palette(CommandPalette, LeftOnce[None]):
    """Lists the commands of the screen below it."""

    @on(OptionList.OptionSelected)
    def choose_once(self, event: OptionList.OptionSelected) -> None:
        """Let the second of two clicks that come at once choose nothing."""
        if self.app.screen is not self:
            event.stop()
            event.prevent_default()
