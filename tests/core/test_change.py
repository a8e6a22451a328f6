"""Changes can be taken back, and come out the same in whatever order they meet."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reader.core.change import (
    STAMP,
    Change,
    Document,
    Edit,
    HybridClock,
    edited,
    inverse,
    mended,
    merged,
    stamp_of,
    time_of,
    together,
    written_time,
)

RECORD = "annotation/a/1"
seconds = st.floats(0, 4e9, allow_nan=False)


def change(*edits: Edit, stamp: str = "0000000000001-0000-aa") -> Change:
    return Change(stamp=stamp, kind="test", label="test", edits=edits)


# The clock.


@given(st.lists(seconds, min_size=2, max_size=50))
def test_stamps_rise_whatever_the_wall_clock_does(times: list[float]) -> None:
    clock = HybridClock("aa")
    stamps = [clock.tick(time) for time in times]
    assert all(before < after for before, after in pairwise(stamps))
    assert all(map(STAMP.fullmatch, stamps))


def test_more_changes_than_the_counter_counts_still_rise() -> None:
    clock = HybridClock("aa", salt=0xFFFE)
    stamps = [clock.tick(5.0) for _ in range(5)]
    assert stamps == sorted(set(stamps))


@given(seconds, seconds)
def test_a_stamp_is_later_than_every_stamp_that_was_seen(theirs: float, mine: float) -> None:
    seen = HybridClock("zz", salt=9).tick(theirs)
    clock = HybridClock("aa")
    clock.follow(seen)
    assert clock.tick(mine) > seen


def test_a_stamp_that_is_none_changes_no_clock() -> None:
    clock = HybridClock("aa")
    clock.follow("fffffffffffff-garbage")
    assert clock.tick(1.0).startswith(f"{1000:013x}")


def test_a_stamp_tells_its_time() -> None:
    stamp = HybridClock("0a1b2c3d").tick(1_700_000_000.5)
    assert time_of(stamp) == "2023-11-14T22:13:20.500Z" == written_time(1_700_000_000.5)


# Taking back.


def test_the_inverse_turns_edits_round_last_first() -> None:
    edits = inverse(change(Edit(RECORD, "note", "a", "b"), Edit(RECORD, "note", "b", "c")))
    assert edits == (Edit(RECORD, "note", "c", "b"), Edit(RECORD, "note", "b", "a"))


def test_a_record_that_was_made_is_deleted_and_keeps_its_words() -> None:
    made = change(
        Edit(RECORD, "note", None, "words"),
        Edit(RECORD, "created", None, "2026-11-28T10:00:00.000Z"),
        Edit(RECORD, "deleted", before=True, after=False),
    )
    assert inverse(made) == (Edit(RECORD, "deleted", before=False, after=True),)


def test_a_record_that_was_brought_back_gets_its_words_of_before() -> None:
    edits = change(
        Edit(RECORD, "color", None, "red"), Edit(RECORD, "deleted", before=True, after=False)
    )
    assert set(inverse(edits)) == {
        Edit(RECORD, "deleted", before=False, after=True),
        Edit(RECORD, "color", "red", None),
    }


def test_an_edit_knows_its_article_and_its_annotation() -> None:
    edit = Edit("annotation/a/1", "note", "", "b")
    assert (edit.article, edit.annotation) == ("a", "1")
    assert Edit("article/a", "starred", before=None, after=True).annotation is None


# Documents.

fields = st.sampled_from(["note", "color", "tags"])
values = st.integers(0, 9)
edits = st.tuples(
    st.integers(1, 30).map(lambda number: f"{number:013x}-0000-aa"),
    st.dictionaries(fields, values, min_size=1),
)


def make(document: Document | None, stamp: str, values: dict[str, Any]) -> Document:
    return edited(document, [Edit(RECORD, f, None, v) for f, v in values.items()], stamp)


def content(document: Document) -> dict[str, tuple[Any, str]]:
    return {
        field: (document[field], stamp_of(document, field))
        for field in sorted(document)
        if field not in ("stamp", "stamps")
    }


@given(st.lists(edits, min_size=1, unique_by=lambda edit: edit[0]), st.randoms())
def test_edits_meet_in_any_order(all_edits: list[tuple[str, dict[str, Any]]], chance: Any) -> None:
    in_order: Document = {}
    for stamp, values in all_edits:
        in_order = make(in_order, stamp, values)
    chance.shuffle(all_edits)
    shuffled: Document = {}
    for stamp, values in [*all_edits, *all_edits[:3]]:
        shuffled = make(shuffled, stamp, values)
    assert content(shuffled) == content(in_order)


@given(st.lists(edits, min_size=2, unique_by=lambda edit: edit[0]), st.data())
def test_documents_that_saw_different_edits_merge_to_the_same(
    all_edits: list[tuple[str, dict[str, Any]]], data: st.DataObject
) -> None:
    mine: Document = {}
    theirs: Document = {}
    both: Document = {}
    for stamp, values in all_edits:
        who = data.draw(st.sampled_from(["mine", "theirs", "both"]))
        if who != "theirs":
            mine = make(mine, stamp, values)
        if who != "mine":
            theirs = make(theirs, stamp, values)
        both = make(both, stamp, values)
    assert content(merged(mine, theirs)) == content(merged(theirs, mine)) == content(both)


def test_a_document_is_never_changed_in_place() -> None:
    before = make(None, "0000000000001-0000-aa", {"note": 1})
    copy = {**before, "stamps": dict(before["stamps"])}
    make(before, "0000000000002-0000-aa", {"note": 2})
    merged(before, {"stamp": "0000000000003-0000-aa", "note": 3})
    assert before == copy


def test_a_field_of_another_program_is_kept() -> None:
    document = make({"shiny": 1, "stamp": "s"}, "0000000000001-0000-aa", {"note": 1})
    assert document["shiny"] == 1
    assert merged(document, {"newer": 2})["newer"] == 2


def test_documents_without_stamps_are_merged_field_by_field_and_get_none() -> None:
    assert merged({"one": 1, "both": 1}, {"both": 2, "other": 2}) == {
        "one": 1,
        "both": 1,
        "other": 2,
    }


tags = st.lists(st.sampled_from("abcdef"), unique=True)


@given(tags, tags, tags)
def test_of_lists_that_two_have_changed_the_doing_of_both_is_kept(
    base: list[str], own: list[str], others: list[str]
) -> None:
    found = together(
        [change(Edit(RECORD, "tags", base, own))], [change(Edit(RECORD, "tags", base, others))]
    )[RECORD, "tags"]
    assert len(found) == len(set(found))
    assert set(found) == {
        one
        for one in {*base, *own, *others}
        if (one in own and one in others) or (one not in base and (one in own or one in others))
    }


def test_what_is_no_list_is_not_brought_together() -> None:
    mine, theirs = (change(Edit(RECORD, "note", "", note)) for note in ("mine", "theirs"))
    assert together([mine], [theirs]) == {}
    assert together([mine], []) == {}


def test_a_whole_journal_is_believed_before_a_damaged_document() -> None:
    sure = {"a": make(None, "0000000000001-0000-aa", {"note": 1})}
    doubtful: dict[str, Document] = {
        "a": {"note": 9, "shiny": 1, "stamp": "fffffffffffff-0000-aa"},
        "ghost": {"note": 2},
    }
    assert mended(doubtful, sure, is_whole=True) == {"a": {**sure["a"], "shiny": 1}}


def test_where_the_journal_has_lost_lines_the_later_value_is_kept() -> None:
    sure = {"a": make(None, "0000000000001-0000-aa", {"note": 1})}
    doubtful = {
        "a": make(None, "0000000000002-0000-aa", {"note": 2}),
        "b": make(None, "0000000000002-0000-aa", {"note": 3}),
    }
    found = mended(doubtful, sure, is_whole=False)
    assert (found["a"]["note"], found["b"]["note"]) == (2, 3)
