"""Which presses stand for which command in a mode: the table's own keys, or the person's.

Pure data, as the table is: the command line checks the settings with it.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from reader.tui.commands import COMMANDS, MODES, Command, Mode, commands_in

Overrides = Mapping[str, Sequence[str]]
"""Command name to keys, from the settings. It holds in every mode that has the command."""

NAMED_KEYS = {
    *("Space", "Enter", "Esc", "Tab", "Backspace", "Del", "Ins", "PgDn", "PgUp", "Home", "End"),
    *("↓", "↑", "←", "→"),
    *(f"F{number}" for number in range(1, 13)),
}
MODIFIERS = ("Ctrl+", "Alt+", "Shift+")


class Conflict(NamedTuple):
    """Why keys from the settings are not in force; the command keeps its own."""

    command: str
    message: str


@cache
def split_keys(keys: str) -> tuple[str, ...]:
    """The single presses of a key sequence: `gg` is two, `Ctrl+D` and `PgDn` are one.

    Presses may be parted by spaces: `g Space`.
    """
    presses: list[str] = []
    for word in keys.split():
        one = len(word) == 1 or word in NAMED_KEYS or word.startswith(MODIFIERS)
        presses.extend([word] if one else word)
    return tuple(presses)


def keymap(mode: Mode, overrides: Overrides | None = None) -> dict[tuple[str, ...], str]:
    """Presses to command name for one mode, with the person's own keys where they can be."""
    return _keymap(mode, _accepted(overrides or {})[0])


def conflicts(overrides: Overrides) -> list[Conflict]:
    """What is wrong with the person's own keys, in the order in which they stand there."""
    return _accepted(overrides)[1]


def keys_of(command: Command, overrides: Overrides | None = None) -> tuple[str, ...]:
    """The keys of a row that are in force."""
    return _accepted(overrides or {})[0].get(command.name, command.keys)


@cache
def modes_of(name: str) -> tuple[Mode, ...]:
    """The modes in which there is a command of that name."""
    return tuple(
        mode for mode in MODES if any(command.name == name for command in commands_in(mode))
    )


def _keymap(mode: Mode, accepted: Mapping[str, tuple[str, ...]]) -> dict[tuple[str, ...], str]:
    return {
        split_keys(keys): command.name
        for command in commands_in(mode)
        for keys in accepted.get(command.name, command.keys)
    }


def _accepted(overrides: Overrides) -> tuple[dict[str, tuple[str, ...]], list[Conflict]]:
    names = {command.name for command in COMMANDS}
    accepted: dict[str, tuple[str, ...]] = {}
    found: dict[str, Conflict] = {}
    for name, keys in overrides.items():
        if name not in names:
            found[name] = Conflict(name, f"there is no command {name!r}")
        elif not all(split_keys(key) for key in keys):
            found[name] = Conflict(name, f"{name}: a key is empty")
        else:
            accepted[name] = tuple(keys)
    while clash := _clash(accepted):
        del accepted[clash.command]
        found[clash.command] = clash
    return accepted, [found[name] for name in overrides if name in found]


def _clash(accepted: dict[str, tuple[str, ...]]) -> Conflict | None:
    """The last of the person's commands whose keys are, or begin, another command's keys."""
    for name in reversed(accepted):
        for mode in modes_of(name):
            taken = _keymap(mode, accepted | {name: ()})
            for own in accepted[name]:
                mine = split_keys(own)
                for presses, other in taken.items():
                    shared = min(len(mine), len(presses))
                    if mine[:shared] == presses[:shared]:
                        return Conflict(name, f"{name}: {own} is taken by {other} ({mode})")
    return None
