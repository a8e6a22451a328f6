"""The Markdown parser as Reader wants it, with a limit to its work.

Lines that go on a deeply nested quote are looked at once for each level, and what stands behind an
open bracket once for each bracket: the square of what is written. The work is counted, not timed,
so that a text is read the same on every machine.
"""

from typing import Final

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

DEEPEST: Final = 90
"""Levels of containers: the parser drops what lies deeper."""

LOOK_AT_LINE: Final = 3
LOOK_AT_TOKEN: Final = 1
"""What the two kinds of work cost: about 9 and 3 microseconds on the machine where they were timed.
"""

ALLOWED: Final = 60_000
ALLOWED_BY_CHARACTER: Final = 8
"""Work for a text, beside what it takes to go through it once. The hungriest of 50 documents that
people wrote took 0.3 for a character, lists and quotes nested threefold 0.4."""


class _TooMuchError(Exception):
    """The work is over its limit."""


class _Work:
    """Counts work, as a rule that never matches where blocks are looked for."""

    def __init__(self, limit: int) -> None:
        self._left = limit

    def take(self, units: int) -> None:
        self._left -= units
        if self._left < 0:
            raise _TooMuchError

    def look_at_line(self, _state: StateBlock, _first: int, _end: int, _silent: bool) -> bool:
        self.take(LOOK_AT_LINE)
        return False


class _CountingInline(ParserInline):
    """The parser of what stands in a paragraph; it counts what it looks at ahead."""

    def __init__(self, parser: ParserInline, work: _Work) -> None:
        super().__init__()
        self.ruler, self.ruler2 = parser.ruler, parser.ruler2
        self._work = work

    def skipToken(self, state: StateInline) -> None:  # noqa: N802 - the parser's own name
        self._work.take(LOOK_AT_TOKEN)
        super().skipToken(state)


def parse(text: str) -> list[Token] | None:
    """The tokens of a text; None if it is nested so deeply that some of it would be dropped, or
    that it would take too long."""
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable("table")
    parser.options["inline_definitions"] = True
    parser.options["store_labels"] = True
    work = _Work(ALLOWED + ALLOWED_BY_CHARACTER * len(text))
    parser.inline = _CountingInline(parser.inline, work)
    interrupts = ["paragraph", "reference", "blockquote", "list"]
    parser.block.ruler.before("table", "work", work.look_at_line, {"alt": interrupts})
    try:
        tokens = parser.parse(text)
    except (RecursionError, _TooMuchError):
        return None
    return None if any(token.level >= DEEPEST - 1 for token in tokens) else tokens
