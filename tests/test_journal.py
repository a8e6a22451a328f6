"""The journal: what was appended is read back, whatever happens to the rest of the file."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.change import Change, Edit
from reader.journal import Journal, _lines_backwards, read_line, write_line
from tests.faulty_disk import FAULTS, cut_off, flipped, refusing

ARTICLE = "a" * 16


def change(number: int, article: str = ARTICLE, *, device: str = "aaaaaaaa") -> Change:
    edit = Edit(f"annotation/{article}/{number}", "note", None, f"note {number}")
    stamp = f"{1_700_000_000_000 + number:013x}-0000-{device}"
    return Change(stamp=stamp, kind="note", label=f"note {number}", edits=(edit,))


def file_of(journal: Journal, folder: Path) -> Path:
    (path,) = (folder / journal.device).glob("*.jsonl")
    return path


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path, "aaaaaaaa")
    for number in range(10):
        journal.append(change(number))
    return journal


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner)
    ),
    max_leaves=5,
)


@given(json_values, json_values, st.text(st.characters(exclude_categories=["Cs"])))
def test_a_change_survives_its_line(before: object, after: object, label: str) -> None:
    made = Change(
        stamp="00000000000ff-0000-aa",
        kind="test",
        label=label,
        edits=(Edit(f"article/{ARTICLE}", "field", before, after),),
        undoes="00000000000fe-0000-aa",
    )
    line = write_line(made)
    assert b"\n" not in line
    assert read_line(line) == made


@given(st.data())
def test_a_line_with_any_byte_changed_is_no_line(data: st.DataObject) -> None:
    line = bytearray(write_line(change(1)))
    place = data.draw(st.integers(0, len(line) - 1))
    line[place] ^= data.draw(st.integers(1, 255))
    assert read_line(bytes(line)) is None


def test_changes_are_read_in_order_from_a_position_on(journal: Journal) -> None:
    tail = journal.read({})
    assert [one.label for one in tail.changes] == [f"note {number}" for number in range(10)]
    assert not journal.has_grown(tail.positions)
    at = journal.append(change(10))
    assert journal.has_grown(tail.positions)
    rest = journal.read(tail.positions)
    assert [one.label for one in rest.changes] == ["note 10"]
    assert rest.positions == {"aaaaaaaa": at}


@given(lengths=st.lists(st.integers(0, 40)), until=st.integers(0, 200), block=st.integers(1, 9))
def test_lines_are_read_backwards_whatever_their_length_and_that_of_the_blocks(
    tmp_path_factory: pytest.TempPathFactory, lengths: list[int], until: int, block: int
) -> None:
    path = tmp_path_factory.mktemp("lines") / "2026-11.jsonl"
    data = b"\n".join(bytes([65 + at % 26]) * length for at, length in enumerate(lengths))
    path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reader.journal.BLOCK", block)
        for end, read in ((until, data[:until]), (None, data)):
            assert [*_lines_backwards(path, end)] == read.split(b"\n")[::-1]


def test_the_newest_change_is_known_at_once_however_long_the_month(
    tmp_path: Path, journal: Journal
) -> None:
    line = write_line(change(1)) + b"\n"
    file_of(journal, tmp_path).write_bytes(line * (4_000_000 // len(line)))
    tracemalloc.start()
    assert next(journal.backwards()) == change(1)
    assert tracemalloc.get_traced_memory()[1] < 200_000
    tracemalloc.stop()


def test_changes_are_read_backwards(journal: Journal) -> None:
    labels = [one.label for one in journal.backwards()]
    assert labels == [f"note {number}" for number in reversed(range(10))]


def test_changes_of_one_article_are_picked_out(journal: Journal) -> None:
    journal.append(change(10, "b" * 16))
    assert [one.label for one in journal.read({}, "b" * 16).changes] == ["note 10"]
    assert [one.label for one in journal.backwards("b" * 16)] == ["note 10"]
    assert len(journal.read({}, ARTICLE).changes) == 10
    assert journal.read({}, "b" * 16).positions == journal.read({}).positions


def test_a_new_month_is_a_new_file_and_read_after_the_old(journal: Journal, tmp_path: Path) -> None:
    at = journal.read({}).positions
    later = change(40 * 86_400_000)
    journal.append(later)
    assert sorted(path.name for path in (tmp_path / "aaaaaaaa").iterdir()) == [
        "2023-11.jsonl",
        "2023-12.jsonl",
    ]
    assert journal.read(at).changes == [later]
    assert next(journal.backwards()) == later
    assert len(journal.read({}).changes) == 11


def test_every_device_is_read_and_one_is_written(journal: Journal, tmp_path: Path) -> None:
    at = journal.read({}).positions
    other = Journal(tmp_path, "bbbbbbbb")
    other.append(change(99, device="bbbbbbbb"))
    assert journal.has_grown(at)
    assert [one.label for one in journal.read(at).changes] == ["note 99"]
    assert journal.devices() == ["aaaaaaaa", "bbbbbbbb"]
    assert len(list(other.backwards())) == 1


def test_a_journal_cut_off_anywhere_keeps_its_whole_lines(journal: Journal, tmp_path: Path) -> None:
    path = file_of(journal, tmp_path)
    whole = path.read_bytes()
    every = [one.label for one in journal.read({}).changes]
    for rest in [*cut_off(whole, 40), whole[:-1]]:
        path.write_bytes(rest)
        tail = journal.read({})
        assert len(tail.changes) == rest.count(b"\n")
        assert bool(tail.torn) == (rest != b"" and not rest.endswith(b"\n"))
        journal.append(change(50))
        labels = [one.label for one in journal.read({}).changes]
        # A line that lacks nothing but its end is whole once the next one has closed it.
        lacks_its_end = rest != b"" and whole.startswith(rest + b"\n")
        assert labels == [*every[: len(tail.changes) + lacks_its_end], "note 50"]


def test_damage_costs_the_lines_it_strikes_and_no_others(journal: Journal, tmp_path: Path) -> None:
    path = file_of(journal, tmp_path)
    whole = path.read_bytes()
    for bad in flipped(whole, 40):
        path.write_bytes(bad)
        tail = journal.read({})
        assert len(tail.changes) >= 8
        assert tail.damaged or tail.torn
        assert path.read_bytes() == bad


def test_lines_that_are_lost_before_a_position_are_noticed(
    journal: Journal, tmp_path: Path
) -> None:
    at = journal.read({}).positions
    path = file_of(journal, tmp_path)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:5]))
    for number in range(20, 30):  # longer again than the position
        journal.append(change(number))
    tail = journal.read(at)
    assert tail.rewritten == ["aaaaaaaa/2023-11.jsonl"]
    assert len(tail.changes) == 15
    path.unlink()
    assert journal.read(at).rewritten


@pytest.mark.parametrize("number", FAULTS)
def test_a_change_that_the_disk_refuses_leaves_no_trace(
    journal: Journal, tmp_path: Path, number: int
) -> None:
    path = file_of(journal, tmp_path)
    before = path.read_bytes()
    for after in range(10):
        try:
            with refusing(number, after=after):
                journal.append(change(77))
        except OSError:
            assert path.read_bytes() == before
        else:
            break
    assert [one.label for one in journal.read({}).changes][-1] == "note 77"
    assert path.read_bytes().count(b"note 77") == 2


def test_files_that_are_no_journal_are_left_alone(journal: Journal, tmp_path: Path) -> None:
    (tmp_path / "aaaaaaaa" / "notes.txt").write_text("mine")
    (tmp_path / "aaaaaaaa" / "2023-11 (conflicted copy).jsonl").write_text("copy")
    assert len(journal.read({}).changes) == 10


def test_a_folder_that_is_not_there_is_an_empty_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "none", "aaaaaaaa")
    assert journal.read({}).changes == []
    assert list(journal.backwards()) == []
    assert not journal.has_grown({})
