"""What importing a text gives, in the short forms in which tests say it."""

import unicodedata

from reader.core.article import Article
from reader.core.safe import safe
from reader.importers import decode_and_read


def article_of(source: str, name: str = "source.txt") -> Article:
    """The article of a source."""
    return decode_and_read(source.encode(), name).article


def blocks_of(article: Article) -> list[tuple[str, str]]:
    """Kind and text of each block: `("heading 2", "A part")`, `("+ paragraph", "next verse")`."""
    return [
        (
            ("+ " if block.continues else "")
            + block.kind
            + (f" {block.level}" if block.kind == "heading" else ""),
            article.text[block.start : block.end],
        )
        for block in article.blocks
    ]


def kinds_of(source: str, name: str = "source.txt") -> list[str]:
    """The kinds of the blocks of a source."""
    return [kind for kind, _text in blocks_of(article_of(source, name))]


def paragraphs_of(source: str, name: str = "source.txt") -> list[str]:
    """The text of the blocks of a source."""
    return [text for _kind, text in blocks_of(article_of(source, name))]


def assert_canonical(article: Article) -> None:
    """The promises of design.md on the canonical text and on what stands in it."""
    text = article.text
    assert unicodedata.is_normalized("NFC", text)
    assert safe(text) == text
    assert "\t" not in text
    assert [text[block.start : block.end] for block in article.blocks] == text.split("\n")
    assert not article.blocks[0].continues
    for span in article.spans:
        assert 0 <= span.start < span.end <= len(text)
        assert "\n" not in text[span.start : span.end]
    assert list(article.spans) == sorted(article.spans, key=lambda span: (span.start, -span.end))
    for line in (article.title, article.author, article.date, article.summary, article.language):
        assert line is None or (line == safe(line) and "\n" not in line)
    assert article.title
