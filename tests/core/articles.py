"""Articles for tests: written by hand in a few words, or drawn by hypothesis."""

import unicodedata

from hypothesis import strategies as st

from reader.core.article import Article, Block, BlockKind
from reader.core.segments import Range, sentences_from

_SORTS: dict[str, tuple[BlockKind, int]] = {
    "#": ("heading", 1),
    "##": ("heading", 2),
    "p": ("paragraph", 0),
    ">": ("quote", 1),
    "*": ("item", 1),
    "code": ("preformatted", 0),
    "---": ("rule", 0),
    "ad": ("boilerplate", 0),
}


def sentences_in(article: Article, paragraph: int) -> list[Range]:
    """All sentences of a paragraph."""
    return list(sentences_from(article, paragraph, 0))


def article(*blocks: tuple[str, str]) -> Article:
    """An article of blocks written as (sort, text); a sort that starts with `…` continues."""
    found = []
    start = 0
    for sort, text in blocks:
        kind, level = _SORTS[sort.removeprefix("…")]
        end = start + len(text)
        found.append(Block(kind, start, end, level, continues=sort.startswith("…")))
        start = end + 1
    return Article("\n".join(text for _, text in blocks), tuple(found))


def _canonical(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(text.split("\n"))).strip() or "x"


_PROSE = st.text(
    st.one_of(
        st.sampled_from("abAÉ  .?!…’«»—é1文か\u0301\u200d👩💻🇫🇷हिक्\u00ad"),
        st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
    ),
    min_size=1,
    max_size=30,
).map(_canonical)
_PLAIN = st.text(st.sampled_from("abcé ’.!"), min_size=1, max_size=20).map(_canonical)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any article of a few blocks, or of none."""
    sorts = draw(st.lists(st.sampled_from([*_SORTS, "p", "p", "…p", "…code"]), max_size=8))
    texts = st.one_of(_PROSE, _PLAIN)
    blocks = [("---", "") if sort == "---" else (sort, draw(texts)) for sort in sorts]
    if blocks:  # the first block continues nothing
        blocks[0] = (blocks[0][0].removeprefix("…"), blocks[0][1])
    return article(*blocks)
