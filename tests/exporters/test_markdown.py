"""What is exported as Markdown shows, in a Markdown reader, exactly what was highlighted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from reader.core.annotation import Anchor, Annotation, Color
from reader.core.article import Article, Block
from reader.core.catalog import Entry
from reader.core.safe import safe, safe_line
from reader.exporters import FORMATS, Annotated
from reader.exporters.markdown import escape

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

TEXT = "Titre\nUne densité de talents.\nDes bureaux ?\nDeuxième phrase.\nif a < b:\n    ```\nFin."
ARTICLE = Article(
    text=TEXT,
    blocks=(
        Block("heading", 0, 5, 1),
        Block("paragraph", 6, 29),
        Block("heading", 30, 43, 2),
        Block("paragraph", 44, 60),
        Block("preformatted", 61, 70),
        Block("preformatted", 71, 78, continues=True),
        Block("paragraph", 79, 83),
    ),
    title="Titre",
)
ENTRY = Entry(
    id="a1", title="Titre", author="A. Nonyme", date="2023-05", sources=("/tmp/a_b_.txt",)
)


def annotation(quote: str | None, *, note: str = "", tags: tuple[str, ...] = ()) -> Annotation:
    anchor = None
    if quote is not None:
        start = TEXT.find(quote)
        anchor = Anchor(start, start + len(quote), quote)
    status = "orphan" if anchor and anchor.start < 0 else "exact"
    return Annotation(
        id="n1",
        article="a1",
        anchor=anchor,
        color=Color.YELLOW,
        note=note,
        tags=tags,
        status="orphan" if status == "orphan" else "exact",
    )


def exported(*annotations: Annotation, article: Article | None = ARTICLE) -> str:
    return FORMATS["markdown"].write([Annotated(ENTRY, article, annotations)])


def test_an_article_is_exported_as_a_person_would_write_it() -> None:
    assert exported(
        annotation(None, note="Worth reading twice."),
        annotation("densité de talents", note="Ah?", tags=("ia", "deux mots")),
        annotation("Deuxième phrase."),
        annotation("gone from here"),
    ) == (
        """\
# Titre

- Author: A. Nonyme
- Date: 2023-05
- Source: /tmp/a_b\\_.txt

- Note: Worth reading twice.

> densité de talents

- Note: Ah?
- Tags: #ia #deux-mots

## Des bureaux ?

> Deuxième phrase.

## No longer in the text

> gone from here
"""
    )


def test_two_articles_stand_one_after_the_other() -> None:
    both = FORMATS["markdown"].write(
        [
            Annotated(Entry(id="a", title="One"), None, [annotation("Fin.")]),
            Annotated(Entry(id="b", title="Two", sources=("https://example.org/x",)), None, []),
        ],
    )
    assert both == "# One\n\n> Fin.\n\n# Two\n\n- Source: <https://example.org/x>\n"


def test_a_quote_over_several_paragraphs_keeps_them() -> None:
    assert "> talents.\n>\n> Des bureaux ?\n>\n> Deuxième\n" in exported(
        annotation("talents.\nDes bureaux ?\nDeuxième")
    )


def test_code_in_a_quote_stays_code_whatever_is_in_it() -> None:
    assert "> phrase.\n>\n> ````\n> if a < b:\n>     ```\n> ````\n>\n> Fin.\n" in exported(
        annotation("phrase.\nif a < b:\n    ```\nFin.")
    )


def test_a_quote_without_its_article_is_exported_all_the_same() -> None:
    text = exported(annotation("talents.\nDes bureaux ?"), article=None)
    assert "> talents.\n>\n> Des bureaux ?\n" in text


@pytest.mark.parametrize(
    "note",
    ["```\nnever closed", "<!-- never closed", "- a list", "# big", "1. one", "> said", "    code"],
)
def test_nothing_left_open_in_a_note_runs_on(note: str) -> None:
    tokens = PARSER.parse(exported(annotation("talents", note=note), annotation("Fin.")))
    assert quotes(tokens) == ["talents", "Fin."]


@pytest.mark.parametrize(
    "line",
    [
        *("# no heading", "- no item", "+ no item", "* no item", "1. no item", "12) no item"),
        *("> no quote", "---", "***", "___", "===", "~~~", "```", "> > >", "-", "+", "1."),
        *("*a*", "_a_", "__a__", "a_b_c", "`a`", "[a](b)", "![a](b)", "[a]: b", "<b>a</b>"),
        *(
            "<https://a.b>",
            "&amp;",
            "&#35;",
            "AT&T",
            "a & b",
            "\\*",
            "\\",
            "C:\\dir",
            "a|b",
            "~~a~~",
        ),
        *("==a==", "%%a%%", "#tag", "a #tag", "C#", "a ^block-id", "x^2", "$5 and $6", "10 000 €"),
        *("|---|", "| a |", "« Guillemets »", "a  ", "!", "a!b", "(c)", "2023-05", "A. B.", "-- a"),
    ],
)
def test_a_line_is_shown_as_it_is(line: str) -> None:
    assert quotes(PARSER.parse(f"> {escape(line)}\n")) == [line.strip()]


def test_plain_prose_is_left_readable() -> None:
    line = "L’an 2023 (p. 12) : 50 % — snake_case, A/B, C#, x^2; « oui ! » ; A.-B. + c = d > e."
    assert escape(line) == line


@given(st.text())
def test_any_line_is_shown_as_it_is(text: str) -> None:
    line = safe_line(text)
    assert quotes(PARSER.parse(f"> {escape(line)}\n")) == [line.strip(" \t")] * bool(line)


@given(st.text(alphabet="*_`~[]()<>#-+=.1!|\\&;$%^ a\n", max_size=30))
def test_any_note_leaves_the_next_quote_alone(note: str) -> None:
    tokens = PARSER.parse(exported(annotation("talents", note=safe(note)), annotation("Fin.")))
    assert quotes(tokens)[0] == "talents"
    assert quotes(tokens)[-1] == "Fin."


def quotes(tokens: list[Token]) -> list[str]:
    """The plain text of the block quotes at the outermost level; mark-up in one is a failure."""
    found: list[str] = []
    depth = 0
    outer = False
    for token in tokens:
        if token.type == "blockquote_open":
            outer = outer or depth == 0
        elif token.level == 0 and token.type == "blockquote_close":
            outer = False
        elif token.type == "inline" and outer:
            found.append("".join(_plain(child) for child in token.children or []))
        depth += token.nesting
    return found


def _plain(token: Token) -> str:
    assert token.type in ("text", "text_special"), f"{token.type} in a quote"
    return token.content


@pytest.mark.parametrize(
    ("note", "written"),
    [
        ("hidden %% from here", r"hidden \%% from here"),
        ("a %%comment%% in it", "a %%comment%% in it"),
        ("%%a%%\n%%", "%%a%%\n  \\%%"),
    ],
)
def test_a_note_hides_nothing_that_follows_it_in_obsidian(note: str, written: str) -> None:
    assert f"- Note: {written}\n" in exported(annotation("Titre", note=note))
