"""The commands to which passages were piped, so that none has to be typed twice.

`<data>/state/commands.txt` has one a line, the newest first, behind a checksum.
"""

from contextlib import suppress
from pathlib import Path
from typing import Final

from reader.core.safe import safe_line
from reader.files import locked, write_safely
from reader.library.folder import LOCK, PATIENCE, sealed
from reader.library.scraps import Scraps

COMMANDS: Final = 30
"""Commands that are kept."""


class Recalling(Scraps):
    """What is remembered of what a person typed."""

    def commands(self) -> list[str]:
        """The last commands, newest first, each once."""
        with self._guard:
            data, _ = self._read_state(self._commands_file)
            lines = (data or b"").decode("utf-8", "replace").split("\n")
            return [*filter(None, map(safe_line, lines))][:COMMANDS]

    def remember_command(self, command: str) -> None:
        """Put a command before those that are kept; a disk that refuses forgets it."""
        if self.read_only:
            return
        folder = self._data / "state"
        with self._guard, suppress(OSError), locked(folder / LOCK, PATIENCE):
            kept = [safe_line(command), *(one for one in self.commands() if one != command)]
            body = "\n".join(kept[:COMMANDS]).encode("utf-8", "replace")
            write_safely(self._commands_file, sealed(body))

    @property
    def _commands_file(self) -> Path:
        return self._data / "state" / "commands.txt"
