"""What tests of exporters export: articles of any text, and annotations anywhere in them."""

from collections.abc import Sequence

from hypothesis import strategies as st

from reader.core.annotation import Anchor, Annotation, Color, Style
from reader.core.article import Article, Block
from reader.core.catalog import Entry
from reader.core.safe import safe, safe_line
from reader.exporters import Annotated

CREATED = "2026-11-24T03:40:00.000Z"

ODD = (
    *(
        "a",
        "é",
        "漢",
        "ש",
        "ا",
        "👩\u200d👧",
        "😀",
        "\u200f",
        "e\u0301",
        "*",
        "_",
        "#",
        ">",
        "|",
        "`",
    ),
    *("[", "]", "<", "&", '"', "'", "=", "+", "@", "-", "$", "%", "\\", "~", "^", ":", ".", "1"),
)


def plain(minimum: int = 0, maximum: int = 12) -> st.SearchStrategy[str]:
    """A line of text, with what formats and scripts stumble over."""
    return st.lists(st.sampled_from([*ODD, " ", "mot"]), min_size=minimum, max_size=maximum).map(
        lambda parts: safe_line("".join(parts))
    )


def article_of(*paragraphs: str) -> Article:
    """An article of paragraphs, the first of which is its title."""
    blocks: list[Block] = []
    start = 0
    for paragraph in paragraphs:
        end = start + len(paragraph)
        blocks.append(Block("paragraph", start, end) if blocks else Block("heading", 0, end, 1))
        start += len(paragraph) + 1
    return Article("\n".join(paragraphs), tuple(blocks), title=paragraphs[0])


def entry_of(article: Article, name: str = "a1") -> Entry:
    return Entry(id=name, title=article.title, sources=("/home/me/a.txt",), language="fr")


def annotation_on(
    article: Article,
    start: int,
    end: int,
    *,
    name: str = "n1",
    note: str = "",
    tags: Sequence[str] = (),
    color: Color | None = Color.YELLOW,
    style: Style = Style.HIGHLIGHT,
) -> Annotation:
    """An annotation on a passage of an article."""
    text = article.text
    return Annotation(
        id=name,
        article="a1",
        anchor=Anchor(
            start, end, text[start:end], text[max(0, start - 32) : start], text[end : end + 32]
        ),
        color=color,
        style=style,
        note=note,
        tags=tuple(tags),
        created=CREATED,
        updated=CREATED,
    )


ARTICLE = article_of("A title", "One two three.", "Four five six.")
TWO = ARTICLE.text.index("two")


def on(start: int, end: int, note: str = "", *tags: str, name: str = "n1") -> Annotation:
    """An annotation on a passage of that article."""
    return annotation_on(ARTICLE, start, end, name=name, note=note, tags=tags)


def item(*annotations: Annotation, article: Article | None = ARTICLE) -> Annotated:
    """That article with annotations."""
    return Annotated(entry_of(ARTICLE), article, annotations, ARTICLE.revision)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article of a few odd paragraphs."""
    return article_of(
        *draw(st.lists(plain(1).map(lambda line: line or "x"), min_size=2, max_size=6))
    )


@st.composite
def annotated(draw: st.DrawFn) -> Annotated:
    """An article with some annotations, whose notes and tags are as odd as its text."""
    article = draw(articles())
    found: list[Annotation] = []
    for number in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(article.text) - 1))
        end = draw(st.integers(start + 1, len(article.text)))
        tags = draw(st.lists(plain(1, 4).filter(bool), max_size=2, unique=True))
        note = safe("\n".join(draw(st.lists(plain(), max_size=3))))
        color = draw(st.sampled_from([*Color, None]))
        made = annotation_on(
            article,
            start,
            end,
            name=f"n{number}",
            note=note,
            tags=tags,
            color=color if color or note.strip() or tags else Color.RED,
            style=draw(st.sampled_from(list(Style))),
        )
        if draw(st.integers(0, 5)) == 0 and note:
            made = Annotation(
                id=made.id,
                article="a1",
                anchor=None,
                note=note,
                tags=made.tags,
                created=CREATED,
                updated=CREATED,
            )
        found.append(made)
    return Annotated(entry_of(article), article, found, article.revision)
