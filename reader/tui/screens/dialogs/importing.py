"""Which file or folder is taken into the library."""

import os
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.suggester import Suggester
from textual.widgets import Label, Static

from reader.core.safe import safe_line
from reader.tui.screens.dialogs.picker import Frame
from reader.tui.widgets.line_input import LineInput


class ImportDialog(Frame[Path]):
    """Returns the path of a file or folder that is there."""

    def __init__(self) -> None:
        super().__init__("Import", "Enter import · Tab complete · Esc close")
        self.box.add_class("small", "form")
        self.path_line = PathLine()
        self.problem = Static("", markup=False, classes="problem")

    def compose(self) -> ComposeResult:
        """One line, and what is wrong with it."""
        with self.box:
            with Horizontal(classes="field"):
                yield Label("From", markup=False)
                yield self.path_line
            yield self.problem

    def on_mount(self) -> None:
        """Begin to type."""
        self.path_line.focus()

    def on_input_changed(self) -> None:
        """What was wrong may be right now."""
        self.problem.update("")

    def on_input_submitted(self) -> None:
        """Take it, if there is something of that name."""
        name = self.path_line.value.strip()
        try:
            path = Path(name).expanduser()
            is_there = bool(name) and path.exists()
        except (OSError, RuntimeError):  # longer than a name can be; `~` and nobody's name
            is_there = False
        if is_there:
            self.dismiss(path)
        else:
            said = "There is nothing of that name." if name else "Say which file or folder."
            self.problem.update(Content(said))


class PathLine(LineInput):
    """A line in which Tab completes the name of a file or folder."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "cursor_right", show=False)]

    def __init__(self) -> None:
        super().__init__(
            placeholder="a text, a folder, or annotations",
            compact=True,
            select_on_focus=False,
            suggester=Paths(),
        )


class Paths(Suggester):
    """The first name in a folder that goes on as one has begun to type it."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole line, with a `/` behind a folder."""
        folder, begun = os.path.split(value)
        if not begun:
            return None
        names: list[str] = []
        with (
            suppress(OSError, ValueError, RuntimeError),
            os.scandir(Path(folder or ".").expanduser()) as found,
        ):
            names = sorted(
                f"{one.name}/" if one.is_dir() else one.name
                for one in found
                if one.name.startswith(begun) and one.name == safe_line(one.name)
            )
        return value.removesuffix(begun) + names[0] if names else None
