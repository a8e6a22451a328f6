"""What is kept besides articles: drafts of notes, and the last things that were copied.

```text
<data>/state/drafts/<key>.draft    a draft as it was typed
<data>/state/drafts/<key>-….md     the same text while another editor has it, or has had it
<data>/state/copies.jsonl          a line a copy, newest first
```

The first line of a draft and of the copies is a checksum of all that follows. What follows is such
that what is left of a damaged file can be read: it is set aside, said, and as much of it kept.
"""

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Final

import orjson

from reader.files import write_safely
from reader.library.folder import sealed
from reader.library.keeping import Keeping
from reader.library.outcomes import Copy

RING: Final = 50
"""Copies that are kept."""


class Scraps(Keeping):
    """What is kept besides."""

    _draft_outlook = "it is kept here and tried again"
    """What becomes of drafts that are not on disk."""

    def save_draft(self, key: str, text: str) -> None:
        """Keep what is being typed; at once, and in memory only while the disk refuses."""
        with self._guard:
            self._drafts[key] = text
            self._write_drafts()

    def draft(self, key: str) -> str | None:
        """What was typed for that key and not saved as a note, last in whichever editor."""
        with self._guard:
            if key in self._drafts:
                return self._drafts[key]
            return self._left_outside(key) or self._read_draft(key)

    def draft_outside(self, key: str) -> Path:
        """Where another editor finds the draft: a file whose stem begins with that of this path.

        What it leaves there is the draft until the next one is saved, or it is dropped.
        """
        return self._draft_file(key).with_suffix(".md")

    def drop_draft(self, key: str) -> None:
        """Forget a draft, as it was saved or is not wanted."""
        with self._guard:
            self._drafts.pop(key, None)
            with suppress(OSError):
                self._draft_file(key).unlink(missing_ok=True)
            self._forget_outside(key)

    def remember_copy(self, text: str, article: str | None, link: str | None = None) -> None:
        """Put a copy into the ring, which holds each text once; memory holds it if no disk does.

        `link` leads to where it is from.
        """
        with self._guard:
            self._copies.append(Copy(written(text), article, self._now(), link))
            self._write_copies()

    def copies(self) -> list[Copy]:
        """The last copies, newest first."""
        with self._guard:
            ring = self._ring(self._read_state(self._copies_file) or b"")
            self._write_copies()
            return ring

    @property
    def unsaved(self) -> str | None:
        """What is not on disk, why, and what to do; None if all is."""
        told = super().unsaved
        if told is None and self._drafts:
            told = f"a draft is not saved: the disk refuses it ({self._draft_outlook})"
        return told

    def retry(self) -> None:
        """Try again to save what could not be saved."""
        super().retry()
        with self._guard:
            self._write_drafts()
            self._write_copies()

    def close(self) -> None:
        """Have everything on disk as far as that is possible, and end the work behind."""
        super().close()
        with self._guard:
            for key, text in self._drafts.items():
                path = self._rescue.put(
                    self.draft_outside(key).name, text.encode("utf-8", "replace")
                )
                self._draft_outlook = (
                    f"it is kept in {path} and offered again"
                    if path
                    else "there was no other place to keep it either"
                )

    # Drafts.

    def _draft_file(self, key: str) -> Path:
        name = blake2b(key.encode("utf-8", "replace"), digest_size=8).hexdigest()
        return self._data / "state" / "drafts" / f"{name}.draft"

    def _write_drafts(self) -> None:
        if self.read_only:
            return
        with suppress(OSError):
            for key, text in list(self._drafts.items()):
                write_safely(self._draft_file(key), sealed(text.encode("utf-8", "replace")))
                self._forget_outside(key)
                del self._drafts[key]

    def _read_draft(self, key: str) -> str | None:
        data = self._read_state(self._draft_file(key))
        return None if data is None else data.decode("utf-8", "replace")

    def _outside(self, key: str) -> list[Path]:
        """The files in which other editors have the draft, or have had it, and in which it waits
        as the disk has refused it; the latest first."""
        path = self.draft_outside(key)
        with suppress(OSError):
            paths = (*path.parent.glob(f"{path.stem}-*.md"), *self._rescue.files(path.name))
            found = [(one.stat().st_mtime, one) for one in paths]
            return [one for _, one in sorted(found, reverse=True)]
        return []

    def _left_outside(self, key: str) -> str | None:
        for path in self._outside(key):
            with suppress(OSError):
                # Editors end the last line; a note does not.
                text = path.read_bytes().decode("utf-8", "replace").removesuffix("\n")
                if text:
                    return text
        return None

    def _forget_outside(self, key: str) -> None:
        for path in self._outside(key):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    # Copies.

    @property
    def _copies_file(self) -> Path:
        return self._data / "state" / "copies.jsonl"

    def _write_copies(self) -> None:
        if self.read_only or not self._copies:
            return

        def changed(body: bytes) -> bytes:
            return b"".join(orjson.dumps(one._asdict()) + b"\n" for one in self._ring(body))

        with suppress(OSError):
            self._change_state(self._copies_file, changed)
            self._copies.clear()

    def _ring(self, body: bytes) -> list[Copy]:
        """The newest copies, of those that are not on disk and those that lines hold; each text
        once."""
        kept = filter(None, map(_copy_of, body.split(b"\n")))
        newest: dict[str, Copy] = {}
        for copy in (*reversed(self._copies), *kept):
            newest.setdefault(copy.text, copy)
        return list(newest.values())[:RING]


def _copy_of(line: bytes) -> Copy | None:
    """The copy that a line holds; None if it holds none."""
    try:
        found = orjson.loads(line)
        article, link = found["article"], found.get("link")
        text, at = str(found["text"]), str(found["at"])
        return Copy(text, article and str(article), at, link and str(link))
    except (ValueError, KeyError, TypeError):
        return None


def written(text: str) -> str:
    """Text that JSON can hold."""
    return text.encode("utf-8", "replace").decode()
