"""The commands to which passages were piped, so that none has to be typed twice.

`<data>/state/commands.txt` has one a line, the newest first, behind a checksum.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

from reader.core.safe import safe_line
from reader.library.scraps import Scraps

COMMANDS: Final = 30
"""Commands that are kept."""


class Recalling(Scraps):
    """What is remembered of what a person typed."""

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


def _commands(body: bytes) -> list[str]:
    lines = body.decode("utf-8", "replace").split("\n")
    return [*filter(None, map(safe_line, lines))][:COMMANDS]
