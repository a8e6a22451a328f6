"""Headings without mark-up: short lines that stand over longer text, and are nothing else.

A rule that strikes too often spoils a dialogue, a poem or a list; one that strikes too seldom only
leaves a heading looking like a paragraph. So every doubt is decided against the heading.
"""

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from reader.importers.paragraphs import Paragraph, ends_sentence, is_marked

LONGEST: Final = 80
"""Characters."""
MOST_WORDS: Final = 12
MOST_IN_A_ROW: Final = 2
"""A part and a chapter; more short lines in a row are a list, a poem, or the lines of a letter."""
LEAST_BELOW: Final = 40
"""Characters of what stands below, which is also at least twice as long as the heading."""

TITLE, SECTION = 1, 2

_chapter = re.compile(
    r"(?:chapter|chapitre|part|partie|book|livre|tome|volume|section|acte?|sc[eè]ne|canto|chant)"
    r"\s+(?:[\divxlcdm]+|the\s\w+|premi[eè]re?|one|two|three)(?:\W|$)",
    re.IGNORECASE,
)
_speech = re.compile(r"[«“„\"'‘—–―-]|.*[»”\"]$")
_caption = re.compile(
    r"(?:photo\w*|image|illustration|cr[eé]dits?|source|l[eé]gende|caption|carte|vid[eé]o|picture"
    r"|infographi[ec]|map|chart)s?\b(?:.{0,12}[:/(©–—]|\s(?:by|par|d[eu’'])\b|\s\d)"
    r"|(?:fig(?:ure|\.)|tab(?:leau|le|\.)|graphi(?:que|c)|plate|planche)\s*\d"
    r"|.*(?:©|\(c\)|[(/]\s*(?:AFP|Reuters|AP|Getty|DR)\b)",
    re.IGNORECASE,
)
_byline = re.compile(r"(?:[Pp]ar|PAR|[Bb]y|BY)\s+(?:[A-ZÀ-Þ][\w.’'-]*\s*){1,4}$")
_number = re.compile(r"\d{1,3}[.)]\s")
_open_end = re.compile(r"[.,;:…。、，；：–—-]$")
_first_letter = re.compile(r"[^\W_]")


def heading_levels(found: Sequence[Paragraph]) -> list[int]:
    """For each paragraph the level of the heading that it is, or 0."""
    levels = [0] * len(found)
    may_be = [_may_be_heading(paragraph) for paragraph in found]
    for is_candidate, group in groupby(range(len(found)), key=may_be.__getitem__):
        row = list(group)
        after = row[-1] + 1
        if not is_candidate or after == len(found) or not _is_below(found[row[-1]], found[after]):
            continue
        headings = row if len(row) <= MOST_IN_A_ROW else row[:1] if row[0] == 0 else []
        for index in headings:
            levels[index] = SECTION if index else TITLE
    for index, paragraph in enumerate(found):
        if paragraph.manner == "underlined":
            levels[index] = SECTION if index else TITLE
    return levels


def _may_be_heading(paragraph: Paragraph) -> bool:
    """Whether it looks like one, whatever stands below it."""
    text = paragraph.text
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS:
        return False
    if _chapter.match(text):
        return len(paragraph.lines) <= 2
    letter = _first_letter.search(text)
    return (
        paragraph.manner == "prose"
        and letter is not None
        and not letter[0].islower()
        and not _open_end.search(text)
        and not _speech.match(text)
        and not _caption.match(text)
        and not _byline.match(text)
        and (not is_marked(text) or _number.match(text) is not None)
    )


def _is_below(heading: Paragraph, paragraph: Paragraph) -> bool:
    """Whether the paragraph is what a heading stands over."""
    text = paragraph.text
    if len(text) < max(LEAST_BELOW, 2 * len(heading.text)):
        return False
    if paragraph.manner == "prose":
        return ends_sentence(text) and not is_marked(text)
    return paragraph.manner == "verse"
