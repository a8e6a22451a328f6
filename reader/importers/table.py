"""Tables of Markdown as aligned lines, which is what a terminal can show and a person can quote."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from reader.core.article import Span
from reader.importers.canonical import tidy_line
from reader.importers.inline import Line, read_inline

if TYPE_CHECKING:
    from markdown_it.token import Token

GAP: Final = "  "
WIDEST: Final = 40
"""Cells to which a column is filled up; what is longer pushes only its own line aside."""

_bar = re.compile(r"(?<!\\)\|")


def read_table(tokens: Sequence["Token"]) -> list[Line]:
    """The lines of a table: its header, a rule, its rows. `tokens` is from its start to its end."""
    rows: list[list[Line]] = []
    alignments: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "th_open":
            alignments.append(str(token.attrGet("style") or "").removeprefix("text-align:"))
        elif token.type == "inline":
            rows[-1].append(_cell(token))
    widths = [
        min(WIDEST, max(3, *(cell_len(cell.text) for cell in column if cell)))
        for column in zip_longest(*rows)
    ]
    header, *others = (_row(row, widths, alignments) for row in rows)
    return [header, Line(GAP.join("─" * width for width in widths)), *others]


def overflows(tokens: Sequence["Token"], source: Sequence[str]) -> bool:
    """Whether a row has more cells than the header, which the parser would drop."""
    counts = [
        len(_bar.findall(source[token.map[0]].strip("> \t").strip("|")))
        for token in tokens
        if token.type == "tr_open" and token.map
    ]
    return any(count > counts[0] for count in counts)


def _cell(token: "Token") -> Line:
    """A cell, tidy already, because the columns are measured by it."""
    cell = next(iter(read_inline(token.children or ())))
    text = tidy_line(cell.text)
    return cell if text == cell.text else Line(text)


def _row(cells: Sequence[Line], widths: Sequence[int], alignments: Sequence[str]) -> Line:
    parts: list[str] = []
    spans: list[Span] = []
    offset = 0
    for cell, width, alignment in zip(cells, widths, alignments, strict=False):
        free = max(0, width - cell_len(cell.text))
        before = {"right": free, "center": free // 2}.get(alignment, 0)
        part = " " * before + cell.text + " " * (free - before) + GAP
        spans.extend(_shifted(cell.spans, offset + before))
        parts.append(part)
        offset += len(part)
    text = "".join(parts).rstrip(" ")
    # A cell of code may end with a space, which is not kept at the end of a line.
    kept = (span._replace(end=min(span.end, len(text))) for span in spans if span.start < len(text))
    return Line(text, tuple(kept))


def _shifted(spans: Sequence[Span], by: int) -> Iterator[Span]:
    for span in spans:
        yield span._replace(start=span.start + by, end=span.end + by)
