"""What is kept besides articles: drafts of notes, and the last things that were copied."""

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

import orjson

from reader.files import locked, read_if_there, set_aside, write_safely
from reader.library.folder import LOCK, PATIENCE
from reader.library.keeping import Keeping
from reader.library.outcomes import Copy

RING: Final = 50
"""Copies that are kept."""


class Scraps(Keeping):
    """What is kept besides."""

    def save_draft(self, key: str, text: str) -> None:
        """Keep what is being typed; at once, and in memory only while the disk refuses."""
        with self._guard:
            self._drafts[key] = text
            self._write_drafts()

    def draft(self, key: str) -> str | None:
        """What was typed for that key and not saved as a note."""
        with self._guard:
            if key in self._drafts:
                return self._drafts[key]
            found = self._read_state(self._draft_file(key))
            text = found.get("text")
            return text if isinstance(text, str) and found.get("key") == key else None

    def drop_draft(self, key: str) -> None:
        """Forget a draft, as it was saved or is not wanted."""
        with self._guard:
            self._drafts.pop(key, None)
            with suppress(OSError):
                self._draft_file(key).unlink(missing_ok=True)

    def remember_copy(self, text: str, article: str | None) -> None:
        """Put a copy into the ring, which holds each text once; memory holds it if no disk does."""
        with self._guard:
            self._copies.append(Copy(_written(text), article, self._now()))
            self._write_copies()

    def copies(self) -> list[Copy]:
        """The last copies, newest first."""
        with self._guard:
            return _ring([*reversed(self._copies), *self._read_copies()])

    @property
    def unsaved(self) -> str | None:
        """What is not on disk, why, and what to do; None if all is."""
        told = super().unsaved
        if told is None and self._drafts:
            told = "a draft is not saved: the disk refuses it (it is kept here and tried again)"
        return told

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        super().retry()
        with self._guard:
            self._write_drafts()
            self._write_copies()

    def _draft_file(self, key: str) -> Path:
        name = blake2b(key.encode("utf-8", "replace"), digest_size=8).hexdigest()
        return self._data / "state" / "drafts" / f"{name}.json"

    def _write_drafts(self) -> None:
        if self.read_only:
            return
        with suppress(OSError):
            for key, text in list(self._drafts.items()):
                document = {"key": _written(key), "text": _written(text), "at": self._now()}
                write_safely(self._draft_file(key), orjson.dumps(document))
                del self._drafts[key]

    def _write_copies(self) -> None:
        if self.read_only or not self._copies:
            return
        path = self._data / "state" / "copies.json"
        with suppress(OSError), locked(self._data / "state" / LOCK, PATIENCE):
            ring = _ring([*reversed(self._copies), *self._read_copies()])
            copies = [{"text": copy.text, "article": copy.article, "at": copy.at} for copy in ring]
            write_safely(path, orjson.dumps({"schema": 1, "copies": copies}))
            self._copies.clear()

    def _read_copies(self) -> list[Copy]:
        found = self._read_state(self._data / "state" / "copies.json")
        try:
            return [
                Copy(str(copy["text"]), copy["article"], str(copy["at"]))
                for copy in found.get("copies", ())
            ]
        except (KeyError, TypeError):
            self._put_aside(self._data / "state" / "copies.json")
            return []

    def _read_state(self, path: Path) -> dict[str, Any]:
        """A file of the folder `state`; empty if there is none. A damaged one is set aside."""
        try:
            data = read_if_there(path)
            found = orjson.loads(data) if data is not None else {}
        except OSError:
            return {}
        except ValueError:
            found = None
        if isinstance(found, dict):
            return found
        self._put_aside(path)
        return {}

    def _put_aside(self, path: Path) -> None:
        if self.read_only is None:
            with suppress(OSError):
                aside = set_aside(path, self._clock())
                self._tell([f"{path.name} was damaged: kept as {aside.name}"])


def _ring(copies: list[Copy]) -> list[Copy]:
    """The newest copies, each text once."""
    newest: dict[str, Copy] = {}
    for copy in copies:
        newest.setdefault(copy.text, copy)
    return list(newest.values())[:RING]


def _written(text: str) -> str:
    """Text that JSON can hold."""
    return text.encode("utf-8", "replace").decode()
