"""The texts of articles on disk: one file a revision. Its words are never changed; what is said of
them, a link or a heading, is if the source says it otherwise.

```json
{"schema":1,"checksum":"0a1b2c3d","article":{"text":…,"words":…,"kinds":[…],"starts":[…],…}}
```
"""

import os
import zlib
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import orjson

from reader.core.article import Article, Block, Span
from reader.files import make_folder, read_if_there, set_aside, write_safely

KEPT: Final = 4
"""Articles that stay in memory; one turns back to the last few."""

_HEAD: Final = b'{"schema":1,"checksum":"%08x","article":'
_HEAD_LENGTH: Final = len(_HEAD % 0)

_UNKNOWN: Final = "cannot be understood; a newer program may have written it"


class UnreadableError(Exception):
    """The file of a text is gone or damaged; the message completes “its text …”."""


class Texts:
    """Reads and writes the texts of a data folder, also of articles in the trash."""

    def __init__(self, data: Path) -> None:
        self._articles, self._trash = data / "articles", data / "trash"
        self._latest: OrderedDict[tuple[str, str], Article] = OrderedDict()

    def path(self, article: str, revision: str) -> Path:
        """Where a text is, or would be."""
        name = f"{revision}.json"
        trashed = self._trash / article / name
        return trashed if trashed.exists() else self._articles / article / name

    def read(self, article: str, revision: str) -> Article:
        """A text; UnreadableError says why there is none."""
        key = article, revision
        if key in self._latest:
            self._latest.move_to_end(key)
            return self._latest[key]
        try:
            data = read_if_there(self.path(article, revision))
        except OSError as error:
            raise UnreadableError(f"cannot be read: {error.strerror or error}") from error
        if data is None:
            raise UnreadableError("is gone from the data folder")
        found = self._latest[key] = parse(data, revision)
        while len(self._latest) > KEPT:
            self._latest.popitem(last=False)
        return found

    def words(self, article: str, revision: str) -> str:
        """The canonical text alone, for whoever looks through all that are not in the trash;
        UnreadableError says why there is none."""
        try:
            # Of ten thousand texts, making paths would take as long as reading them.
            with open(f"{self._articles}/{article}/{revision}.json", "rb", buffering=0) as file:  # noqa: PTH123
                return str(_record(file.read())["text"])
        except OSError as error:
            raise UnreadableError(f"cannot be read: {error.strerror or error}") from error
        except (ValueError, KeyError) as error:
            raise UnreadableError(_UNKNOWN) from error

    def write(self, article: str, text: Article) -> None:
        """Keep a text; OSError if it cannot be written."""
        write_safely(self.path(article, text.revision), serialise(text))
        self._latest[article, text.revision] = text

    def replace(self, article: str, text: Article, seconds: float) -> None:
        """Keep a text in the place of a damaged file, which is set aside."""
        path = self.path(article, text.revision)
        if path.exists():
            set_aside(path, seconds)
        self.write(article, text)

    def forget(self, article: str, revision: str) -> None:
        """Read a text from disk again when it is next asked for."""
        self._latest.pop((article, revision), None)

    def known(self) -> set[str]:
        """Ids of all articles that have a folder."""
        found: set[str] = set()
        for folder in (self._articles, self._trash):
            with suppress(OSError), os.scandir(folder) as entries:
                found.update(entry.name for entry in entries)
        return found

    def has(self, article: str) -> bool:
        """Whether an article has a folder."""
        return any((folder / article).exists() for folder in (self._articles, self._trash))

    def revisions(self, article: str) -> list[Path]:
        """The files of an article's texts, oldest first."""
        found: list[Path] = []
        for folder in (self._articles, self._trash):
            found += (folder / article).glob("*.json")
        try:
            return sorted(found, key=lambda path: path.stat().st_mtime)
        except OSError:
            return found

    def put_away(self, article: str) -> None:
        """Move an article's texts to the trash."""
        self._move(self._articles / article, self._trash / article)

    def take_back(self, article: str) -> None:
        """Move an article's texts out of the trash."""
        self._move(self._trash / article, self._articles / article)

    def _move(self, source: Path, target: Path) -> None:
        if source.is_dir() and not target.exists():
            make_folder(target.parent)
            source.rename(target)


def serialise(article: Article) -> bytes:
    """An article as the bytes of its file: of blocks and spans, one list a field."""
    blocks, spans = article.blocks, article.spans
    body = orjson.dumps(
        {
            "title": article.title,
            "author": article.author,
            "date": article.date,
            "language": article.language,
            "summary": article.summary,
            "words": article.words,
            "text": article.text,
            "blocks": [list(column) for column in zip(*blocks, strict=True)],
            "spans": [list(column) for column in zip(*spans, strict=True)],
        }
    )
    return _HEAD % zlib.crc32(body) + body + b"}"


def parse(data: bytes, revision: str) -> Article:
    """The article that the bytes of a file hold; UnreadableError if they are damaged."""
    try:
        return _article(_record(data), revision)
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError(_UNKNOWN) from error


def _record(data: bytes) -> dict[str, Any]:
    body = memoryview(data)[_HEAD_LENGTH:-1]
    if data[:_HEAD_LENGTH] != _HEAD % zlib.crc32(body):
        raise UnreadableError("is damaged")
    found: dict[str, Any] = orjson.loads(body)
    return found


def _article(record: dict[str, Any], revision: str) -> Article:
    article = Article(
        text=record["text"],
        blocks=tuple(map(Block, *record["blocks"])) if record["blocks"] else (),
        spans=tuple(map(Span, *record["spans"])) if record["spans"] else (),
        title=record["title"],
        author=record["author"],
        date=record["date"],
        language=record["language"],
        summary=record["summary"],
    )
    # Both are computed from the text when they are first asked for; in a book that takes longer
    # than to read it, and both are known.
    vars(article).update(revision=revision, words=record["words"])
    return article
