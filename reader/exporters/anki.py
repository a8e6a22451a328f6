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
from reader.exporters.quotes import Paragraph, paragraphs

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
    lines = [_paragraph(one) for one in paragraphs(item.article, annotation)]
    passage = f"<blockquote>{'<br>'.join(lines)}</blockquote>" if lines else ""
    note = note_html(annotation.note) if annotation.note.strip() else ""
    entry = item.entry
    known = [_text(safe_line(fact)) for fact in (entry.title, entry.author, entry.date) if fact]
    source = f"<small>{', '.join(known)}</small>"
    tags = " ".join(re.sub(r"\s+", "_", safe_line(tag)) for tag in annotation.tags)
    front, back = (note, passage) if note else (passage, "")
    return annotation.id, front or source, back + source, tags.replace('"', "'")


def _paragraph(paragraph: Paragraph) -> str:
    said = _text("\n".join(paragraph.lines))
    return f"<pre>{said}</pre>" if paragraph.is_code else said


def _text(text: str) -> str:
    """Words of others, in which Anki shows no formula, plays no sound and runs no LaTeX."""
    text = re.sub(r"\\(?=[(\[])", "\\\\\u2060", text)
    return escape(text).replace("[", "&#91;")


def _field(text: str) -> str:
    """On one line; none begins with a quotation mark, which would be a quoted field's."""
    text = re.sub("<pre>.*?</pre>", _kept, text, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", " ", text).replace("\t", " ")


def _kept(code: re.Match[str]) -> str:
    return code[0].replace("\n", "<br>").replace("\t", "&#9;")
