"""What the status line says of where a person stands in an article: pure, in pieces."""

from collections.abc import Mapping, Sequence
from typing import Final

from reader.core import motion
from reader.core.annotation import Annotation, Pen, Style
from reader.core.article import Article
from reader.core.catalog import reading_time
from reader.core.search import Matches
from reader.core.segments import Range
from reader.core.selection import Mode as SelectionMode
from reader.tui.commands import Mode
from reader.tui.widgets.overlay import sign_of
from reader.tui.widgets.status_line import Piece

NAME_BEGINS: Final = 12
NAME_ENDS: Final = 9
"""Characters of a passage, at its beginning and at its end, by which one of several annotations is
named: many of them begin at the same word."""

STYLE_SIGNS: Final = {Style.HIGHLIGHT: "▌", Style.UNDERLINE: "▁", Style.STRIKE: "─"}

SELECTING: Final[Mapping[SelectionMode, str]] = {
    "reading": "",
    "character": "SELECT",
    "paragraph": "SELECT PARAGRAPHS",
    "sentence": "SELECT SENTENCES",
}

BESIDE_TEXT: Final[Mapping[Mode, str]] = {
    "note": "NOTE",
    "passage": "PASSAGE",
    "hints": "TYPE A LABEL",
}


def said_of_mode(mode: Mode, selecting: SelectionMode) -> list[Piece]:
    """What keys mean now, where that is not reading."""
    said = SELECTING[selecting] if mode == "selecting" else BESIDE_TEXT.get(mode)
    return [(f"{said}  ", "status--mode")] if said else []


def said_of_annotation(
    meant: Annotation | None, here: Sequence[Annotation], text: str, names: Mapping[str, str]
) -> list[Piece]:
    """Which annotation is meant; of several `here`, by its words too. `names` are of colours."""
    if meant is None:
        return []
    color = meant.color
    name = names[color] if color else "note" if meant.note else "tag"
    if len(here) > 1:
        place = [one.id for one in sorted(here, key=_reading_order)].index(meant.id) + 1
        words = by_its_ends(text[slice(*(meant.passage or (0, 0)))])
        name = f"{name} {place} of {len(here)} “{words}”"
    look = f"status--{color}" if color else "status--mode"
    return [(sign_of(meant), look), (f" {name}  ", "")]


def said_of_matches(matches: Matches | None, cursor: int) -> list[Piece]:
    """At which match of a search one is."""
    if matches is None:
        return []
    count = len(matches)
    number = max(1, min(count, matches.number(cursor)))
    return [(f"match {number} of {count}  " if count else "no match  ", "status--mode")]


def said_of_place(article: Article, cursor: int, progress: float, *, roomy: bool) -> list[Piece]:
    """The paragraph, how much is read, and how long the rest takes; `roomy` has words for it."""
    number, count = motion.paragraph_number(article, cursor), len(article.readable)
    words_left = round(article.words * (1 - progress)) if progress < 1 else 0
    where = [f"¶ {number} of {count}" if roomy else f"{number}/{count}", f"{progress:.0%}"]
    if roomy:
        where.append(f"{reading_time(words_left)} left" if words_left else "end")
    elif words_left:
        where.append(reading_time(words_left))
    return [(" · ".join(where), "")]


def said_of_pen(pen: Pen, names: Mapping[str, str], *, roomy: bool) -> list[Piece]:
    """In which colour and style one highlights."""
    return [
        (f"  {STYLE_SIGNS[pen.style]}", f"status--{pen.color}"),
        (names[pen.color] if roomy else pen.color[0], ""),
    ]


def by_its_ends(text: str) -> str:
    """A passage by the words at its beginning and at its end."""
    line = " ".join(text.split())
    if len(line) <= NAME_BEGINS + NAME_ENDS + 3:
        return line
    begins = line[: NAME_BEGINS + 1].rsplit(" ", 1)[0][:NAME_BEGINS]
    ends = line[-NAME_ENDS - 1 :].split(" ", 1)[-1][-NAME_ENDS:]
    return f"{begins} … {ends}"


def _reading_order(annotation: Annotation) -> Range:
    start, end = annotation.passage or (0, 0)
    return start, -end
