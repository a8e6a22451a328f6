"""What a person chose or typed last, so that they need not do so again.

```text
<data>/state/commands.txt    the commands to which passages were piped, one a line, newest first
<data>/state/pen.txt         the colour and the style in which they highlight
```

Both stand behind a checksum.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

from reader.core.annotation import Color, Pen, Style
from reader.core.safe import safe_line
from reader.library.scraps import Scraps

COMMANDS: Final = 30
"""Commands that are kept."""


class Recalling(Scraps):
    """What is remembered of what a person chose and typed."""

    _pen: Pen | None = None
    """None until it has been asked for."""

    @property
    def pen(self) -> Pen:
        """In which colour and style the person highlights: what they chose last, here or before."""
        with self._guard:
            if self._pen is None:
                self._pen = _pen_of(self._read_state(self._pen_file) or b"")
            return self._pen

    def choose_pen(self, pen: Pen) -> None:
        """Highlight so from now on; a disk that refuses forgets it at the end."""
        with self._guard, suppress(OSError):
            if pen != self.pen:
                self._pen = pen
                if self.read_only is None:
                    written = " ".join(pen).encode()
                    self._change_state(self._pen_file, lambda _: written)

    def commands(self) -> list[str]:
        """The last commands, newest first, each once."""
        with self._guard:
            return _commands(self._read_state(self._commands_file) or b"")

    def remember_command(self, command: str) -> None:
        """Put a command before those that are kept; a disk that refuses forgets it."""

        def changed(body: bytes) -> bytes:
            kept = dict.fromkeys((safe_line(command), *_commands(body)))
            return "\n".join(list(kept)[:COMMANDS]).encode("utf-8", "replace")

        if self.read_only is None:
            with self._guard, suppress(OSError):
                self._change_state(self._commands_file, changed)

    @property
    def _commands_file(self) -> Path:
        return self._data / "state" / "commands.txt"

    @property
    def _pen_file(self) -> Path:
        return self._data / "state" / "pen.txt"


def _pen_of(body: bytes) -> Pen:
    """The pen that a file holds; the first one, if it holds none that is known here."""
    try:
        color, style = body.decode().split()
        return Pen(Color(color), Style(style))
    except ValueError:
        return Pen()


def _commands(body: bytes) -> list[str]:
    lines = body.decode("utf-8", "replace").split("\n")
    return [*filter(None, map(safe_line, lines))][:COMMANDS]
