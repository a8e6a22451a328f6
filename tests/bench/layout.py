"""How long it takes to set texts to a width: `python tests/bench/layout.py`.

Best of five, in one process: what the work costs when nothing else wants the machine. The first
wrap, which is the one before an article is seen, also compiles the rules for its width.
"""

import sys
import time
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from reader.core.article import Article, Block, BlockKind
from reader.core.layout import Layout, Shape
from tests.bench.book import line, paragraphs

RUNS = 5
JAPANESE = "日本語の文章を、正しく折り返す。「引用」も、長音の「ー」も扱う。" * 5


def article(texts: Iterable[str]) -> Article:
    """The paragraphs of a text, chapter titles as headings."""
    found = list(texts)
    blocks = []
    start = 0
    for text in found:
        kind: BlockKind = "heading" if text.startswith("Chapitre ") else "paragraph"
        blocks.append(Block(kind, start, start + len(text)))
        start += len(text) + 1
    return Article("\n".join(found), tuple(blocks))


def report(name: str, shown: Article, shape: Shape) -> None:
    """Print one row of the table."""
    times = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        layout = Layout(shown, shape)
        times.append((time.perf_counter() - began) * 1000)
    tracemalloc.start()
    kept = Layout(shown, shape)
    size = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    began = time.perf_counter()
    for row in range(0, kept.rows, max(1, kept.rows // 1000)):
        kept.prefix(row), kept.is_narrow(row), kept.row_text(row)
        kept.offset_at(*kept.position(kept.starts[row]))
    each = (time.perf_counter() - began) * 1e6 / min(kept.rows, 1000)
    print(
        f"| {name:<34} | {shape.width:>5} | {layout.rows:>7,} | {times[0]:>6.1f} "
        f"| {min(times[1:]):>6.1f} | {size:>5.1f} | {each:>6.1f} |"
    )


def main() -> None:
    """Print the table."""
    print("| text | width | rows | first ms | best ms | MB | µs a row asked |")
    print("|---|---|---|---|---|---|---|")
    book = article(paragraphs())
    for width in (20, 72, 200):
        report("book, 3.3 MB", book, Shape(width=width))
    report("book, indented", book, Shape(indent=True))
    report("one line, 10 MB", article([line()]), Shape())
    report(
        "book, one emoji a paragraph", article(f"{text} 👩‍👩‍👧" for text in paragraphs()), Shape()
    )
    report("Japanese, 3.3 MB", article([JAPANESE] * 6700), Shape())
    report("one Japanese line, 10 MB", article([JAPANESE * 20_000]), Shape())


if __name__ == "__main__":
    main()
