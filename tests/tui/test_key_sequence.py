"""Counts, keys of two presses and keys that take a letter come to the right command."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.commands import MODES, Mode, commands_in
from reader.tui.key_sequence import (
    LARGEST_COUNT,
    KeySequence,
    Pending,
    Ready,
    Result,
    Unknown,
    key_name,
)
from reader.tui.keymap import split_keys


def press(presses: str, mode: Mode = "reading") -> Result:
    sequence = KeySequence(mode)
    result: Result = Pending("")
    for key in presses.split():
        result = sequence.feed(key)
    return result


@pytest.mark.parametrize(
    ("presses", "result"),
    [
        ("j", Ready("next_paragraph")),
        ("5 j", Ready("next_paragraph", 5)),
        ("1 2 G", Ready("last", 12)),
        ("1 0 j", Ready("next_paragraph", 10)),
        ("1", Pending("1")),
        ("1 2 g", Pending("12g")),
        ("g g", Ready("first")),
        ("3 g g", Ready("first", 3)),
        ("g v", Ready("select_again")),
        ("g x", Unknown("gx")),
        ("0", Unknown("0")),
        ("c", Pending("c")),
        ("c y", Ready("choose_color", None, "yellow")),
        ("c p", Ready("choose_color", None, "purple")),
        ("c x", Unknown("cx")),
        ("m a", Ready("set_bookmark", None, "a")),
        ("m Q", Ready("set_bookmark", None, "Q")),
        ("m Enter", Unknown("mEnter")),
        ("' a", Ready("jump_to_bookmark", None, "a")),
        ("m 1", Unknown("m1")),
        ("1 2 Esc", Pending("")),
        ("c Esc", Pending("")),
        ("1 2 Esc j", Ready("next_paragraph")),
        ("g x j", Ready("next_paragraph")),
        ("Esc", Ready("cancel")),
        ("]", Ready("next_annotation")),
        ("[", Ready("previous_annotation")),
        ("2 >", Ready("next_annotation", 2)),
        ("Ctrl+D", Ready("half_page_down")),
        ("é", Unknown("é")),
    ],
)
def test_presses_in_the_reading_pane(presses: str, result: Result) -> None:
    assert press(presses) == result


def test_zero_is_the_start_of_the_line_while_selecting_and_a_digit_of_a_count() -> None:
    assert press("0", "selecting") == Ready("row_start")
    assert press("2 0 w", "selecting") == Ready("word_forward", 20)


def test_the_library_has_views_where_the_pane_has_counts() -> None:
    assert press("2", "library") == Ready("view_unread")
    assert press("7", "library") == Unknown("7")


def test_no_count_is_too_large() -> None:
    assert press("9 " * 400 + "j") == Ready("next_paragraph", LARGEST_COUNT)


def test_a_persons_own_keys_are_understood() -> None:
    sequence = KeySequence("reading", {"highlight": ["g h"]})
    assert sequence.feed("g") == Pending("g")
    assert sequence.feed("h") == Ready("highlight")


KEYS = st.sampled_from([*"0123456789gvcmybjGhxé'\"[]", "Esc", "Enter", "Space", "Ctrl+D", "Alt+→"])


@given(st.sampled_from(MODES), st.lists(KEYS))
def test_whatever_is_pressed_escape_twice_leaves_nothing_pending(
    mode: Mode, keys: list[str]
) -> None:
    sequence = KeySequence(mode)
    for key in keys:
        result = sequence.feed(key)
        if isinstance(result, Pending):
            assert result.text == sequence.pending
        else:
            assert sequence.pending == ""
    sequence.feed("Esc")
    assert sequence.pending == ""


@given(st.data(), st.sampled_from(MODES))
def test_every_row_of_the_table_can_be_pressed_after_anything_that_came_to_an_end(
    data: st.DataObject, mode: Mode
) -> None:
    sequence = KeySequence(mode)
    for key in data.draw(st.lists(KEYS)):
        sequence.feed(key)
    sequence.clear()
    row = data.draw(st.sampled_from(commands_in(mode)))
    presses = split_keys(data.draw(st.sampled_from(row.keys)))
    counts = mode in ("reading", "selecting")
    count = data.draw(st.none() | st.integers(1, LARGEST_COUNT)) if counts else None
    if presses[0] in ("0", "Esc"):  # 0 goes on with a count, Esc ends it
        count = None
    argument = {"letter": ("a", "a"), "color": ("g", "green")}.get(row.argument or "")
    for key in [*str(count or ""), *presses, *(argument or ())[:1]]:
        result = sequence.feed(key)
    assert result == Ready(row.name, count, argument[1] if argument else None)


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("j", "j", "j"),
        ("G", "G", "G"),
        ("slash", "/", "/"),
        ("plus", "+", "+"),
        ("space", " ", "Space"),
        ("enter", "\r", "Enter"),
        ("escape", "\x1b", "Esc"),
        ("tab", "\t", "Tab"),
        ("ctrl+d", "\x04", "Ctrl+D"),
        ("pagedown", None, "PgDn"),
        ("down", None, "↓"),
        ("alt+right", None, "Alt+→"),
        ("ctrl+shift+left", None, "Ctrl+Shift+←"),
        ("latin_small_letter_e_with_acute", "é", "é"),
        ("f1", None, "F1"),
        ("ctrl+at", "\x00", "Ctrl+At"),
    ],
)
def test_keys_are_named_as_a_person_writes_them(key: str, character: str | None, name: str) -> None:
    assert key_name(key, character) == name
