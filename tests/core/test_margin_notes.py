"""Notes beside the text: none covers another, each is tied to its passage, and all have a place."""

from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.core.margin_notes import MOST_ROWS, Line, MarginNotes, fold

WIDTH = 24


class Setting(NamedTuple):
    """Notes as they are given."""

    notes: list[str]
    rows: list[int]
    groups: list[int]


words = st.lists(st.sampled_from(["mot", "漢字", "e\u0301té", "\n", "a" * 30]), max_size=60).map(
    " ".join
)


@st.composite
def settings_of_notes(draw: st.DrawFn) -> Setting:
    """Some rows of some paragraphs, each with some notes."""
    rows: list[int] = []
    groups: list[int] = []
    row = 0
    for group in range(draw(st.integers(0, 4))):
        row += draw(st.integers(0, 12))
        for _ in range(draw(st.integers(1, 6))):
            rows.append(row)
            groups.append(group)
            row += draw(st.sampled_from([0, 0, 0, 1, 5]))
        row += 1
    return Setting([draw(words) for _ in rows], rows, groups)


def lines(setting: Setting) -> list[Line]:
    """Every row up to the last note, and one more."""
    margin = MarginNotes(*setting, WIDTH)
    return [margin.line(row) or Line(" ") for row in range(margin.end + 1)]


@settings(max_examples=60)
@given(settings_of_notes())
def test_every_note_has_rows_of_its_own_at_or_below_its_passage_and_all_are_in_order(
    setting: Setting,
) -> None:
    shown = lines(setting)
    begun = [(line.note, row) for row, line in enumerate(shown) if line.first]
    assert [note for note, _ in begun] == list(range(len(setting.notes)))
    assert all(row >= setting.rows[note] for note, row in begun if note is not None)
    order = [line.note for line in shown if line.note is not None]
    assert order == sorted(order)


@settings(max_examples=60)
@given(settings_of_notes())
def test_a_note_stands_at_its_passage_where_nothing_is_in_its_way(setting: Setting) -> None:
    shown = lines(setting)
    for row, line in enumerate(shown):
        if line.first and line.note is not None and row > setting.rows[line.note]:
            assert shown[row - 1].note is not None


@settings(max_examples=60)
@given(settings_of_notes())
def test_a_tie_leads_from_every_passage_to_its_note(setting: Setting) -> None:
    open_ = 0
    for row, line in enumerate(lines(setting)):
        comes = setting.rows.count(row)
        assert (line.tie in "│┤├┼╰") == (open_ > 0)
        assert (line.tie in "─╮┤┬┼") == (comes > 0)
        assert (line.tie in "─╰├┬┼") == line.first
        open_ += comes - line.first
        assert (line.tie in "╮│┤├┬┼") == (open_ > 0)
    assert open_ == 0


@settings(max_examples=60)
@given(settings_of_notes())
def test_a_note_is_cut_only_where_there_is_no_room_and_says_so(setting: Setting) -> None:
    shown = lines(setting)
    for note, text in enumerate(setting.notes):
        own = [line.text for line in shown if line.note == note]
        whole = fold(text, WIDTH, 1000)
        assert all(cell_len(line) <= WIDTH for line in own)
        if own != whole:
            assert own[-1].endswith("…")
            assert own[:-1] == whole[: len(own) - 1]
            below = shown[len(shown) - 1 - [line.note for line in shown][::-1].index(note) + 1]
            assert len(own) == MOST_ROWS or below.first


def test_a_note_that_is_longer_than_its_room_moves_those_of_its_paragraph_down() -> None:
    margin = MarginNotes(["one two " * 6, "next"], [0, 1], [0, 0], 12)
    shown = [margin.line(row) or Line("") for row in range(margin.end)]
    assert [line.tie for line in shown] == ["─", "╮", "│", "│", "╰"]
    assert shown[4] == Line("╰", 1, first=True, text="next")


def test_a_note_is_folded_to_the_next_paragraph_that_has_one() -> None:
    margin = MarginNotes(["one two " * 6, "next"], [0, 2], [0, 1], 12)
    assert [margin.line(row) for row in range(4)] == [
        Line("─", 0, first=True, text="one two one"),
        Line(" ", 0, text="two one two…"),
        Line("─", 1, first=True, text="next"),
        None,
    ]


def test_notes_of_one_paragraph_share_its_room_and_short_ones_leave_theirs_to_the_others() -> None:
    long = "word " * 60
    for notes, rows, lengths in (
        ([long, long, long], [0, 0, 0], [3, 3, 3]),
        ([long, "short", long], [0, 0, 1], [4, 1, 4]),
        (["short", long, "short"], [0, 0, 0], [1, 7, 1]),
        ([long, long], [0, 7], [7, 2]),
    ):
        groups = [0] * len(notes)
        margin = MarginNotes([*notes, "next"], [*rows, 9], [*groups, 1], 12)
        assert [len(margin.lines(note)) for note in range(len(notes))] == lengths


def test_many_notes_in_one_paragraph_share_their_room_a_few_at_a_time() -> None:
    margin = MarginNotes(["long " * 90] * 40, [0] * 40, [0] * 40, 20)
    begun = [row for row in range(margin.end) if (line := margin.line(row)) and line.first]
    assert len(begun) == 40


def test_the_last_note_may_end_below_the_text() -> None:
    assert MarginNotes(["long " * 12], [7], [0], 10).end == 13
    assert MarginNotes([], [], [], 10).end == 0


def test_lines_of_a_note_are_kept_and_empty_ones_are_not() -> None:
    assert fold("one\n\n  two\tthree", 20, 5) == ["one", "two three"]
    assert fold("", 20, 5) == [""]
    assert fold("a" * 25, 20, 1) == ["a" * 19 + "…"]
    assert fold("\x1b]0;x\x07", 20, 5) == ["␛]0;x␇"]
