"""Anki's text import: a card an annotation; imported again, the cards are brought up to date.

In front stands the note, if there is one, as the question that the passage answers; else the
passage alone, to be thought about. <https://docs.ankiweb.net/importing/text-files.html>
"""

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from reader.core.annotation import Annotation
from reader.core.safe import safe_line
from reader.exporters import Annotated
from reader.exporters.notes import note_html

HEAD: Final = """\
#separator:tab
#html:true
#guid column:1
#tags column:4
#columns:Id\tFront\tBack\tTags
"""


def write(items: Iterable[Annotated]) -> str:
    """One file for all articles."""
    cards = [_card(item, annotation) for item in items for annotation in item.annotations]
    return HEAD + "".join("\t".join(map(_field, card)) + "\n" for card in cards)


def _card(item: Annotated, annotation: Annotation) -> tuple[str, str, str, str]:
    quote = annotation.quote
    lines = [escape(safe_line(line)) for line in quote.split("\n") if line.strip()]
    passage = f"<blockquote>{'<br>'.join(lines)}</blockquote>" if lines else ""
    note = note_html(annotation.note) if annotation.note.strip() else ""
    entry = item.entry
    known = [escape(safe_line(fact)) for fact in (entry.title, entry.author, entry.date) if fact]
    source = f"<small>{', '.join(known)}</small>"
    tags = " ".join(re.sub(r"\s+", "_", safe_line(tag)) for tag in annotation.tags)
    front, back = (note, passage) if note else (passage, "")
    return annotation.id, front or source, back + source, tags


def _field(text: str) -> str:
    """On one line, and not taken for a quoted field."""
    text = re.sub("<pre>.*?</pre>", _kept, text, flags=re.DOTALL)
    text = re.sub(r"\s*\n\s*", " ", text).replace("\t", " ")
    return f"&quot;{text[1:]}" if text.startswith('"') else text


def _kept(code: re.Match[str]) -> str:
    return code[0].replace("\n", "<br>").replace("\t", "&#9;")
