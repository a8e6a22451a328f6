"""Annotations whose article is not here, as lines of a file: those that were read before are known.

Whoever adds a thousand articles that ten thousand annotations wait for looks a thousand times.
"""

from collections.abc import Collection, Iterable

import orjson

from reader.importers.annotations import Incoming
from reader.importers.annotations.records import incoming, record_of


class Waiting:
    """What lines say."""

    def __init__(self) -> None:
        self._known: dict[bytes, Incoming | None] = {}
        """What the lines said that were read last; None: nothing that can be understood."""

    def read(self, body: bytes) -> dict[bytes, Incoming]:
        """The annotations that wait, by their lines."""
        lines = body.split(b"\n")
        self._known = {line: self._known.get(line) or _read(line) for line in lines}
        return {line: one for line, one in self._known.items() if one is not None}

    def changed(self, body: bytes, more: Iterable[Incoming], gone: Collection[str]) -> bytes:
        """The lines without those that are gone, by their ids, and with more of them; each id
        stands once."""
        added = {one.id: orjson.dumps(record_of(one)) for one in more}
        kept = [
            line
            for line, one in self.read(body).items()
            if one.id not in gone and one.id not in added
        ]
        return b"\n".join((*kept, *added.values()))


def _read(line: bytes) -> Incoming | None:
    try:
        found = orjson.loads(line)
        return incoming(found) if isinstance(found, dict) else None
    except (TypeError, ValueError):
        return None
