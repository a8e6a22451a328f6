"""What stands within a Markdown block: its lines, and the spans in them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.core.article import Span, SpanKind
from reader.core.safe import safe_line
from reader.importers.paragraphs import gap

if TYPE_CHECKING:
    from markdown_it.token import Token


class Line(NamedTuple):
    """A stretch of text without hard breaks; offsets of the spans are into it."""

    text: str
    spans: tuple[Span, ...] = ()


class _Open(NamedTuple):
    """A span whose end has not come yet."""

    kind: SpanKind
    start: int
    href: str | None = None


def read_inline(tokens: Sequence["Token"]) -> list[Line]:
    """The lines of a block, parted at hard breaks."""
    return _Inline().lines(tokens)


class _Inline:
    """Lays inline tokens down one after the other."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._parts: list[str] = []
        self._length = 0
        self._spans: list[Span] = []
        self._open: list[_Open] = []

    def lines(self, tokens: Sequence["Token"]) -> list[Line]:
        self._lay(tokens)
        self._break()
        return self._lines

    def _lay(self, tokens: Sequence["Token"]) -> None:
        for index, token in enumerate(tokens):
            match token.type:
                case "softbreak":
                    following = tokens[index + 1].content if index + 1 < len(tokens) else ""
                    self._add(gap(self._parts[-1] if self._parts else "", following))
                case "hardbreak":
                    self._break()
                case "code_inline":
                    self._span("code", token.content)
                case "em_open":
                    self._open.append(_Open("emphasis", self._length))
                case "strong_open":
                    self._open.append(_Open("strong", self._length))
                case "link_open":
                    self._open.append(_Open("link", self._length, _address(token, "href")))
                case "em_close" | "strong_close" | "link_close":
                    self._close()
                case "image":
                    self._image(token)
                case _:
                    self._add(token.content)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _span(self, kind: SpanKind, text: str, href: str | None = None) -> None:
        self._open.append(_Open(kind, self._length, href))
        self._add(text)
        self._close()

    def _close(self) -> None:
        kind, start, href = self._open.pop()
        if start < self._length:
            self._spans.append(Span(kind, start, self._length, href))

    def _image(self, token: "Token") -> None:
        """What is said in place of a picture; its address where nothing is."""
        address = _address(token, "src")
        before = self._length
        self._open.append(_Open("link", before, address))
        self._lay(token.children or ())
        if self._length == before:
            self._add(address)
        self._close()

    def _break(self) -> None:
        """End the line, and with it what is open; it goes on in the next one."""
        still_open = self._open.copy()
        while self._open:
            self._close()
        self._lines.append(Line("".join(self._parts), tuple(self._spans)))
        self._parts, self._length, self._spans = [], 0, []
        self._open = [span._replace(start=0) for span in still_open]


def _address(token: "Token", attribute: str) -> str:
    return safe_line(str(token.attrGet(attribute) or ""))
