"""A note, which is Markdown, as HTML that loads nothing and runs nothing."""

from functools import cache
from typing import TYPE_CHECKING

from reader.core.safe import safe

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def note_html(note: str) -> str:
    """The note as HTML; HTML in it is shown as text, pictures as links to them."""
    return str(_parser().render(safe(note))).strip()


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    return parser.disable("image")
