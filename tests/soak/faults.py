"""Full disk, read-only folder, failing disk, damaged files: nothing is lost, and it is said.

    uv run python -m tests.soak.faults 200

A library is worked on (see `mixture`) before, during and after each fault, and compared with what
`model` makes of what it said.
"""

import argparse
import errno
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tests.soak.damage import corrupt
from tests.soak.evidence import examine, look, opened_copy, table
from tests.soak.model import Wrong
from tests.soak.outages import FailingCalls, FullDisk, Outage, ReadOnly, any_disk, small_disk
from tests.soak.working import Working, reached

BEFORE, DURING, AFTER = 40, 40, 20
"""Operations before, during and after an outage."""


def live_through(folder: Path, outage: Outage, chance: random.Random) -> Working:
    """Work before, during and after an outage."""
    working = Working(folder / "data", folder_of_sources(), chance)
    working.do(BEFORE)
    working.library.flush()
    outage.fail()
    try:
        states = working.do(DURING, may_be_refused=True)
        working.compare("during")
        said = working.library.unsaved
    finally:
        outage.heal()
    working.wrong += on_disk(folder / "data", states, said)
    working.library.retry()
    if told := working.library.unsaved:
        working.wrong.append(Wrong("wrong", f"after: still not saved: {told}"))
    working.do(AFTER)
    working.library.close()
    working.reopen("after")
    working.library.close()
    return working


def on_disk(
    data: Path, states: list[dict[str, dict[str, object]]], said: str | None
) -> list[Wrong]:
    """What is not as it must be on a disk that has refused since the first of these states."""
    wrong = [Wrong("wrong", f"during: {name} is unreadable") for name in examine(data).unreadable]
    with opened_copy(data) as copy:
        state = reached(look(copy), states)
    if state is None:
        wrong.append(Wrong("lost", "during: what is on disk is no state of the library"))
    elif said is None and state < len(states) - 1:
        wrong.append(Wrong("wrong", "during: nothing says that it is not saved"))
    return wrong


def leave_during(folder: Path, outage: Outage, chance: random.Random) -> Working:
    """Work and leave during an outage, and come back twice after it."""
    working = Working(folder / "data", folder_of_sources(), chance)
    working.do(BEFORE)
    working.library.flush()
    outage.fail()
    try:
        working.do(DURING, may_be_refused=True)
        working.library.close()
    finally:
        outage.heal()
    working.reopen("first visit", may_say="saved now that could not be when Reader was left")
    working.library.close()
    working.reopen("second visit")
    working.library.close()
    journals = (folder / "data" / "journal").rglob("*.jsonl")
    lines = [line for path in journals for line in path.read_bytes().splitlines()]
    if len(lines) != len(set(lines)):
        working.wrong.append(Wrong("wrong", "changes are in the journal twice"))
    return working


def folder_of_sources() -> Path:
    """A folder on a disk that does not fail."""
    return Path(tempfile.mkdtemp(dir=os.environ["XDG_STATE_HOME"]))


OUTAGES: tuple[tuple[str, Callable[[Path], Outage], bool], ...] = (
    ("full disk", FullDisk, True),
    ("read-only file system", ReadOnly, True),
    ("EIO when syncing", lambda _folder: FailingCalls(errno.EIO, "fsync"), False),
    ("EIO when renaming", lambda _folder: FailingCalls(errno.EIO, "replace", "rename"), False),
    ("ENOSPC when writing", lambda _folder: FailingCalls(errno.ENOSPC, "write"), False),
    ("EACCES when opening", lambda _folder: FailingCalls(errno.EACCES, "open"), False),
)
"""Name, how it fails, and whether it takes a disk of its own."""


def main() -> int:
    """Go through all faults and print what happened; 1 if something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200, help="damages of a kind of file")
    parser.add_argument("--seed", type=int, default=20231117)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = name  # where what no disk takes waits for the next start
        return run(options.count, options.seed)


def run(count: int, seed: int) -> int:
    """All faults, one after the other, and the table of what happened."""
    rows: list[tuple[str, object]] = []
    failures: list[str] = []
    chance = random.Random(seed)

    def record(name: str, summary: str, wrong: list[Wrong]) -> None:
        kinds = Counter(one.kind for one in wrong)
        told = ", ".join(f"{kind}: {kinds[kind]}" for kind in ("lost", "returned", "half", "wrong"))
        rows.append((name, f"{summary}; {told}"))
        failures.extend(f"{name}: {one.kind}: {one.what}"[:400] for one in wrong[:5])

    for name, outage, needs_disk in OUTAGES:
        # What is left waits on another disk, so that must not fail too.
        lives = [(name, live_through), (f"left: {name}", leave_during)][: 1 + needs_disk]
        for title, live in lives:
            times = max(1, count // 20)
            done = Counter[str]()
            wrong: list[Wrong] = []
            try:
                for _ in range(times):
                    with small_disk() if needs_disk else any_disk() as folder:
                        working = live(folder, outage(folder), chance)
                    wrong += working.wrong
                    done["acknowledged"] += working.model.acknowledged.total()
                    done["refused"] += working.refused
            except PermissionError as error:
                record(title, str(error), [])
                continue
            record(title, ", ".join(f"{done[what]} {what}" for what in done), wrong)
    for name, summary, wrong in corrupt(count, chance):
        record(name, summary, wrong)
    print(table(f"faults, {count} damages of each kind of file, seed {seed}", rows))
    print("\n".join(failures[:40]))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
