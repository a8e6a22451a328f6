"""What each format makes of quotes, notes and tags, whatever is in them."""

import csv
import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given

from reader.core.annotation import Annotation, Color, Style
from reader.core.article import Article, Block, Span
from reader.core.catalog import Entry
from reader.exporters import FORMATS, Annotated, pasting
from tests.exporters.items import (
    ARTICLE,
    CREATED,
    TWO,
    annotated,
    annotation_on,
    article_of,
    entry_of,
    item,
    on,
)


def orphan(annotation: Annotation) -> Annotation:
    return annotation._replace(status="orphan")


# HTML


class Page(HTMLParser):
    """What a browser shows of a page: text, what is marked of it, and what it would load."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.paragraphs: list[list[tuple[str, bool]]] = []
        self.aside = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br", "hr"):
            self.open.append(tag)
        if dict(attrs).get("class") == "row":
            self.paragraphs.append([])
        if tag == "br":
            self.handle_data("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ("br", "hr")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "aside" in self.open:
            self.aside += data
        elif self.paragraphs and "sup" not in self.open and "div" in self.open:
            self.paragraphs[-1].append((data, "mark" in self.open))

    @property
    def text(self) -> list[str]:
        """The paragraphs."""
        return ["".join(piece for piece, _ in paragraph) for paragraph in self.paragraphs]

    @property
    def marked(self) -> list[str]:
        """What is marked in each paragraph."""
        return ["".join(piece for piece, on in part if on) for part in self.paragraphs]


def test_a_page_shows_the_text_what_is_marked_and_the_notes_beside_it() -> None:
    page = FORMATS["html"].write(
        [item(on(TWO, TWO + 3, "See *there*.", "ia"), on(TWO + 4, TWO + 20))]
    )
    shown = Page(page)
    assert shown.text == ["One two three.", "Four five six."]
    assert shown.marked == ["twothree.", "Four five"]
    assert "See there." in shown.aside
    assert "#ia" in shown.aside
    assert '<mark class="yellow highlight" id="a-n1">two<sup>1</sup></mark>' in page
    assert '<h1 dir="auto">A title</h1>' in page
    assert '<html lang="fr">' in page


def test_a_page_sets_what_is_in_a_text_as_the_pane_does() -> None:
    article = Article(
        "T\nsee here\nitem\nsaid\nif a < b:\n    c\n\nfolded",
        (
            Block("heading", 0, 1, 1),
            Block("paragraph", 2, 10),
            Block("item", 11, 15, 2, "3."),
            Block("quote", 16, 20, 1),
            Block("preformatted", 21, 30),
            Block("preformatted", 31, 36, continues=True),
            Block("rule", 37, 37),
            Block("boilerplate", 38, 44),
        ),
        (
            Span("link", 2, 10, "https://example.org/?a=1&b=2"),
            Span("strong", 6, 10),
            Span("link", 11, 15, "javascript:alert(1)"),
        ),
        title="T",
    )
    page = FORMATS["html"].write([Annotated(entry_of(article), article, [])])
    for element in (
        '<p dir="auto"><a href="https://example.org/?a=1&amp;b=2">see </a>'
        '<a href="https://example.org/?a=1&amp;b=2"><strong>here</strong></a></p>',
        '<p class="item depth-2" dir="auto">3. item</p>',
        '<blockquote class="quote" dir="auto">said</blockquote>',
        "<pre>if a &lt; b:\n    c</pre>",
        "<hr>",
        '<p class="boilerplate" dir="auto">folded</p>',
    ):
        assert element in page
    assert "javascript:" not in page


def test_a_page_shows_what_is_lost_and_what_has_no_text() -> None:
    lost = Page(FORMATS["html"].write([item(orphan(on(TWO, TWO + 3, "Where?")))]))
    assert lost.marked[-1] == "two"
    assert "Where?" in lost.aside
    alone = Page(FORMATS["html"].write([item(on(TWO, TWO + 3), article=None)]))
    assert alone.text == ["two"]


def test_a_page_says_the_title_once_and_notes_on_the_whole_above() -> None:
    whole = Annotation(id="n0", article="a1", anchor=None, note="On all of it.")
    page = FORMATS["html"].write([item(whole)])
    assert page.count("A title") == 2  # the window's, and above the text
    assert page.index("On all of it.") < page.index("One two")


def test_a_page_has_each_color_for_light_and_for_dark_and_is_printed_light() -> None:
    light, dark = FORMATS["html"].write([item()]).split("@media screen and (prefers-color-scheme")
    for color in Color:
        for name in (f"--{color}: #", f"--{color}-ink: #"):
            assert light.count(name) == dark.count(name) == 1


@given(annotated())
def test_a_page_marks_just_what_is_annotated_and_runs_nothing(item: Annotated) -> None:
    page = FORMATS["html"].write([item])
    shown = Page(page)
    article = item.article
    assert article
    covered = {offset for one in item.annotations if one.passage for offset in range(*one.passage)}
    paragraphs = [
        (
            article.text[start:end],
            "".join(article.text[i] for i in range(start, end) if i in covered),
        )
        for start, end in (article.paragraph_range(n) for n in range(len(article.paragraphs)))
    ]
    is_title_shown = len(shown.paragraphs) == len(paragraphs)
    assert list(zip(shown.text, shown.marked, strict=True)) == paragraphs[not is_title_shown :]
    for tag, attributes in shown.tags:
        assert tag not in ("script", "img", "iframe", "object", "link", "form")
        assert not any(name.startswith("on") for name in attributes)
        assert not re.match(r"\s*javascript:", attributes.get("href") or "")


# CSV


def rows(document: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(document, newline="")))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", " =1", '=HYPERLINK("x")', "＝1", "－1", "\n1"],
)
def test_no_cell_is_a_formula(text: str) -> None:
    article = article_of("=A title", text.replace("\n", " "))
    (row,) = rows(
        FORMATS["csv"].write([Annotated(entry_of(article), article, [on(0, 1, text, "-x")])])
    )
    assert row["Note"] == f"'{text}"
    assert row["Title"] == "'=A title"
    assert row["Tags"] == "'-x"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("x;=1+1;@A1", "x;'=1+1;'@A1"),
        ("x\t+1", "x\t'+1"),
        ("x\n=1", "x\n'=1"),
        ("- a list\n- of things; - and more", "'- a list\n- of things; - and more"),
    ],
)
def test_nothing_in_a_cell_is_a_formula_to_who_parts_cells_elsewhere(text: str, cell: str) -> None:
    document = FORMATS["csv"].write([item(on(0, 1, text))])
    assert rows(document)[0]["Note"] == cell
    # Seen in LibreOffice: only what is within quotation marks keeps its semicolons.
    assert f',"{cell}",' in document


@given(annotated())
def test_a_table_has_a_row_an_annotation_whatever_is_in_it(item: Annotated) -> None:
    table = rows(FORMATS["csv"].write([item]))
    assert [row["Id"] for row in table] == [one.id for one in item.annotations]
    for row, annotation in zip(table, item.annotations, strict=True):
        quote = annotation.quote
        assert row["Quote"].replace("'", "") == quote.replace("'", "")
        assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", "".join(row.values())[:1])


def test_readwise_gets_what_its_import_knows() -> None:
    web = Entry(id="a1", title="T", author="A", sources=("https://example.org/x",))
    whole = Annotation(id="n2", article="a1", anchor=None, note="All.", created=CREATED)
    document = FORMATS["readwise"].write(
        [Annotated(web, ARTICLE, [on(TWO, TWO + 3, "=Note", "ia", "deux mots"), whole])],
    )
    assert rows(document) == [
        {
            "Highlight": "two",
            "Title": "T",
            "Author": "A",
            "URL": "https://example.org/x",
            "Note": ".ia .deux-mots\n=Note",
            "Location": str(TWO),
            "Date": "2026-11-24 03:40:00+00:00",
        },
        {
            "Highlight": "All.",
            "Title": "T",
            "Author": "A",
            "URL": "https://example.org/x",
            "Note": "",
            "Location": "",
            "Date": "2026-11-24 03:40:00+00:00",
        },
    ]
    assert rows(FORMATS["readwise"].write([item(on(0, 1))]))[0]["URL"] == ""


# Anki


def test_anki_gets_the_note_in_front_of_the_passage() -> None:
    document = FORMATS["anki"].write([item(on(TWO, TWO + 3, "Which <number>?", "ia", "deux mots"))])
    head, (card,) = document.split("\n")[:5], document.split("\n")[5:-1]
    assert head[:4] == ["#separator:tab", "#html:true", "#guid column:1", "#tags column:4"]
    assert card.split("\t") == [
        "n1",
        "<p>Which &lt;number&gt;?</p>",
        "<blockquote>two</blockquote><small>A title</small>",
        "ia deux_mots",
    ]


def test_code_in_a_note_keeps_its_lines_and_indents_on_a_card() -> None:
    note = "So:\n\n```\nif a:\n    b\tc\n```\n\nand\nso on"
    card = FORMATS["anki"].write([item(on(TWO, TWO + 3, note))]).split("\n")[5]
    front = "<p>So:</p> <pre><code>if a:<br>    b&#9;c<br></code></pre> <p>and so on</p>"
    assert card.split("\t")[1] == front


@pytest.mark.parametrize(
    ("quote", "field"),
    [
        ("[latex]\\input{x}[/latex]", "&#91;latex]\\input{x}&#91;/latex]"),
        ("[sound:x.mp3] [1]", "&#91;sound:x.mp3] &#91;1]"),
        ("\\(x\\) C:\\dir", "\\\u2060(x\\) C:\\dir"),
        ("\\[x\\]", "\\\u2060&#91;x\\]"),
    ],
)
def test_anki_shows_the_words_of_a_quote_and_runs_none(quote: str, field: str) -> None:
    article = article_of(quote, quote)
    quoted = annotation_on(article, len(quote) + 1, 2 * len(quote) + 1)
    document = FORMATS["anki"].write([Annotated(entry_of(article), article, [quoted])])
    assert f"\t<blockquote>{field}</blockquote>\t<small>{field}</small>\t" in document


def test_a_quoted_tag_is_no_quoted_field_to_anki() -> None:
    document = FORMATS["anki"].write([item(on(0, 1, "", '"deux mots"', "b"))])
    assert document.endswith("\t'deux_mots' b\n")


@given(annotated())
def test_a_card_is_a_line_of_four_fields(item: Annotated) -> None:
    cards = FORMATS["anki"].write([item]).split("\n")[5:-1]
    assert [card.split("\t")[0] for card in cards] == [one.id for one in item.annotations]
    assert {len(card.split("\t")) for card in cards} <= {4}


CODE = Article(
    "T\nSo:\nif a < b:\n    * c\nEnd.",
    (
        Block("heading", 0, 1, 1),
        Block("paragraph", 2, 5),
        Block("preformatted", 6, 15),
        Block("preformatted", 16, 23, continues=True),
        Block("paragraph", 24, 28),
    ),
    title="T",
)


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (
            FORMATS["org"].write,
            "\nSo:\n\n#+begin_example\n  if a < b:\n      ,* c\n#+end_example\n\nEnd.\n",
        ),
        (FORMATS["anki"].write, ">So:<br><pre>if a &lt; b:<br>    * c</pre><br>End.<"),
        (lambda items: pasting.FORMS["org"](*items), "\n  if a < b:\n      ,* c\n"),
        (
            lambda items: pasting.FORMS["html"](*items),
            "<p>So:</p><pre>if a &lt; b:\n    * c</pre><p>End.</p>",
        ),
    ],
)
def test_code_in_a_quote_stays_code(write: Callable[[Sequence[Annotated]], str], said: str) -> None:
    assert said in write([Annotated(entry_of(CODE), CODE, [annotation_on(CODE, 2, 28)])])


@pytest.mark.parametrize("form", ["plain", "markdown", "cited", "org", "html"])
def test_what_is_copied_is_what_stands_there_now(form: str) -> None:
    marked = on(TWO, TWO + 3)
    assert marked.anchor
    changed = marked._replace(anchor=marked.anchor._replace(exact="deux"), status="changed")
    copied = pasting.FORMS[form](item(changed))
    assert "two" in copied
    assert "deux" not in copied


# All of them


@given(annotated())
def test_no_format_fails_or_lets_through_what_a_terminal_obeys(item: Annotated) -> None:
    for form in FORMATS.values():
        document = form.write([item])
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", document)
        assert document.endswith("\n")


def test_a_style_is_told() -> None:
    struck = annotation_on(ARTICLE, 0, 3, style=Style.STRIKE, color=Color.RED)
    assert 'class="red strike"' in FORMATS["html"].write([item(struck)])
    assert ":STYLE: strike" in FORMATS["org"].write([item(struck)])
    assert rows(FORMATS["csv"].write([item(struck)]))[0]["Style"] == "strike"
