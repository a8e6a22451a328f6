"""CSV for spreadsheets: a row an annotation, and no cell that a spreadsheet would compute."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from reader.core.safe import safe
from reader.exporters import Annotated

COLUMNS: Final = (
    *("Title", "Author", "Date", "Source", "Quote", "Note", "Tags", "Color", "Style"),
    *("Status", "Created", "Updated", "Article", "Id", "Color name"),
)

FORMULA: Final = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a cell begins that a spreadsheet would compute (OWASP ASVS 1.2.10, and its wide forms)."""


def write(items: Iterable[Annotated]) -> str:
    """One table for all articles, by RFC 4180."""
    return table((COLUMNS, *(tuple(map(_cell, row)) for row in _rows(items))))


def table(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV; a cell may hold any text."""
    import csv
    from io import StringIO

    written = StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def _rows(items: Iterable[Annotated]) -> Iterator[tuple[str, ...]]:
    for item in items:
        entry = item.entry
        for annotation in item.annotations:
            yield (
                entry.title,
                entry.author or "",
                entry.date or "",
                entry.source or "",
                annotation.quote,
                annotation.note,
                ", ".join(annotation.tags),
                annotation.color or "",
                annotation.style,
                annotation.status,
                annotation.created,
                annotation.updated,
                entry.id,
                annotation.id,
                item.color_name(annotation),
            )


def _cell(text: str) -> str:
    """Text that a spreadsheet takes for text: the apostrophe before it is not shown there."""
    text = safe(text)
    return f"'{text}" if FORMULA.match(text) else text
