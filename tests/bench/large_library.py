"""A library such as twenty years of reading leave, the same at every run, in some seconds.

python tests/bench/large_library.py FOLDER --articles 10000 --annotations 100000

The files are what so many calls of `Library` would have written, each with the position in the
journal that it had when its last annotation was made; only nobody waits for two hundred thousand
fsyncs.
"""

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from reader.core.anchoring import describe
from reader.core.annotation import Color, Style
from reader.core.article import Article, Block
from reader.core.change import Change, Document, Edit, Position, edited, written_time
from reader.files import fingerprint_of
from reader.journal import milestone, write_line
from reader.library import texts
from reader.library.holding import Holding
from reader.library.records import anchor_document
from reader.storage import SCHEMA, TableFile, Tables, serialise
from tests.bench.book import WORDS, sentence

DEVICE = "0a1b2c3d"
BEGAN = 1_300_000_000.0
"""Seconds since the epoch of the first change: in 2011."""
ENDED = 1_790_000_000.0
SENTENCES = 4_000
"""Sentences of which all texts are made."""
PARAGRAPHS = 12
SENTENCES_A_PARAGRAPH = 4
TAGS = [f"{word}/{part}" for word in WORDS[20:30] for part in ("idée", "à voir")] + WORDS[40:60]


Writing = Callable[[random.Random, int], str]
"""What writes a sentence of about so many characters."""


class LargeLibrary:
    """Writes one library."""

    def __init__(
        self, data: Path, *, articles: int, annotations: int, write: Writing = sentence
    ) -> None:
        """`write` gives the sentences."""
        self._data = data
        self._chance = random.Random(4)
        self._count, self._annotations = articles, annotations
        self._sentences = [
            write(self._chance, self._chance.randint(40, 160)) for _ in range(SENTENCES)
        ]
        self._articles: list[Article] = []
        self._records: dict[str, Document] = {}
        self._documents: dict[str, dict[str, Document]] = {}
        self._positions: dict[str, Position] = {}
        self._position = Position("", 0, "")
        self._month: list[bytes] = []
        self._serial = 0
        self._seconds = BEGAN

    def write(self) -> None:
        """Write all files."""
        for number in range(self._count):
            article = self._text(number)
            self._articles.append(article)
            self._write(f"articles/{article.revision}/{article.revision}.json", article)
        for change in self._changes():
            self._append(change)
        self._end_month()
        summaries = {}
        for name, record in self._records.items():
            documents = self._documents.get(name, {})
            file = TableFile(self._data, f"annotations/{name}.json", time.time)
            summaries[name] = Holding(name, file, documents, name).summary
            if documents:
                tables = {"annotations": documents, "state": {name: record}, "places": {}}
                self._write_tables(f"annotations/{name}.json", tables, self._positions[name])
        touched = {
            name: {DEVICE: milestone(self._positions[name])} if name in self._documents else {}
            for name in self._records
        }
        tables = {
            "articles": self._records,
            "places": {},
            "summaries": summaries,
            "touched": touched,
        }
        self._write_tables("library.json", tables, self._position)
        self._write_bytes("state/device", DEVICE.encode() + b"\n")

    def _text(self, number: int) -> Article:
        """An article of some paragraphs, in which one word stands that is in no other."""
        paragraphs = [
            " ".join(f"{one}." for one in self._chance.sample(self._sentences, k))
            for k in [SENTENCES_A_PARAGRAPH] * PARAGRAPHS
        ]
        title = f"{self._chance.choice(self._sentences)[:40].strip()} {number}"
        paragraphs[number % PARAGRAPHS] += f" Voici le mot unique{number}mot."
        blocks, start = [], 0
        for index, block in enumerate([title, *paragraphs]):
            kind = ("paragraph", 0) if index else ("heading", 1)
            blocks.append(Block(kind[0], start, start + len(block), kind[1]))  # type: ignore[arg-type]
            start += len(block) + 1
        return Article(
            text="\n".join([title, *paragraphs]),
            blocks=tuple(blocks),
            title=title,
            author=f"{self._chance.choice(WORDS).title()} {self._chance.choice(WORDS).title()}",
            date=f"{self._chance.randint(1995, 2026)}-{self._chance.randint(1, 12):02}",
            language="fr",
        )

    def _changes(self) -> Iterator[Change]:
        """All articles and annotations, in the order in which they came."""
        moments = sorted(
            (self._chance.uniform(number / self._count, 1.0), number)
            for number in (serial % self._count for serial in range(self._annotations))
        )
        added = 0
        for share, number in moments:
            while added <= number or added / self._count < share - 0.01:
                if added == self._count:
                    break
                yield self._adding(self._articles[added])
                added += 1
            self._seconds = BEGAN + share * (ENDED - BEGAN)
            yield self._annotating(self._articles[number])
        for article in self._articles[added:]:
            yield self._adding(article)

    def _adding(self, article: Article) -> Change:
        values = {
            "sources": [f"/home/somebody/articles/{article.revision}.txt"],
            "trashed": None,
            "revision": article.revision,
            "title": article.title,
            "author": article.author,
            "date": article.date,
            "language": article.language,
            "summary": article.summary,
            "words": article.words,
            "added": written_time(self._seconds),
        }
        record = f"article/{article.revision}"
        edits = tuple(Edit(record, field, None, value) for field, value in values.items())
        stamp = self._stamp()
        self._records[article.revision] = edited(None, edits, stamp)
        return Change(stamp=stamp, kind="add", label=f"add “{article.title}”", edits=edits)

    def _annotating(self, article: Article) -> Change:
        chance = self._chance
        block = article.blocks[chance.randint(1, PARAGRAPHS)]
        start = article.text.rfind(". ", block.start, chance.randint(block.start, block.end)) + 2
        start = max(start, block.start)
        end = article.text.find(".", start, block.end) + 1 or block.end
        stamp = self._stamp()
        has_color = chance.random() < 0.85
        has_note = chance.random() < 0.3 or not has_color
        note = f"{chance.choice(self._sentences)} note{self._serial}" if has_note else ""
        values = {
            "anchor": anchor_document(describe(article.text, start, end), article.revision),
            "color": chance.choice(list(Color)).value if has_color else None,
            "style": chance.choice(list(Style)).value if chance.random() < 0.1 else "highlight",
            "note": note,
            "tags": chance.sample(TAGS, chance.randint(1, 3)) if chance.random() < 0.4 else [],
            "created": written_time(self._seconds),
            "target": None,
        }
        record = f"annotation/{article.revision}/{stamp}"
        edits = (
            *(Edit(record, field, None, value) for field, value in values.items()),
            Edit(record, "deleted", before=True, after=False),
        )
        documents = self._documents.setdefault(article.revision, {})
        documents[stamp] = edited(None, edits, stamp)
        label = f"highlight “{article.text[start : start + 30]}…”"
        return Change(stamp=stamp, kind="highlight", label=label, edits=edits)

    def _stamp(self) -> str:
        self._serial += 1
        return f"{int(self._seconds * 1000):013x}-{self._serial % 0xFFFF:04x}-{DEVICE}"

    def _append(self, change: Change) -> None:
        seconds = int(change.stamp[:13], 16) // 1000
        file = time.strftime("%Y-%m", time.gmtime(seconds)) + ".jsonl"
        if file != self._position.file:
            self._end_month()
            self._position = Position(file, 0, "")
        line = write_line(change) + b"\n"
        self._month.append(line)
        self._position = Position(file, self._position.offset + len(line), fingerprint_of(line))
        for article in change.articles:
            self._positions[article] = self._position

    def _end_month(self) -> None:
        if self._month:
            self._write_bytes(f"journal/{DEVICE}/{self._position.file}", b"".join(self._month))
            self._month.clear()

    def _write(self, name: str, article: Article) -> None:
        self._write_bytes(name, texts.serialise(article))

    def _write_tables(self, name: str, tables: Tables, position: Position) -> None:
        meta: Document = {"schema": SCHEMA, "journal": {DEVICE: list(position)}}
        self._write_bytes(name, serialise({**tables, "meta": {"file": meta}}))

    def _write_bytes(self, name: str, data: bytes) -> None:
        path = self._data / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(data)


def write_library(
    data: Path, *, articles: int = 10_000, annotations: int = 100_000, write: Writing = sentence
) -> None:
    """Write a library into a folder that is not there yet."""
    LargeLibrary(data, articles=articles, annotations=annotations, write=write).write()


def main(arguments: Iterable[str] | None = None) -> None:
    """Write a library where the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--annotations", type=int, default=100_000)
    given = parser.parse_args(arguments if arguments is None else list(arguments))
    write_library(given.folder, articles=given.articles, annotations=given.annotations)


if __name__ == "__main__":
    main()
