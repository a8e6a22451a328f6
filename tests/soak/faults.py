"""Full disk, read-only folder, failing disk, damaged files: nothing is lost, and it is said.

    uv run python -m tests.soak.faults

A full disk and a read-only one are real where file systems can be mounted (a tmpfs, as root on
Linux); elsewhere the calls are made to fail, as for the failing disk.
"""

import argparse
import errno
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.library import ArticleUnavailable, Library
from tests.soak.evidence import examine, live, opened_copy, table

TEXT = "\n\n".join(f"Paragraph {number} is this one." for number in range(1, 41))

Fault = Callable[[Path], "Outage"]


class Outage:
    """A disk that can be made to fail, and to work again."""

    def fail(self) -> None:
        """From now on, nothing can be written."""
        raise NotImplementedError

    def heal(self) -> None:
        """From now on, it can again."""
        raise NotImplementedError


class FullDisk(Outage):
    """A file takes all the room that is left."""

    def __init__(self, folder: Path) -> None:
        self._ballast = folder / "ballast"

    def fail(self) -> None:
        """Fill it to the last byte."""
        with self._ballast.open("wb", buffering=0) as file:
            for size in (1 << 16, 1 << 10, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    continue

    def heal(self) -> None:
        """Make room."""
        self._ballast.unlink()


class ReadOnly(Outage):
    """The file system is mounted read-only, as after an error."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fail(self) -> None:
        """Mount it read-only."""
        subprocess.run(["mount", "-o", "remount,ro", self._folder], check=True)

    def heal(self) -> None:
        """Mount it for writing."""
        subprocess.run(["mount", "-o", "remount,rw", self._folder], check=True)


class FailingCalls(Outage):
    """Calls to the operating system fail with an error of one's choice."""

    def __init__(self, number: int, *names: str) -> None:
        self._number, self._names = number, names
        self._real = {name: getattr(os, name) for name in names}

    def fail(self) -> None:
        """Let them fail."""

        def failing(*_arguments: object, **_options: object) -> None:
            raise OSError(self._number, os.strerror(self._number))

        for name in self._names:
            setattr(os, name, failing)

    def heal(self) -> None:
        """Let them work."""
        for name, function in self._real.items():
            setattr(os, name, function)


@contextmanager
def small_disk() -> Iterator[Path]:
    """A file system of two megabytes; PermissionError where none can be mounted."""
    with tempfile.TemporaryDirectory() as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], check=False
        )
        if mounted.returncode != 0:
            raise PermissionError("no file system can be mounted here")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["mount", "-o", "remount,rw", folder], check=False)
            subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def any_disk() -> Iterator[Path]:
    """A folder on the disk that is there."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def live_through(folder: Path, outage: Outage) -> list[str]:
    """Annotate before, during and after an outage; what is wrong then."""
    wrong: list[str] = []
    data = folder / "data"
    library = Library(data)
    article = library.add_text(TEXT.encode(), "text.txt").entry.id
    blocks = library.article(article).blocks

    def annotate(numbers: range, when: str) -> None:
        for number in numbers:
            try:
                passage = (blocks[number].start, blocks[number].end)
                library.annotate(article, passage, note=f"note {number}")
            except OSError as error:
                wrong.append(f"{when}: annotating raised {error!r}")

    annotate(range(10), "before")
    library.flush()
    outage.fail()
    try:
        annotate(range(10, 20), "during")
        if library.unsaved:
            print(f"  said: {library.unsaved}")
        else:
            with opened_copy(data) as copy:
                if len(live(copy)) < 20:
                    wrong.append("during: nothing says that it is not saved")
        if len(library.annotations(article)) != 20:
            wrong.append("during: a change is not kept in memory")
    finally:
        outage.heal()
    wrong += [f"during: {name} is unreadable" for name in examine(data).unreadable]
    with opened_copy(data) as copy:
        if len(live(copy)) < 10:
            wrong.append("during: what was saved before is gone")
    library.retry()
    if library.unsaved:
        wrong.append(f"after: still not saved: {library.unsaved}")
    annotate(range(20, 30), "after")
    library.close()
    library = Library(data)
    there = {annotation.note for annotation in library.annotations(article)}
    library.close()
    wrong += [f"after: lost note {number}" for number in range(30) if f"note {number}" not in there]
    return wrong


def leave_during(folder: Path, outage: Outage) -> list[str]:
    """Annotate and leave during an outage, and come back twice after it; what is wrong then."""
    data = folder / "data"
    library = Library(data)
    article = library.add_text(TEXT.encode(), "text.txt").entry.id
    library.flush()
    outage.fail()
    try:
        for number in range(10):
            library.annotate(article, None, note=f"note {number}")
        library.close()
        print(f"  said: {library.unsaved}")
    finally:
        outage.heal()
    wrong: list[str] = []
    for visit in ("first", "second"):
        library = Library(data)
        notes = sorted(one.note for one in library.annotations(article))
        library.close()
        if notes != [f"note {number}" for number in range(10)]:
            wrong.append(f"{visit} visit: {len(notes)} of 10 notes")
    lines = [line for path in data.rglob("*.jsonl") for line in path.read_bytes().splitlines()]
    if len(lines) != len(set(lines)):
        wrong.append("changes are in the journal twice")
    return wrong


def damage(content: bytes, chance: random.Random) -> bytes:
    """What is left of a file that has gone bad; never what it was."""
    while (bad := _damage(content, chance)) == content:
        pass
    return bad


def is_harmless(path: Path, content: bytes, bad: bytes) -> bool:
    """Whether a damaged file still says what it said: blank lines of a journal say nothing."""
    is_journal = path.parts[0] == "journal" and bad.endswith(b"\n")
    return is_journal and _lines(bad) == _lines(content)


def _lines(journal: bytes) -> list[bytes]:
    return [line for line in journal.split(b"\n") if line]


def _damage(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    length = chance.randint(1, 200)
    match chance.randrange(6):
        case 0:
            return content[:start]
        case 1:
            return b""
        case 2:
            return (
                content[:start]
                + bytes(min(length, len(content) - start))
                + content[start + length :]
            )
        case 3:
            return content[:start] + chance.randbytes(length) + content[start + length :]
        case 4:
            return content + chance.randbytes(length)
        case _:
            changed = bytearray(content)
            for _ in range(chance.randint(1, 5)):
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            return bytes(changed)


def corrupt(count: int, chance: random.Random) -> list[tuple[str, str, list[str]]]:
    """Damage each kind of file that many times: its name, a summary, what is wrong."""
    with tempfile.TemporaryDirectory() as name:
        original = Path(name) / "original"
        library = Library(original)
        article = library.add_text(TEXT.encode(), "text.txt").entry.id
        blocks = library.article(article).blocks
        for number in range(30):
            library.annotate(
                article, (blocks[number].start, blocks[number].end), note=f"note {number}"
            )
        library.remember_copy("a copy", article)
        library.save_draft(f"{article}/x", "a draft")
        library.close()
        files = sorted(
            path.relative_to(original)
            for path in original.rglob("*")
            if path.suffix in {".json", ".jsonl", ".draft"}
        )
        return [
            (str(path), *damage_often(original, path, Path(name) / "data", count, chance))
            for path in files
        ]


def damage_often(
    original: Path, path: Path, data: Path, count: int, chance: random.Random
) -> tuple[str, list[str]]:
    """Damage one file of a copy, again and again; what became of it, and what is wrong."""
    wrong: list[str] = []
    said = set_aside = 0
    for number in range(count):
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(original, data)
        content = (data / path).read_bytes()
        bad = damage(content, chance)
        (data / path).write_bytes(bad)
        before = {file for file in data.rglob("*") if file.is_file()}
        try:
            library = Library(data)
            entries = library.entries()
            notes = [one.note for entry in entries for one in library.annotations(entry.id)]
            library.copies()
            for entry in entries:
                library.draft(f"{entry.id}/x")
            told = bool(library.problems)
            for entry in entries:
                try:
                    library.article(entry.id)
                except ArticleUnavailable:
                    told = True
            library.close()
            told = told or bool(Library(data).doctor(repair=False))
            if not told and not is_harmless(path, content, bad):
                wrong.append(f"{number}: not said")
            said += told
        except Exception as error:
            wrong.append(f"{number}: {error!r}")
            continue
        # A bit flipped inside a note is a note; only whole ones that are gone are counted.
        if len(notes) < 30:
            wrong.append(f"{number}: {30 - len(notes)} notes are gone")
        fresh = {file for file in data.rglob("*") if file.is_file()} - before
        if path.parts[0] == "state" and not any(file.read_bytes() == bad for file in fresh):
            wrong.append(f"{number}: not set aside as it was")
        set_aside += bool(fresh)
    return f"said {said}, a file set aside or written anew {set_aside}", wrong


def main() -> int:
    """Go through all faults and print what happened; 1 if something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200, help="damages a file")
    parser.add_argument("--seed", type=int, default=20231117)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = name  # where what no disk takes waits for the next start
        return run(options.count, options.seed)


def run(count: int, seed: int) -> int:
    """All faults, one after the other, and the table of what happened."""
    rows: list[tuple[str, object]] = []
    failures: list[str] = []

    def record(name: str, summary: str, wrong: list[str]) -> None:
        rows.append((name, f"{summary}; wrong: {len(wrong)}"))
        failures.extend(f"{name}: {what}" for what in wrong[:5])

    outages: list[tuple[str, Callable[[Path], Outage], bool]] = [
        ("full disk", FullDisk, True),
        ("read-only file system", ReadOnly, True),
        ("EIO when syncing", lambda _folder: FailingCalls(errno.EIO, "fsync"), False),
        ("EIO when renaming", lambda _folder: FailingCalls(errno.EIO, "replace", "rename"), False),
        ("ENOSPC when writing", lambda _folder: FailingCalls(errno.ENOSPC, "write"), False),
        ("EACCES when opening", lambda _folder: FailingCalls(errno.EACCES, "open"), False),
    ]
    for name, outage, mounted in outages:
        print(name)
        try:
            with small_disk() if mounted else any_disk() as folder:
                record(name, "lived through", live_through(folder, outage(folder)))
            if mounted:
                with small_disk() as folder:
                    record(f"left: {name}", "came back", leave_during(folder, outage(folder)))
        except PermissionError as error:
            record(name, str(error), [])
    for name, summary, wrong in corrupt(count, random.Random(seed)):
        record(name, summary, wrong)
    print(table(f"faults, {count} damages of each file, seed {seed}", rows))
    print("\n".join(failures[:40]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
