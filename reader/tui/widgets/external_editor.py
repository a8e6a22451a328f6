"""The person's own editor: a text goes out in a private file, and comes back."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Edited(NamedTuple):
    """What came back."""

    text: str | None
    """None: nothing came back, the text stays as it was."""
    problem: str | None = None
    """A sentence for the person; None if all went well."""


def edit_outside(text: str, place: Path, environment: Mapping[str, str] | None = None) -> Edited:
    """Open a text in `$VISUAL`, else `$EDITOR`, and wait until that program ends.

    It must own the terminal meanwhile. The file is readable by the person alone, lies beside
    `place` with a name that begins and ends like that, and is removed, except where it may hold
    something that could not be read back.
    """
    environment = os.environ if environment is None else environment
    named = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        command = shlex.split(named)
    except ValueError:
        return Edited(None, f"Reader cannot understand the editor command: {named}")
    if not command:
        return Edited(None, "No editor is set: put its name into the variable EDITOR.")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # mkstemp makes the file 0600.
        descriptor, name = tempfile.mkstemp(place.suffix, f"{place.stem}-", place.parent)
        path = Path(name)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        return Edited(None, f"The note could not be handed to the editor: {error.strerror}.")
    try:
        status = subprocess.run([*command, name], check=False).returncode
    except OSError as error:
        path.unlink(missing_ok=True)
        return Edited(None, f"The editor {command[0]} did not start: {error.strerror}.")
    try:
        written = path.read_bytes().decode("utf-8", errors="replace")
    except OSError as error:
        return Edited(None, f"What the editor left cannot be read: {error.strerror}. See {name}")
    path.unlink(missing_ok=True)
    # Editors end the last line; a note does not.
    written = written if text.endswith("\n") else written.removesuffix("\n")
    if status == 0:
        return Edited(written)
    ended = f"{command[0]} ended with an error ({status})"
    if written in ("", text):
        return Edited(None, f"{ended}; the note is unchanged.")
    return Edited(written, f"{ended}; what it had written is here.")
