"""Kill Reader at random moments in the midst of everything, and look for what is lost.

    uv run python -m tests.soak.kill 200

A process works on a library (see `mixture`) and tells each operation before it begins it, and again
when the library has said that it is saved. It is killed: at any moment, while it starts, or a few
milliseconds after it has begun something. The next process on the same folder first tells all that
it finds, and `verdict` compares that with what `model` makes of the log.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from reader.library import Library
from tests.soak.evidence import diagnosis, examine, look, misdescribed, table, understood
from tests.soak.mixture import Mixture
from tests.soak.model import Model, Wrong
from tests.soak.verdict import check
from tests.soak.working import fill

MOMENTS: Final = {"early": 1, "late": 4, "aimed": 5}
"""How often a kill comes while the program starts; at any moment; and a few milliseconds after
something was begun."""
START: Final = 0.8
"""Seconds that starting takes at most."""
LONGEST_LIFE: Final = 1.6
"""Seconds of work within which the kill comes: files are written some 0.7 s after a change."""
HANGS: Final = 60.0
"""Seconds after which a process is killed in any case."""
ERA: Final = 25
"""Kills on one library, before a new one is begun."""


def work(folder: Path, seed: int) -> None:
    """What the process does: tell all that it finds, and then one thing after the other."""

    def say(what: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(what) + "\n")
        sys.stdout.flush()

    library = Library(folder / "data")
    chance = random.Random(seed)
    mixture = Mixture(library, folder, chance)
    say({"found": look(library), "doctor": diagnosis(library)})
    while True:
        answer = mixture.step(lambda operation: say({"begin": operation}))
        # Nothing refuses here: what is not saved then would be a fault.
        say({"unsaved": library.unsaved} if library.unsaved else {"answer": answer})
        time.sleep(chance.expovariate(1 / 0.004))


def kill_in(seconds: float, process: "subprocess.Popen[str]") -> threading.Timer:
    """Kill a process after a while."""
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    return timer


@dataclass
class Run:
    """What happened so far to one library."""

    folder: Path
    model: Model = field(default_factory=Model)
    wrong: list[Wrong] = field(default_factory=list)
    torn: int = 0
    stray: int = 0
    looks: int = 0
    cut_short: int = 0
    half_added: bool = False
    """Whether a kill may have left the text of an article that had not come into the list yet."""

    def begin(self) -> None:
        """Have a library with some articles."""
        library = Library(self.folder / "data")
        fill(library, self.folder, self.model)
        library.close()

    def round(self, chance: random.Random, *, is_last: bool = False) -> None:
        """Start a process and kill it, and look at what lies on the disk then."""
        command = [sys.executable, "-m", "tests.soak.kill", "--work", str(self.folder)]
        seed = str(chance.randrange(1 << 30))
        (when,) = chance.choices(list(MOMENTS), list(MOMENTS.values()))
        with subprocess.Popen([*command, seed], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            timers = [kill_in(chance.uniform(0, START) if when == "early" else HANGS, process)]
            left = chance.randrange(1, 150)
            for line in process.stdout:
                if not line.endswith("\n"):
                    break  # it was killed while it said that
                said = json.loads(line)
                self._hear(said)
                if "found" in said and is_last:
                    process.kill()
                elif "found" in said and when == "late":
                    timers.append(kill_in(chance.uniform(0, LONGEST_LIFE), process))
                elif "begin" in said and when == "aimed" and (left := left - 1) == 0:
                    time.sleep(chance.uniform(0, 0.004))
                    process.kill()
            for timer in timers:
                timer.cancel()
            if process.wait() != -signal.SIGKILL:
                self.wrong.append(Wrong("wrong", f"the process ended with {process.returncode}"))
        if (cut := self.model.under_way) is not None:
            self.cut_short += 1
            self.half_added |= cut["do"] == "text" and cut["article"] not in self.model.records
        self._examine()

    def _hear(self, said: dict[str, Any]) -> None:
        if "found" in said:
            self._compare(said["found"], said["doctor"])
            self.model.left.clear()  # what was under way at the kill was another process's
        elif "begin" in said:
            self.model.begin(said["begin"])
        elif "refused" in said.get("answer", {"refused": True}):
            self.wrong.append(Wrong("wrong", f"{said}: {self.model.under_way}"))
            self.model.refuse()
        else:
            self.wrong += self.model.acknowledge(said["answer"])

    def _compare(self, found: dict[str, Any], diagnosed: list[str]) -> None:
        self.looks += 1
        self.wrong += check(self.model, understood(found))
        revisions = examine(self.folder / "data").revisions
        texts = set(revisions.values())
        self.wrong += [Wrong("lost", f"a text: {one[:40]}") for one in self.model.texts - texts]
        self.wrong += [Wrong("wrong", what) for what in misdescribed(found, revisions)]
        told = [*found["problems"], *diagnosed]
        # What a kill has cut off is said, and that is no fault; all else is.
        left = ["cut off", "a line cannot be read", *["is in no list"] * self.half_added]
        self.wrong += [Wrong("wrong", one) for one in told if not any(what in one for what in left)]

    def _examine(self) -> None:
        files = examine(self.folder / "data")
        self.wrong += [Wrong("wrong", f"unreadable: {name}") for name in files.unreadable]
        self.torn, self.stray = max(self.torn, files.torn), max(self.stray, files.stray)


def main() -> int:
    """Run the rounds and print the table; 1 if anything is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=20231117)
    parser.add_argument("--work", nargs=2, metavar=("FOLDER", "SEED"))
    options = parser.parse_args()
    if options.work:
        work(Path(options.work[0]), int(options.work[1]))
    chance = random.Random(options.seed)
    began = time.monotonic()
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = name
        for number in range(options.count):
            if number % ERA == 0:
                runs.append(Run(Path(name) / str(number)))
                runs[-1].folder.mkdir()
                runs[-1].begin()
            runs[-1].round(chance)
            if number % ERA == ERA - 1 or number == options.count - 1:
                runs[-1].round(chance, is_last=True)
            if sys.stderr.isatty():
                print(f"\r{number + 1}/{options.count}", end="", file=sys.stderr)
    wrong = [one for run in runs for one in run.wrong]
    print(table(f"{options.count} kills, seed {options.seed}", rows(runs, began)))
    print("\n".join(f"{one.kind}: {one.what}"[:400] for one in wrong[:20]))
    return 1 if wrong else 0


def rows(runs: list[Run], began: float) -> list[tuple[str, object]]:
    """The figures of some runs."""
    kinds = Counter(one.kind for run in runs for one in run.wrong)
    done: Counter[str] = Counter()
    for run in runs:
        done.update(run.model.acknowledged)
    unreadable = sum(one.what.startswith("unreadable") for run in runs for one in run.wrong)
    return [
        ("seconds", round(time.monotonic() - began)),
        ("acknowledged operations", done.total()),
        *((f"  {name}", count) for name, count in sorted(done.items())),
        ("operations under way at a kill", sum(run.cut_short for run in runs)),
        ("looks by a fresh process", sum(run.looks for run in runs)),
        ("lost", kinds["lost"]),
        ("undone, and there again", kinds["returned"]),
        ("halves of a change", kinds["half"]),
        ("files unreadable", unreadable),
        ("wrong otherwise", kinds["wrong"] - unreadable),
        ("torn last lines of journals, which are skipped", sum(run.torn for run in runs)),
        ("neighbours left over at once, at most", max(run.stray for run in runs)),
    ]


if __name__ == "__main__":
    sys.exit(main())
