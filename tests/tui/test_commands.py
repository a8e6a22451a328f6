"""The table of commands keeps what the interface promises, and the person's own keys are safe."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.tui.commands import COMMANDS, FOOTER, MODES, Mode, commands_in
from reader.tui.keymap import conflicts, keymap, keys_of, split_keys

PROMISED: dict[Mode, dict[str, str]] = {
    "reading": {
        "Tab": "quit",
        "j": "next_paragraph",
        "k": "previous_paragraph",
        "↓": "line_down",
        "↑": "line_up",
        "Ctrl+E": "line_down",
        "Ctrl+Y": "line_up",
        "Space": "page_down",
        "b": "page_up",
        "PgDn": "page_down",
        "PgUp": "page_up",
        "Ctrl+F": "page_down",
        "Ctrl+B": "page_up",
        "Ctrl+D": "half_page_down",
        "Ctrl+U": "half_page_up",
        "gg": "first",
        "G": "last",
        "Home": "first",
        "End": "last",
        "L": "next_heading",
        "H": "previous_heading",
        "}": "next_heading",
        "{": "previous_heading",
        "J": "next_article",
        "K": "previous_article",
        "h": "highlight",
        "e": "edit_passage",
        "O": "repair",
        "f": "hints",
        "c": "choose_color",
        "a": "note",
        "t": "tags",
        "d": "delete",
        "u": "undo",
        "Ctrl+R": "redo",
        "s": "select_sentence",
        "v": "select_characters",
        "V": "select_paragraphs",
        "y": "copy",
        "Y": "copy_as",
        '"': "copies",
        "R": "review",
        "|": "pipe",
        "W": "look_up",
        "/": "search",
        "n": "next_match",
        "N": "previous_match",
        "F": "search_all",
        "A": "annotations",
        ">": "next_annotation",
        "<": "previous_annotation",
        "]": "next_annotation",
        "[": "previous_annotation",
        "i": "outline",
        "m": "set_bookmark",
        "'": "jump_to_bookmark",
        "Ctrl+O": "back",
        "Alt+→": "forward",
        "o": "open_link",
        "r": "toggle_read",
        "*": "star",
        "z": "zen",
        "+": "wider",
        "-": "narrower",
        "=": "reset_width",
        "B": "boilerplate",
        ":": "palette",
        "Ctrl+P": "palette",
        "?": "help",
        "q": "quit",
        "Esc": "cancel",
        "Ctrl+Z": "suspend",
    },
    "selecting": {
        "h": "character_left",
        "j": "row_down",
        "k": "row_up",
        "l": "character_right",
        "w": "word_forward",
        "b": "word_backward",
        "e": "word_end",
        "0": "row_start",
        "$": "row_end",
        "(": "previous_sentence",
        ")": "next_sentence",
        "{": "previous_paragraph",
        "}": "next_paragraph",
        "H": "previous_paragraph",
        "L": "next_paragraph",
        "gg": "first",
        "G": "last",
        "/": "search",
        "o": "swap_ends",
        "s": "add_sentence",
        "Enter": "highlight",
        "c": "choose_color",
        "a": "note",
        "t": "tags",
        "#": "tags",
        "y": "copy",
        "Y": "copy_as",
        "|": "pipe",
        "W": "look_up",
        "d": "delete",
        "gv": "select_again",
        "f": "extend_hint",
        "Esc": "cancel",
    },
    "passage": {
        "h": "character_left",
        "w": "word_forward",
        "$": "row_end",
        ")": "next_sentence",
        "o": "swap_ends",
        "f": "extend_hint",
        "s": "add_sentence",
        "/": "search",
        "Enter": "keep",
        "Esc": "cancel",
    },
    "review": {
        "1": "grade_again",
        "2": "grade_hard",
        "3": "grade_good",
        "4": "grade_easy",
        "s": "skip",
        "a": "note",
        "t": "tags",
        "c": "choose_color",
        "d": "delete",
        "e": "edit_passage",
        "y": "copy",
        "o": "open_link",
        "Enter": "jump",
        "u": "undo",
        "Esc": "quit",
    },
    "hints": {"Backspace": "take_back", "Esc": "cancel"},
    "library": {
        "j": "next_article",
        "k": "previous_article",
        "gg": "first",
        "G": "last",
        "Enter": "open",
        "l": "open",
        "Space": "preview_down",
        "b": "preview_up",
        "/": "filter",
        "F": "search_all",
        "A": "all_annotations",
        "S": "sort",
        "1": "view_all",
        "2": "view_unread",
        "3": "view_reading",
        "4": "view_done",
        "5": "view_annotated",
        "e": "edit_details",
        "r": "toggle_read",
        "*": "star",
        "t": "tags",
        "x": "archive",
        "I": "import_files",
        "Tab": "open",
        "D": "trash",
        "u": "undo",
        ":": "palette",
        "?": "help",
        "q": "quit",
        "Esc": "cancel",
    },
    "note": {"Ctrl+S": "save", "Esc": "save", "Ctrl+E": "editor", "Ctrl+G": "discard"},
    "annotations": {
        "j": "next",
        "k": "previous",
        "Enter": "jump",
        "Space": "tick",
        "c": "choose_color",
        "t": "tags",
        "a": "note",
        "d": "delete",
        "y": "copy",
        "Y": "copy_as",
        '"': "copies",
        "R": "review",
        "/": "filter",
        "S": "save_query",
        "Q": "saved_queries",
        "@": "saved_queries",
        "Tab": "other_scope",
        "s": "sort",
        "E": "export",
        "O": "repair",
        "u": "undo",
        "Esc": "close",
    },
    "repair": {
        "j": "next_candidate",
        "k": "previous_candidate",
        "Enter": "attach",
        "n": "next_orphan",
        "x": "keep_orphan",
        "/": "find_place",
        "u": "undo",
        "Esc": "close",
    },
}

modes = pytest.mark.parametrize("mode", MODES)


@modes
def test_every_promised_key_does_what_was_promised(mode: Mode) -> None:
    keys = keymap(mode)
    assert {key: keys.get(split_keys(key)) for key in PROMISED[mode]} == PROMISED[mode]


@modes
def test_no_key_has_two_meanings_and_none_hides_a_longer_one(mode: Mode) -> None:
    presses = sorted(split_keys(keys) for row in commands_in(mode) for keys in row.keys)
    for one, next_one in pairwise(presses):
        assert one != next_one[: len(one)]


@modes
def test_a_command_has_one_row_in_a_mode(mode: Mode) -> None:
    names = [row.name for row in commands_in(mode)]
    assert len(names) == len(set(names))


@modes
def test_the_footer_shows_at_most_six_commands_of_its_mode(mode: Mode) -> None:
    assert len(FOOTER[mode]) <= 6
    assert set(FOOTER[mode]) <= {row.name for row in commands_in(mode)}


def test_rows_can_be_shown_anywhere() -> None:
    for row in COMMANDS:
        assert row.name.isidentifier()
        assert row.keys
        assert len(row.label) <= 12
        assert row.help.endswith(".")


def test_keys_that_many_terminals_cannot_tell_apart_are_not_used() -> None:
    used = {press for row in COMMANDS for keys in row.keys for press in split_keys(keys)}
    assert not used & {"Ctrl+I", "Ctrl+M", "Ctrl+H", "Ctrl+[", "Ctrl+J"}


@pytest.mark.parametrize("mode", MODES)
def test_what_needs_altgr_on_a_french_keyboard_has_a_plain_alias(mode: Mode) -> None:
    altgr = set("~#{[|`\\^@]}")
    rows = [row for row in commands_in(mode) if row.keys]
    assert [row.name for row in rows if all(altgr & {*key} for key in row.keys)] == []


def test_a_persons_own_keys_replace_those_of_the_table() -> None:
    own = {"highlight": ["X", "g h"]}
    keys = keymap("reading", own)
    assert conflicts(own) == []
    assert keys[("X",)] == keys[("g", "h")] == "highlight"
    assert ("h",) not in keys
    row = next(row for row in commands_in("reading") if row.name == "highlight")
    assert keys_of(row, own) == ("X", "g h")


def test_two_keys_can_be_exchanged() -> None:
    own = {"next_match": ["N"], "previous_match": ["n"]}
    assert conflicts(own) == []
    assert keymap("reading", own)[("n",)] == "previous_match"


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ({"star": ["q"]}, "star: q is taken by quit (library)"),
        ({"star": ["g"]}, "star: g is taken by first (library)"),
        ({"sort": ["Z"], "star": ["Z"]}, "star: Z is taken by sort (library)"),
        ({"fly": ["F"]}, "there is no command 'fly'"),
        ({"star": [" "]}, "star: a key is empty"),
    ],
)
def test_keys_that_cannot_be_are_reported_and_the_rest_is_used(
    own: dict[str, list[str]], said: str
) -> None:
    own = {"zen": ["Z"], **own} if "sort" not in own else own
    assert [conflict.message for conflict in conflicts(own)] == [said]
    assert keymap("library", own)[("*",)] == "star"
    assert keymap("library", own)[("q",)] == "quit"


@given(
    st.dictionaries(
        st.sampled_from(sorted({row.name for row in COMMANDS})),
        st.lists(st.sampled_from(["j", "k", "g", "gg", "gx", "Q", "Ctrl+D", "Space", "5"])),
        max_size=5,
    )
)
def test_whatever_the_settings_say_each_press_has_one_meaning(own: dict[str, list[str]]) -> None:
    refused = {conflict.command for conflict in conflicts(own)}
    for mode in MODES:
        presses = sorted(
            split_keys(keys) for row in commands_in(mode) for keys in keys_of(row, own)
        )
        by_name = keymap(mode, own)
        assert set(presses) == set(by_name)
        for row in commands_in(mode):
            wanted = row.keys if row.name in refused else own.get(row.name, row.keys)
            assert {by_name[split_keys(keys)] for keys in wanted} <= {row.name}
