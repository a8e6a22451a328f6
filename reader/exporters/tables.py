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

FORMULA: Final = re.compile(
    r"""
    ^(?= \s*[=+\-@＝＋－＠] | [\t\r\n] )
    | (?<=[;\t\n])(?= [=@＝＠] | [+\-＋－]\S )
    """,
    re.VERBOSE,
)
"""Before what a spreadsheet would compute (OWASP ASVS 1.2.10, and its wide forms): at the start of
a cell, and where one would start to a spreadsheet that parts cells at semicolons or tabs, as it
does in many countries."""


def write(items: Iterable[Annotated]) -> str:
    """One table for all articles, by RFC 4180."""
    cells = (tuple(map(_cell, row)) for row in _rows(items))
    return table((COLUMNS, *cells), is_quoted=True)


def table(rows: Iterable[Sequence[str]], *, is_quoted: bool = False) -> str:
    """Rows as CSV; a cell may hold any text. With `is_quoted`, cells are that need it or not."""
    import csv
    from io import StringIO

    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL) if is_quoted else csv.writer(written)
    writer.writerows(rows)
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
    """Text that a spreadsheet takes for text: an apostrophe stands before what it would compute."""
    return FORMULA.sub("'", safe(text))
