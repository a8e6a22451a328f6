"""How long finding, moving and filtering take: `python tests/bench/text.py`.

Best and worst of five, in one process; the worst is mostly the first, which folds or compiles.
"""

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from reader.core import motion
from reader.core.article import Article
from reader.core.catalog import Entry, Listing
from reader.core.fold import Folded
from reader.core.query import Query
from reader.core.search import find
from reader.core.segments import sentences_from
from reader.core.selection import Selection
from tests.bench.book import WORDS, line, paragraphs
from tests.bench.layout import article

RUNS = 5
ENTRIES = 10_000
SCREEN = 4_000
"""Characters that a large screen shows."""


def report(name: str, work: Callable[[], object]) -> None:
    """Print one row of the table."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1000)
    print(f"| {name:<52} | {min(times):>8.2f} | {max(times):>8.2f} |")


def keystroke(text: str, query: str, offset: int) -> None:
    """What a key in the search line asks for: how many, which one is next, what to paint."""
    matches = find(text, query)
    len(matches)
    if (match := matches.after(offset)) is not None:
        matches.number(match[0])
    matches.touching(offset, offset + SCREEN)


def report_article(name: str, shown: Article) -> None:
    """Print what it costs to search in an article and to move in it."""
    text = shown.text
    middle = motion.settle(shown, len(text) // 2)
    report(f"{name}: fold", lambda: Folded(text))
    find(text, "")
    for query in ("e", "l", "le", "les", "l'homme", "zzz", "ss"):
        report(f"{name}: search {query!r}", lambda: keystroke(text, query, middle))  # noqa: B023
    for go in (
        *(motion.next_paragraph, motion.previous_paragraph, motion.next_sentence),
        *(motion.previous_sentence, motion.next_word, motion.previous_word, motion.next_grapheme),
    ):
        report(f"{name}: {go.__name__}", lambda: go(shown, middle))  # noqa: B023
    report(f"{name}: s", lambda: Selection().move(middle).add_sentence(shown).passage(shown))
    report(f"{name}: last", lambda: motion.last(shown))


def entries() -> list[Entry]:
    """A large library."""
    chance = random.Random(11)

    def words(count: int) -> str:
        return " ".join(chance.choices(WORDS, k=count))

    return [
        Entry(
            id=f"{number:016x}",
            title=words(8),
            author=words(2),
            summary=words(30),
            sources=(f"/home/somebody/articles/{number}.txt",),
            added=f"2026-{number % 12 + 1:02}-01",
        )
        for number in range(ENTRIES)
    ]


def main() -> None:
    """Print the table."""
    print("| what | best ms | worst ms |")
    print("|---|---|---|")
    book = article(paragraphs())
    report_article("book, 3.3 MB", book)
    report(
        "book, 3.3 MB: split all sentences",
        lambda: [list(sentences_from(book, number, 0)) for number in range(len(book.paragraphs))],
    )
    report_article("one line, 10 MB", article([line()]))
    for name, text in (("Russian", "Война и мир. "), ("Chinese", "戦争と平和。")):
        long = text * (3_300_000 // len(text.encode()))
        report(f"{name}, 3.3 MB: fold", lambda: Folded(long))  # noqa: B023
    library = Listing(entries())
    report("10,000 entries: no filter", lambda: library.arrange("all", "recent"))
    report("10,000 entries: prepare the filter", lambda: Listing(library.entries).prepare())
    library.prepare()
    for text in ("e", "europe", "europe intel", "zzz"):
        query = Query.parse(text)
        report(f"10,000 entries: filter {text!r}", lambda: library.arrange("all", "recent", query))  # noqa: B023
    report("10,000 entries: by title", lambda: library.arrange("all", "title"))
    changed = [*library.entries]
    report("10,000 entries: one changed", lambda: Listing(changed[1:], library).prepare())


if __name__ == "__main__":
    main()
