"""The command palette: Textual's, left once."""

from textual.command import CommandPalette

from reader.tui.once import LeftOnce


class Palette(CommandPalette, LeftOnce[None]):
    """Lists the commands of the screen below it."""
