"""Several processes do everything at once in shared articles, while a reader is open on one.

    uv run python -m tests.soak.writers 8 100

Half of them do all that `mixture` mixes, each to annotations of its own in articles of all, and
each gives one article new texts; what must be there then is known exactly. The others change what
they share (`sharing`), where undo may be refused, and says so. The open reader must show by itself
what is highlighted.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from reader.library import Library
from tests.soak.evidence import diagnosis, examine, look, misdescribed, table, understood
from tests.soak.keys import PARAGRAPHS, gutter, shows, write_article
from tests.soak.mixture import Mixture
from tests.soak.model import Model, Wrong
from tests.soak.sharing import Event, Named, Sharer, Write, is_on, judge
from tests.soak.sources import ARTICLES, first_text, write_source
from tests.soak.verdict import Seen, check
from tests.terminal.terminal import private_environment, reader_in

FLOCK: Final = 12
"""Annotations that several processes change."""


def work(data: Path, folder: Path, worker: int, count: int, chance: random.Random) -> None:
    """What one process does; what it did is in a file of its own then."""
    library = Library(data)
    names = {Path(entry.sources[0]).name: entry.id for entry in library.entries()}
    waited = 0

    def acknowledge() -> None:
        nonlocal waited
        while library.unsaved:  # another process was writing for longer than this one waits
            waited += 1
            library.retry()

    print("ready", flush=True)
    sys.stdin.readline()  # all begin at once: whoever came later could undo what others did
    log: list[dict[str, Any]] = []
    refused = 0
    if worker % 2:
        flock: list[Named] = [tuple(one) for one in json.loads((folder / "flock").read_text())]
        sharer = Sharer(library, flock, names["article.txt"], worker, chance)
        for _ in range(count):
            sharer.step(acknowledge)
        log = [asdict(event) for event in sharer.events]
        refused = sharer.refused
    else:
        texts = ARTICLES[worker // 2 :: len(ARTICLES)]
        mixture = Mixture(library, folder, chance, own_texts=texts)
        for _ in range(count):
            answer = mixture.step(lambda operation: log.append({"begin": operation}))
            acknowledge()
            log.append({"answer": answer})
    library.close()
    told = {"log": log, "refused": refused, "waited": waited, "problems": library.problems}
    (folder / f"log {worker}").write_text(json.dumps(told))


def set_up(data: Path, folder: Path) -> list[Named]:
    """A library with articles, and annotations that are everybody's."""
    library = Library(data)
    for name in ARTICLES:
        write_source(folder / name, first_text(name))
        library.add(folder / name)
    library.add(write_article(folder))
    flock: list[Named] = []
    for entry in library.entries()[:3]:
        for number in range(FLOCK // 3):
            made = library.annotate(entry.id, (number * 40, number * 40 + 80), note="shared")
            flock.append((entry.id, made.id))
    (folder / "flock").write_text(json.dumps(flock))
    library.close()
    # As if they came from another machine: what another device did is nobody's to undo.
    (data / "state" / "device").write_text("0123456789ab\n")
    return flock


def run(command: list[str], processes: int) -> int:
    """Start that many, let them begin at once, and wait; how many failed."""
    running = [
        subprocess.Popen(
            [*command, str(worker)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for worker in range(processes)
    ]
    for process in running:
        assert process.stdout is not None
        process.stdout.readline()
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    return sum(process.wait() != 0 for process in running)


def replay(told: dict[str, Any], worker: int, seen: Seen) -> tuple[list[Wrong], Model]:
    """What is not as it must be of what one process made for itself."""
    model, wrong = Model(), []
    for name in ARTICLES:
        model.records[name] = {"text": "\n".join(first_text(name))}
    for line in told["log"]:
        if "begin" in line:
            model.begin(line["begin"])
        elif "refused" in line["answer"]:
            wrong.append(Wrong("wrong", f"{line['answer']}: {model.under_way}"))
            model.refuse()
        else:
            wrong += model.acknowledge(line["answer"])
    # The texts that others gave to their articles are as they are.
    texts = {name: record for name, record in seen.records.items() if "text" in record}
    own = {name: texts[name] for name in ARTICLES[worker // 2 :: len(ARTICLES)]}
    model.records |= {name: dict(texts[name]) for name in texts if name not in own}
    model.places.clear()
    ids = {one for one, record in model.records.items() if "article" in record}
    mine = {one: record for one, record in seen.records.items() if one in ids}
    places = {one: place for one, place in seen.places.items() if one in ids}
    wrong += check(model, Seen({**mine, **texts}, places, seen.to_repair))
    return wrong, model


def main() -> int:
    """Start the writers and look; 1 if anything is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("processes", type=int, nargs="?", default=8)
    parser.add_argument("operations", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=20231117)
    parser.add_argument("--work", nargs=3, metavar=("DATA", "FOLDER", "WORKER"))
    options = parser.parse_args()
    if options.work:
        data, folder, worker = options.work
        chance = random.Random(f"{options.seed} {worker}")
        work(Path(data), Path(folder), int(worker), options.operations, chance)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = Path(private_environment(folder)["READER_DATA"])
        flock = set_up(data, folder)
        counts = (str(options.processes), str(options.operations))
        command = [sys.executable, "-m", "tests.soak.writers", *counts, "--seed", str(options.seed)]
        with reader_in(folder, str(folder / "article.txt")) as terminal:
            terminal.wait_for("Paragraph 1 is")
            began = time.monotonic()
            failed = run([*command, "--work", str(data), str(folder)], options.processes)
            seconds = time.monotonic() - began
            terminal.settle(2.5)  # it looks once a second
            signs = {
                number: shows(terminal, number, highlighted=True)
                for number in range(1, PARAGRAPHS + 1)
                if gutter(terminal, number) is not None
            }
        told = [
            json.loads((folder / f"log {worker}").read_text())
            for worker in range(options.processes)
        ]
        wrong, acknowledged = verdicts(data, flock, told)
        events = [event for one in told[1::2] for event in events_of(one)]
        wrong += unlike(signs, events)
        unreadable = examine(data).unreadable
    kinds = Counter(one.kind for one in wrong)
    rows: list[tuple[str, object]] = [
        ("seconds", round(seconds, 1)),
        ("acknowledged changes of one's own", acknowledged),
        ("acknowledged changes of what is shared", len(events)),
        ("undo refused, as another had changed the value", sum(one["refused"] for one in told)),
        ("waited for another writer", sum(one["waited"] for one in told)),
        ("processes that failed", failed),
        ("lost", kinds["lost"]),
        ("undone, and there again", kinds["returned"]),
        ("halves of a change", kinds["half"]),
        ("wrong otherwise", kinds["wrong"]),
        ("files unreadable", len(unreadable)),
        ("paragraphs looked at in the open reader", len(signs)),
        ("said when opening", "; ".join(p for one in told for p in one["problems"]) or "nothing"),
    ]
    title = f"{options.processes} processes, {options.operations} operations each"
    print(table(f"{title}, seed {options.seed}", rows))
    print("\n".join(f"{one.kind}: {one.what}"[:400] for one in wrong[:20]))
    return 1 if wrong or failed or unreadable else 0


def events_of(told: dict[str, Any]) -> list[Event]:
    """What a process told of what it did to what is shared."""
    return [Event(**{**one, "write": Write(**one["write"])}) for one in told["log"]]


def verdicts(data: Path, flock: list[Named], told: list[dict[str, Any]]) -> tuple[list[Wrong], int]:
    """What is not as it must be, and how many changes were acknowledged of what is one's own."""
    library = Library(data)
    found, diagnosed = look(library), diagnosis(library)
    names = {Path(entry.sources[0]).name: entry.id for entry in library.entries()}
    shared = [event for one in told[1::2] for event in events_of(one)]
    wrong = judge(library, flock, names["article.txt"], shared)
    library.close()
    wrong += [Wrong("wrong", one) for one in (*found["problems"], *diagnosed)]
    wrong += [Wrong("wrong", one) for one in misdescribed(found, examine(data).revisions)]
    acknowledged = 0
    for worker in range(0, len(told), 2):
        more, model = replay(told[worker], worker, understood(found))
        wrong += more
        acknowledged += model.acknowledged.total()
    return wrong, acknowledged


def unlike(signs: dict[int, bool], events: list[Event]) -> list[Wrong]:
    """Paragraphs that the open reader shows otherwise than they are."""
    by_value: dict[str, list[Event]] = {}
    for event in events:
        if event.write.what == "highlight":
            by_value.setdefault(event.write.value, []).append(event)
    marked = {int(own[0].write.on) for value, own in by_value.items() if is_on(own, value)}
    return [
        Wrong("wrong", f"the open reader shows paragraph {number} with a sign: {sign}")
        for number, sign in signs.items()
        if sign != (number in marked)
    ]


if __name__ == "__main__":
    sys.exit(main())
