"""Several processes highlight the same article at once, while a reader is open on it.

    uv run python -m tests.soak.writers

Every highlight must be there afterwards, and the open reader must show them by itself.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader.core.annotation import Color
from reader.library import Library
from tests.soak.evidence import examine, table
from tests.soak.kill import PARAGRAPHS, shows, write_article
from tests.terminal.terminal import private_environment, reader_in


def work(data: Path, article: str, worker: int, count: int) -> None:
    """Make that many highlights, each with its own note."""
    library = Library(data)
    blocks = library.article(article).blocks
    for number in range(count):
        block = blocks[(worker * count + number) % len(blocks)]
        passage = (block.start, block.end)
        library.annotate(article, passage, color=Color.YELLOW, note=f"{worker}.{number}")
    library.close()


def main() -> int:
    """Start the writers and count; 1 if a highlight is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("processes", type=int, nargs="?", default=8)
    parser.add_argument("highlights", type=int, nargs="?", default=100)
    parser.add_argument("--work", nargs=3, metavar=("DATA", "ARTICLE", "WORKER"))
    options = parser.parse_args()
    if options.work:
        data, article, worker = options.work
        work(Path(data), article, int(worker), options.highlights)
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = Path(private_environment(folder)["READER_DATA"])
        library = Library(data)
        article = library.add(write_article(folder)).entry.id
        library.close()
        with reader_in(folder, "-c", str(folder / "article.txt")) as terminal:
            terminal.wait_for("Paragraph 1 is")
            began = time.monotonic()
            counts = (str(options.processes), str(options.highlights))
            command = (sys.executable, "-m", "tests.soak.writers", *counts)
            running = [
                subprocess.Popen(
                    [*command, "--work", str(data), article, str(worker)],
                )
                for worker in range(options.processes)
            ]
            failed = sum(process.wait() != 0 for process in running)
            seconds = time.monotonic() - began
            terminal.wait_until(
                lambda: shows(terminal, 1, highlighted=True), "a sign beside paragraph 1"
            )
            terminal.settle(1.5)  # it looks once a second
            shown = sum(
                shows(terminal, number, highlighted=True) for number in range(1, PARAGRAPHS + 1)
            )
        library = Library(data)
        notes = {annotation.note for annotation in library.annotations(article)}
        problems = library.problems
        library.close()
        unreadable = examine(data).unreadable
    wanted = {
        f"{worker}.{number}"
        for worker in range(options.processes)
        for number in range(options.highlights)
    }
    print(
        table(
            f"{options.processes} processes, {options.highlights} highlights each",
            [
                ("seconds", round(seconds, 1)),
                ("highlights there", f"{len(notes & wanted)} of {len(wanted)}"),
                ("processes that failed", failed),
                ("files unreadable", len(unreadable)),
                ("signs in the open reader, by itself", shown),
                ("said when opening", "; ".join(problems) or "nothing"),
            ],
        )
    )
    return 0 if notes == wanted and not failed and not unreadable else 1


if __name__ == "__main__":
    sys.exit(main())
