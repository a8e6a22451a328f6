"""Several programs on one library: none loses what another wrote, each shows it."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reader.core.annotation import Color, Place
from reader.core.change import Positions
from reader.files import locked
from reader.journal import Tail
from reader.library import Library
from tests.library.conftest import Open
from tests.library.world import shown

WRITER = """
import sys
from pathlib import Path
from reader.library import Library
data, article, worker, count = sys.argv[1:]
library = Library(Path(data))
for number in range(int(count)):
    library.annotate(article, (number, number + 5), note=f"{worker}.{number}")
    print(worker, number, flush=True)
library.close()
"""


def start(data: Path, article: str, worker: int, count: int) -> "subprocess.Popen[bytes]":
    arguments = [sys.executable, "-c", WRITER, str(data), article, str(worker), str(count)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE)


def test_four_programs_lose_none_of_a_hundred_highlights(
    library: Library, article: str, open_library: Open
) -> None:
    running = [start(library.data, article, worker, 25) for worker in range(4)]
    for process in running:
        process.communicate()
        assert process.returncode == 0
    wanted = {f"{worker}.{number}" for worker in range(4) for number in range(25)}
    assert article in library.refresh()
    assert {one.note for one in library.annotations(article)} == wanted
    library.close()
    for path in (library.data / "annotations").glob("*.json"):
        path.unlink()
    again = open_library()
    assert {one.note for one in again.annotations(article)} == wanted
    assert not again.problems


def test_killed_at_any_moment_a_program_loses_nothing_it_acknowledged(
    library: Library, article: str, open_library: Open
) -> None:
    acknowledged: set[str] = set()
    for round_number in range(8):
        process = start(library.data, article, round_number, 10_000)
        assert process.stdout is not None
        for _ in range(3 + round_number * 2):
            worker, number = process.stdout.readline().split()
            acknowledged.add(f"{worker.decode()}.{number.decode()}")
        time.sleep(0.002 * round_number)
        process.kill()
        for line in process.stdout:
            if line.endswith(b"\n"):
                acknowledged.add(".".join(line.decode().split()))
        process.stdout.close()
        process.wait()
        again = open_library()
        assert acknowledged <= {one.note for one in again.annotations(article)}
        assert not [problem for problem in again.problems if "cut off" not in problem]
        again.close()


def test_what_another_window_writes_is_seen_at_the_next_look(
    library: Library, article: str, open_library: Open
) -> None:
    other = open_library()
    assert library.refresh() == frozenset()
    made = other.annotate(article, (0, 5), color=Color.RED)
    added = other.add_text(b"Another\n\nWith another text.\n", "b.txt").entry.id
    assert library.refresh() == {article, added}
    assert library.refresh() == frozenset()
    assert library.annotations(article) == (made,)
    assert library.entry(added).title == "Another"
    assert library.article(added).text == other.article(added).text


def test_what_another_window_wrote_before_ones_own_change_is_told_at_the_next_look(
    library: Library, article: str, open_library: Open
) -> None:
    open_library().annotate(article, (0, 5), color=Color.RED)
    library.star([article], starred=True)
    assert len(library.annotations(article)) == 1
    assert library.refresh() == {article}


def test_what_was_done_while_another_program_was_writing_takes_nothing_from_it(
    library: Library, article: str, open_library: Open
) -> None:
    made = library.annotate(article, (0, 5), tags=["of both"])
    other = open_library()
    other.set_note(article, made.id, "theirs")
    other.retag_all([(article, made.id)], add=["theirs"])
    with locked(library.data / "journal" / "journal.lock", 1):
        library.retag_all([(article, made.id)], add=["mine"])
        assert "writing" in str(library.unsaved)
    library.retry()
    assert library.unsaved is None
    (shared,) = open_library().annotations(article)
    assert (shared.note, shared.tags) == ("theirs", ("of both", "theirs", "mine"))


def test_tags_of_two_programs_are_both_kept_though_one_had_to_wait(
    library: Library, article: str, open_library: Open
) -> None:
    made = library.annotate(article, (0, 5), tags=["old", "of both"])
    named = [(article, made.id)]
    other = open_library()
    with locked(library.data / "journal" / "journal.lock", 1):
        library.retag_all(named, add=["mine"])
    other.retag_all(named, add=["theirs"], remove=["old"])
    library.retag_all(named, add=["more of mine"])
    assert library.unsaved is None
    wanted = {"of both", "mine", "theirs", "more of mine"}
    other.refresh()
    for window in (library, other, open_library()):
        assert set(window.annotations(article)[0].tags) == wanted
    assert library.undo().message.startswith("Undid: tag")
    assert set(library.annotations(article)[0].tags) == wanted - {"more of mine"}


def test_windows_that_write_in_turn_show_the_same(
    library: Library, article: str, open_library: Open
) -> None:
    windows = [library, open_library(), open_library()]
    for number in range(12):
        window = windows[number % 3]
        made = window.annotate(article, (number, number + 4), note=f"n{number}")
        windows[(number + 1) % 3].refresh()
        if number % 4 == 0:
            windows[(number + 1) % 3].delete(article, [made.id])
        if number % 5 == 0:
            window.flush()
    for window in windows:
        window.refresh()
    assert shown(windows[0]) == shown(windows[1]) == shown(windows[2])
    for window in windows:
        window.close()
    assert shown(open_library()) == shown(library)


def test_windows_save_the_list_in_turn_after_another_device_has_written(
    library: Library, article: str, open_library: Open
) -> None:
    library.annotate(article, (0, 5), note="of the first device")
    second = library.add_text(b"Another\n\nWith another text.\n", "b.txt").entry.id
    library.close()
    (library.data / "state" / "device").write_text("0123456789ab\n")
    one, other = open_library(), open_library()
    one.set_place(second, Place(3, 3, 0.1, "2026-11-24T10:00:00.000Z"))
    other.annotate(article, (0, 9), note="of the second device")
    other.flush()
    one.set_place(second, Place(5, 5, 0.2, "2026-11-24T10:00:01.000Z"))
    one.flush()
    last = open_library()
    assert last.annotations(article) == other.annotations(article)
    assert last.doctor(repair=False) == []


def test_all_methods_may_be_called_from_any_thread(library: Library, article: str) -> None:
    failures: list[BaseException] = []

    def work(worker: int) -> None:
        try:
            for number in range(15):
                library.annotate(article, (number, number + 5), note=f"{worker}.{number}")
                library.search("paragraph")
                library.refresh()
                library.flush()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(worker,)) for worker in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert len(library.annotations(article)) == 45


def test_no_thread_is_left_when_a_library_is_closed(library: Library, article: str) -> None:
    before = threading.active_count()
    library.annotate(article, (0, 5), note="x")
    library.close()
    assert threading.active_count() < before + 1
    assert not [one for one in threading.enumerate() if one.name == "writer" and not one.is_alive()]


def test_programs_started_at_once_on_a_new_folder_are_one_device(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from reader.library import Library\n"
        "sys.stdin.read(); library = Library(Path(sys.argv[1]))\n"
        "library.add_text(b'Title\\n\\nA text to read.\\n', 'a.txt'); library.close()"
    )
    data = tmp_path / "data"
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(data)], stdin=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in running:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait() for process in running] == [0, 0, 0]
    assert len([path for path in (data / "journal").iterdir() if path.is_dir()]) == 1
    library = Library(data)
    assert [entry.title for entry in library.entries()] == ["Title"]
    library.close()


def test_a_change_of_many_articles_is_read_once_by_whoever_takes_it_in(
    library: Library, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles = [
        library.add_text(f"# {number}\n\nWords of {number}.".encode(), f"{number}.md").entry.id
        for number in range(120)
    ]
    for one in articles:
        library.annotate(one, (0, 1), note="old")
    library.flush()
    other = open_library()
    named = [(one, library.annotations(one)[0].id) for one in articles]
    library.recolor_all(named, Color.GREEN)
    other.refresh()
    read: list[str | None] = []
    whole = other._journal.read

    def counted(since: Positions, article: str | None = None) -> Tail:
        read.append(article)
        return whole(since, article)

    monkeypatch.setattr(other._journal, "read", counted)
    other.flush()
    assert not [one for one in read if one is not None]
    assert {one.color for name in articles for one in other.annotations(name)} == {"green"}
