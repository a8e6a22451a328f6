"""Files that survive: a fault at any point leaves the old file or the new one, and never half."""

import errno
import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from reader import files
from tests.faulty_disk import FAULTS, refusing

OLD, NEW = b"old" * 1000, b"new" * 2000


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "file"
    files.write_safely(path, OLD)
    files.write_safely(path, NEW)
    assert path.read_bytes() == NEW
    assert [child.name for child in tmp_path.iterdir()] == ["file"]


def test_files_and_folders_are_private(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "file"
    files.write_safely(path, NEW)
    assert mode(path) == 0o600
    assert mode(path.parent) == mode(path.parent.parent) == 0o700


def test_a_file_for_others_can_be_asked_for(tmp_path: Path) -> None:
    files.write_safely(tmp_path / "file", NEW, mode=0o644)
    assert mode(tmp_path / "file") & 0o600 == 0o600


@pytest.mark.parametrize("number", FAULTS)
def test_a_fault_at_any_point_of_writing_leaves_one_file_whole(tmp_path: Path, number: int) -> None:
    path = tmp_path / "file"
    for after in range(20):
        files.write_safely(path, OLD)
        try:
            with refusing(number, after=after):
                files.write_safely(path, NEW)
        except OSError:
            assert path.read_bytes() in (OLD, NEW)
            assert [child.name for child in tmp_path.iterdir()] == ["file"]
        else:
            assert path.read_bytes() == NEW
            return
    pytest.fail("never got through")


@pytest.mark.parametrize("number", FAULTS)
def test_a_fault_at_any_point_of_appending_leaves_whole_lines(tmp_path: Path, number: int) -> None:
    path = tmp_path / "file"
    files.append_line(path, b"one")
    for after in range(20):
        try:
            with refusing(number, after=after):
                files.append_line(path, b"two")
        except OSError:
            assert path.read_bytes() == b"one\n"
        else:
            assert path.read_bytes() == b"one\ntwo\n"
            return
    pytest.fail("never got through")


def test_a_disk_that_takes_only_part_of_a_line_gets_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda file, data: real(file, bytes(data)[:3]))
    assert files.append_line(tmp_path / "file", b"a long line") == 12
    assert (tmp_path / "file").read_bytes() == b"a long line\n"


def test_a_line_that_is_written_in_part_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    files.append_line(path, b"one")
    real = os.write

    def full(file: int, data: bytes) -> int:
        if len(data) < 9:
            raise OSError(28, "No space left on device")
        return real(file, bytes(data)[:3])

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match="No space"):
        files.append_line(path, b"a long line")
    assert path.read_bytes() == b"one\n"


def test_a_line_that_a_crash_has_cut_off_is_ended_first(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one\ntw")
    size = files.append_line(path, b"three")
    assert path.read_bytes() == b"one\ntw\nthree\n"
    assert size == path.stat().st_size


def test_the_bytes_before_an_offset_are_known_again(tmp_path: Path) -> None:
    path = tmp_path / "file"
    line = b"x" * 80
    end = files.append_line(path, line)
    assert files.fingerprint(path, end) == files.fingerprint_of(line + b"\n")
    path.write_bytes(b"y" * end)
    assert files.fingerprint(path, end) != files.fingerprint_of(line + b"\n")
    assert files.fingerprint(path, end + 1) == "" == files.fingerprint(tmp_path / "none", 5)


def test_what_is_set_aside_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    kept = []
    for content in (b"first", b"second", b"third"):
        path.write_bytes(content)
        kept.append(files.set_aside(path, 1e9))
    assert [aside.read_bytes() for aside in kept] == [b"first", b"second", b"third"]
    assert kept[0].name == "file.json.corrupt-20010909T014640"


def test_the_first_replacement_of_a_day_keeps_the_file_as_it_was(tmp_path: Path) -> None:
    path, backups = tmp_path / "file", tmp_path / "backups"
    day = 86400.0
    for number in range(12):
        for version in (b"morning", b"evening"):
            files.keep_daily(path, backups, "file", number * day)
            files.write_safely(path, b"%d %s" % (number, version))
    newest = files.daily_copies(backups, "file")[0]
    assert newest.read_bytes() == b"10 evening"
    files.drop_old_days(backups, 3)
    assert len(files.daily_copies(backups, "file")) == 3


def test_a_file_system_without_second_names_keeps_a_copy(tmp_path: Path) -> None:
    path, backups = tmp_path / "file", tmp_path / "backups"
    files.write_safely(path, OLD)
    with refusing(errno.EPERM, names=("link",)):
        files.keep_daily(path, backups, "file", 0.0)
        files.keep_daily(tmp_path / "none", backups, "none", 0.0)
    files.write_safely(path, NEW)
    assert [copy.read_bytes() for copy in files.daily_copies(backups, "file")] == [OLD]
    assert not files.daily_copies(backups, "none")


def test_a_file_system_that_syncs_no_folders_does_not_keep_from_saving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync = os.fsync

    def refuse_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    files.write_safely(tmp_path / "file", NEW)
    assert files.append_line(tmp_path / "lines", b"line") == 5
    with refusing(errno.EIO, names=("fsync",)), pytest.raises(OSError, match="error"):
        files.write_safely(tmp_path / "file", OLD)


def test_what_a_crash_left_is_swept_when_it_is_old(tmp_path: Path) -> None:
    for name in (".file.1-0.tmp", ".file.1-1.tmp", "file", "file.tmp"):
        (tmp_path / name).write_bytes(b"")
    os.utime(tmp_path / ".file.1-0.tmp", (0, 0))
    assert files.sweep(tmp_path, time.time()) == 1
    assert len(list(tmp_path.iterdir())) == 3
    assert files.sweep(tmp_path / "none", 0) == 0


def test_a_lock_keeps_others_out_and_names_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with (
        files.locked(path, 1),
        pytest.raises(files.LockedError, match=f"process {os.getpid()}"),
        files.locked(path, 0),
    ):
        pytest.fail("two holders")
    with files.locked(path, 0):
        pass


def test_a_lock_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    held, free = threading.Event(), threading.Event()

    def hold() -> None:
        with files.locked(path, 1):
            held.set()
            free.wait(5)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(5)
    threading.Timer(0.05, free.set).start()
    with files.locked(path, 5):
        assert free.is_set()
    holder.join()


def test_a_lock_is_waited_for_as_long_as_others_take_turns(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    began = threading.Event()

    def take_turns() -> None:
        until = time.monotonic() + 0.3
        while time.monotonic() < until:
            with files.locked(path, 1):
                began.set()
                time.sleep(0.04)

    others = threading.Thread(target=take_turns)
    others.start()
    began.wait()
    with files.locked(path, 0.1):  # none of the others holds it for as long
        pass
    others.join()


def test_a_lock_goes_with_the_process_that_held_it(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    program = (
        "import sys, time; from pathlib import Path; from reader.files import locked\n"
        "with locked(Path(sys.argv[1]), 1): print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, path], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(files.LockedError, match=str(holder.pid)), files.locked(path, 0):
            pytest.fail("two holders")
        holder.kill()
        with files.locked(path, 5):
            pass


def test_a_file_system_without_locks_does_not_keep_from_saving(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    def unknown(*_arguments: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", unknown)
    with files.locked(tmp_path / "lock", 0):
        pass
