"""What is said of an article whose text has changed since it was annotated."""

from collections.abc import Mapping

from reader.library.outcomes import Revised
from reader.tui.commands import COMMANDS
from reader.tui.keymap import keys_of


def told(revised: Revised, keys: Mapping[str, tuple[str, ...]]) -> str:
    """One line: what became of the annotations, and which key repairs those that are lost."""
    counts = (
        (revised.moved, "moved"),
        (revised.changed, "changed"),
        (revised.to_repair, "to repair"),
    )
    said = ", ".join(f"{count} {what}" for count, what in counts if count) or "nothing is lost"
    found = next((keys_of(one, keys) for one in COMMANDS if one.name == "repair"), ())
    press = f": press {found[0]}" if revised.to_repair and found else ""
    return f"The text has changed: {said}{press}"
