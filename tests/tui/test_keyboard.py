"""Screens and the table of commands: neither has what the other lacks."""

import pytest

from reader.tui.commands import Mode, commands_in
from reader.tui.keyboard import CommandScreen
from reader.tui.screens.annotations import AnnotationsScreen
from reader.tui.screens.library import LibraryScreen
from reader.tui.screens.reading import ReadingScreen
from reader.tui.screens.repair import RepairScreen
from reader.tui.screens.review import ReviewScreen

SCREENS: list[tuple[type[CommandScreen], tuple[Mode, ...]]] = [
    (LibraryScreen, ("library",)),
    (ReadingScreen, ("reading", "selecting", "passage", "hints", "note")),
    (AnnotationsScreen, ("annotations", "note")),
    (RepairScreen, ("reading", "selecting", "passage", "hints", "note", "repair")),
    (ReviewScreen, ("reading", "selecting", "passage", "hints", "note", "review")),
]


@pytest.mark.parametrize(("screen", "modes"), SCREENS)
def test_every_command_has_its_method_and_every_method_its_command(
    screen: type[CommandScreen], modes: tuple[Mode, ...]
) -> None:
    rows = {row.name for mode in modes for row in commands_in(mode)}
    methods = {name.removeprefix("do_") for name in dir(screen) if name.startswith("do_")}
    assert methods == rows
