"""Queries: what they mean in this library, and those that are kept under a name.

```text
<data>/state/queries.jsonl         a line a query, sealed as all that is kept besides
```
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from reader.library.outcomes import LibraryError, NotFound, NotSaved
from reader.library.scraps import Scraps, written

if TYPE_CHECKING:
    from datetime import date

    from reader.core.query import Query

_name = re.compile(r"[^\W_][\w-]*")
_whole = re.compile(r"[^\s()*]+")
"""A value that needs no quotation marks."""


class Asking(Scraps):
    """What can be asked for, and asked again."""

    def query(self, text: str, *, lenient: bool = False) -> "Query":
        """What is typed, as it is meant now: in the days of this machine, with the saved queries
        and the person's names of colours.

        QueryError says what is wrong; a lenient reading leaves it out.
        """
        saved = self.saved_queries() if "@" in text else {}
        return self._meant(text, saved, lenient=lenient)

    def saved_queries(self) -> dict[str, str]:
        """The saved queries as they were typed, by their names."""
        with self._guard:
            return _queries(self._read_state(self._queries_file) or b"")

    def endings(self, beginning: str) -> list[str]:
        """What may stand behind `@`, `#` or a field with its colon, likeliest first; what has to be
        is in quotation marks. None where anything may."""
        from reader.core.fields import FIELDS

        name = beginning.removesuffix(":")
        if name == "@":
            return list(self.saved_queries())
        if name in ("#", "tag"):
            with self._guard:
                return list(map(_quoted, self._catalogue.tags()))
        own = self._color_names.values() if name == "color" else ()
        choices = FIELDS[name].choices if name in FIELDS else ()
        return list(dict.fromkeys(map(_quoted, (*own, *choices))))

    def save_query(self, name: str, query: str) -> None:
        """Keep a query, to be asked again as `@name`; in the place of one of that name.

        QueryError if it is none; LibraryError if nothing can be called that.
        """
        if not _name.fullmatch(name):
            raise LibraryError(f"“{name}” is no name: letters, digits, - and _ make one")
        self._meant(query, self.saved_queries(), within=(name,))
        self._keep_queries(lambda kept: {**kept, name: written(query.strip())})

    def drop_query(self, name: str) -> None:
        """Forget a saved query; NotFound if there is none of that name."""
        if name not in self.saved_queries():
            raise NotFound(f"No query is saved as @{name}")
        self._keep_queries(lambda kept: {one: kept[one] for one in kept if one != name})

    def _meant(
        self,
        text: str,
        saved: Mapping[str, str],
        *,
        within: tuple[str, ...] = (),
        lenient: bool = False,
    ) -> "Query":
        from datetime import UTC, datetime

        from reader.core.query import Query

        today = datetime.fromtimestamp(self._clock(), UTC).astimezone().date()
        return Query.parse(
            text,
            names=self._color_names,
            today=today,
            begins=_midnight,
            saved=saved,
            within=within,
            lenient=lenient,
        )

    @property
    def _queries_file(self) -> Path:
        return self._data / "state" / "queries.jsonl"

    def _keep_queries(self, change: Callable[[dict[str, str]], dict[str, str]]) -> None:
        if self.read_only:
            raise NotSaved(self.read_only)

        def changed(body: bytes) -> bytes:
            kept = change(_queries(body))
            return b"".join(orjson.dumps({"name": one, "query": kept[one]}) + b"\n" for one in kept)

        try:
            with self._guard:
                self._change_state(self._queries_file, changed)
        except OSError as error:
            raise NotSaved(f"the query is not saved: {error.strerror}") from error


def _quoted(value: str) -> str:
    return value if _whole.fullmatch(value) else f'"{value}"'


def _queries(body: bytes) -> dict[str, str]:
    """The queries that lines hold, by their names, in order."""
    return dict(sorted(filter(None, map(_saved_query, body.split(b"\n")))))


def _saved_query(line: bytes) -> tuple[str, str] | None:
    """The name and the query that a line holds; None if it holds none."""
    try:
        found = orjson.loads(line)
        return str(found["name"]), str(found["query"])
    except (ValueError, KeyError, TypeError):
        return None


def _midnight(day: "date") -> str:
    """When a day begins where this machine is, in UTC."""
    from datetime import UTC, datetime, time

    try:
        return f"{datetime.combine(day, time()).astimezone(UTC):%Y-%m-%dT%H:%M:%S}"
    except (OverflowError, ValueError, OSError):  # a year that no clock knows
        return f"{day.isoformat()}T00:00:00"
