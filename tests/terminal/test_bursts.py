"""Keys that come all at once, as over a slow line: each is taken where the one before has led."""

from contextlib import closing
from pathlib import Path

import pytest

from reader.library import Library
from tests.terminal.terminal import (
    EDITOR_OPEN,
    READER,
    Terminal,
    annotations_in,
    command_line,
    private_environment,
    reader_in,
)

WORDS = "many words, djk they come at once " * 12

SAVE, DISCARD, OUTSIDE, ESC = "\x13", "\x07", "\x05", "\x1b"


def write_article(folder: Path) -> str:
    path = folder / "article.txt"
    path.write_text("\n\n".join(f"Paragraph {name}." for name in ["one", "two", "three", "four"]))
    return str(path)


def notes(folder: Path) -> dict[str, str]:
    """The notes by what they stand on, as another window of the library sees them.

    It is asked again and again: a process each time would keep the one in the terminal waiting.
    """
    with closing(Library(folder / "data")) as library:
        articles = [entry.id for entry in library.entries()]
        return {one.quote: one.note for id_ in articles for one in library.annotations(id_)}


def test_a_note_in_one_burst_is_whole_and_the_keys_behind_it_move_the_cursor(
    tmp_path: Path,
) -> None:
    with reader_in(tmp_path, write_article(tmp_path)) as terminal:
        terminal.wait_for("Paragraph four.")
        terminal.type(f"ja{WORDS}.{SAVE}jjh")
        made = {"Paragraph two.": f"{WORDS}.", "Paragraph four.": ""}
        terminal.wait_until(lambda: notes(tmp_path) == made, "note and highlight")
        terminal.wait_for_absence(EDITOR_OPEN)


@pytest.mark.parametrize(
    ("keys", "made"),
    [
        (ESC, {"Paragraph one.": f"{WORDS}."}),
        (f"{DISCARD}jhk", {"Paragraph one.": "", "Paragraph two.": ""}),
    ],
)
def test_the_keys_that_leave_a_note_come_after_its_words(
    tmp_path: Path, keys: str, made: dict[str, str]
) -> None:
    with reader_in(tmp_path, write_article(tmp_path)) as terminal:
        terminal.wait_for("Paragraph four.")
        terminal.type(f"ha{WORDS}.{keys}")
        terminal.wait_until(lambda: notes(tmp_path) == made, "the note")
        terminal.wait_for_absence(EDITOR_OPEN)
        terminal.press("a")
        terminal.wait_for(EDITOR_OPEN)
        assert "draft" not in terminal.text
        assert ("many words" in terminal.text) == bool(made["Paragraph one."])


def test_another_editor_gets_all_that_was_typed_before_its_key(tmp_path: Path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf " and more" >> "$1"\n')
    editor.chmod(0o700)
    environment = {**private_environment(tmp_path), "EDITOR": str(editor)}
    with Terminal([*READER, write_article(tmp_path)], environment) as terminal:
        terminal.wait_for("Paragraph four.")
        terminal.type(f"a{WORDS}.{OUTSIDE}")
        terminal.wait_for("and more")
        terminal.type(f"!{SAVE}jh")
        made = {"Paragraph one.": f"{WORDS}. and more!", "Paragraph two.": ""}
        terminal.wait_until(lambda: notes(tmp_path) == made, "note and highlight")


def test_a_line_and_a_dialog_take_what_is_typed_before_they_are_seen(tmp_path: Path) -> None:
    with reader_in(tmp_path, write_article(tmp_path)) as terminal:
        terminal.wait_for("Paragraph four.")
        terminal.type("/three\rhtdutch\rjh")
        made = {"Paragraph three.": "", "Paragraph four.": ""}
        terminal.wait_until(lambda: notes(tmp_path) == made, "two highlights")
        terminal.type("A/tag:dutch\rd")
        del made["Paragraph three."]
        terminal.wait_until(lambda: notes(tmp_path) == made, "one highlight")


def test_the_place_of_an_orphan_is_found_by_hand(tmp_path: Path) -> None:
    article = Path(write_article(tmp_path))
    command_line(tmp_path, "add", str(article))
    command_line(tmp_path, "highlight", "Paragraph", "--quote", "Paragraph two.")
    article.write_text(article.read_text().replace("Paragraph two.", "Yet 8 others are here."))
    with reader_in(tmp_path, str(article)) as terminal:
        terminal.wait_for("Yet 8 others", "Paragraph four.")
        terminal.type("O/yet\r\r")
        terminal.wait_for("Nothing is left to")
        [found] = annotations_in(tmp_path)
        assert (found["status"], found["start"]) == ("changed", len("Paragraph one.\n"))
        terminal.type("u/others\r")
        terminal.wait_for("Enter attaches")
        terminal.press("esc", "esc")
        terminal.wait_for("Orphan")
    assert annotations_in(tmp_path)[0]["status"] == "orphan"
