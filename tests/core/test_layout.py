"""An article set to a width: what each row draws, and where every offset stands."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reader.core.article import Article, Block, BlockKind
from reader.core.breaking import HANGING, row_ends
from reader.core.layout import Layout, Shape

BLOCKS: dict[str, tuple[BlockKind, int, str]] = {
    "#": ("heading", 1, ""),
    "##": ("heading", 2, ""),
    "p": ("paragraph", 0, ""),
    ">": ("quote", 1, ""),
    ">>": ("quote", 2, ""),
    "*": ("item", 1, "•"),
    "**": ("item", 2, "•"),
    "9.": ("item", 1, "9."),
    "10.": ("item", 1, "10."),
    "*+": ("item", 1, ""),
    "code": ("preformatted", 0, ""),
    "---": ("rule", 0, ""),
    "ad": ("boilerplate", 0, ""),
}


def article(*blocks: tuple[str, str]) -> Article:
    """An article of blocks written as (sort, text); a sort that starts with `…` continues."""
    found = []
    start = 0
    for sort, text in blocks:
        kind, level, marker = BLOCKS[sort.removeprefix("…")]
        continues = sort.startswith("…")
        found.append(Block(kind, start, start + len(text), level, marker, continues))
        start += len(text) + 1
    return Article("\n".join(text for _, text in blocks), tuple(found))


def picture(layout: Layout) -> list[str]:
    """The rows as they are drawn; a folded one is `[…]`."""
    return [
        layout.prefix(row)[0] + ("[…]" if layout.is_folded(row) else layout.row_text(row))
        for row in range(layout.rows)
    ]


def test_a_list_hangs_its_text_and_aligns_its_numbers() -> None:
    shown = article(
        ("9.", "un élément assez long pour deux rangs"),
        ("10.", "le suivant"),
        ("**", "imbriqué, et lui aussi trop long pour un rang"),
        ("*+", "encore le suivant"),
        ("p", "Après la liste."),
    )
    assert picture(Layout(shown, Shape(width=30))) == [
        " 9. un élément assez long pour",
        "    deux rangs",
        "10. le suivant",
        "    • imbriqué, et lui aussi",
        "      trop long pour un rang",
        "    encore le suivant",
        "",
        "Après la liste.",
    ]


def test_quotes_have_bars_that_go_on_between_their_paragraphs() -> None:
    shown = article((">", "une première citation"), (">>", "dans une autre"), ("p", "Fin."))
    assert picture(Layout(shown, Shape(width=20))) == [
        "│ une première",
        "│ citation",
        "│ ",
        "│ │ dans une autre",
        "",
        "Fin.",
    ]


def test_preformatted_lines_are_verbatim_and_turn_when_too_long() -> None:
    shown = article(
        ("code", "def f():"), ("…code", "    return  a"), ("…code", ""), ("…code", "x" * 30)
    )
    assert picture(Layout(shown, Shape(width=20))) == [
        "  def f():",
        "      return  a",
        "  ",
        "  " + "x" * 18,
        "↳ " + "x" * 12,
    ]


def test_a_rule_is_drawn_in_the_middle() -> None:
    shown = article(("p", "avant"), ("---", "***"), ("p", "après"))
    assert picture(Layout(shown, Shape(width=21, spacing=0))) == [
        "avant",
        "",
        "       ───────",
        "",
        "après",
    ]


def test_headings_have_more_air_above_than_below() -> None:
    shown = article(("#", "Titre"), ("##", "Chapitre"), ("p", "un"), ("##", "Autre"), ("p", "deux"))
    assert picture(Layout(shown, Shape(spacing=0))) == [
        "Titre", "Chapitre", "un", "", "Autre", "deux",
    ]  # fmt: skip
    assert picture(Layout(shown, Shape(spacing=1))) == [
        "Titre", "", "Chapitre", "", "un", "", "", "Autre", "", "deux",
    ]  # fmt: skip


def test_paragraphs_are_parted_by_space_or_by_an_indent() -> None:
    shown = article(
        ("p", "un"), ("p", "deux"), ("…p", "deux encore"), (">", "cité"), ("p", "trois")
    )
    assert picture(Layout(shown, Shape(spacing=2)))[:5] == ["un", "", "", "deux", "deux encore"]
    assert picture(Layout(shown, Shape(indent=True))) == [
        "un", "  deux", "deux encore", "", "│ cité", "", "trois",
    ]  # fmt: skip


def test_an_indented_first_row_is_filled_to_the_same_edge() -> None:
    text = "un paragraphe de plusieurs mots"
    shown = article(("p", "un"), ("p", text), ("p", "漢字 " + text))
    assert picture(Layout(shown, Shape(width=20, indent=True))) == [
        "un",
        "  un paragraphe de",
        "plusieurs mots",
        "  漢字 un paragraphe"[:18],
        "de plusieurs mots",
    ]


def test_a_run_of_boilerplate_is_one_folded_row_until_it_is_shown() -> None:
    shown = article(("p", "un"), ("ad", "Inscrivez-vous"), ("ad", "Acceptez"), ("p", "deux"))
    folded = Layout(shown, Shape())
    assert picture(folded) == ["un", "", "[…]", "", "deux"]
    assert shown.text[folded.starts[2] : folded.ends[2]] == "Inscrivez-vous\nAcceptez"
    assert [folded.is_folded(row) for row in range(5)] == [False, False, True, False, False]
    assert folded.position(shown.text.index("cceptez")) == (2, 0)
    assert picture(Layout(shown, Shape(boilerplate=True)))[2:5] == [
        "Inscrivez-vous",
        "",
        "Acceptez",
    ]


def test_the_seed_is_set_as_a_typesetter_would() -> None:
    shown = article(
        ("#", "Des bureaux en Pologne ?"),
        ("p", "Enfin, Sam Altman a affirmé une augmentation, mais « visible », des abonnements. "
              "La firme a investi, au total, 13 milliards de dollars."),
    )  # fmt: skip
    #   |------------------------|  24 cells: neither `« ` nor ` »` nor ` ?` ends or starts a row
    assert picture(Layout(shown, Shape(width=24))) == [
        "Des bureaux en Pologne ?",
        "",
        "Enfin, Sam Altman a",
        "affirmé une",
        "augmentation, mais",
        "« visible », des",
        "abonnements. La firme a",
        "investi, au total, 13",
        "milliards de dollars.",
    ]
    assert picture(Layout(shown, Shape(width=23)))[:2] == ["Des bureaux en", "Pologne ?"]


def test_deep_quotes_and_lists_leave_half_the_width() -> None:
    deep = Article("mot " * 9 + "fin", (Block("quote", 0, 39, 40),))
    assert all(cell_len(row) <= 20 for row in picture(Layout(deep, Shape(width=20))))
    item = Article("mot " * 9 + "fin", (Block("item", 0, 39, 40, "1234567890123."),))
    assert all(cell_len(row) <= 20 for row in picture(Layout(item, Shape(width=20))))


def test_places_between_the_text_lead_to_the_nearest_text() -> None:
    shown = article(("p", "un"), ("p", "deux mots"))
    layout = Layout(shown, Shape(width=20))
    assert layout.is_blank(1)
    assert layout.offset_at(1, 5) == shown.text.index("deux")
    assert layout.offset_at(0, 99) == 1
    assert layout.offset_at(99, 99) == len(shown.text) - 1
    assert layout.offset_at(-1, -1) == 0
    assert layout.row_at(-5) == 0
    assert layout.row_at(999) == 2
    assert layout.position(len(shown.text)) == (2, 9)
    assert layout.rows_of(0, 3) == range(1)
    assert layout.rows_of(0, 4) == range(3)
    assert layout.rows_of(4, 4) == range(2, 3)


def test_an_article_without_text_has_no_rows_or_an_empty_one() -> None:
    nothing = Layout(Article("", ()), Shape())
    assert (nothing.rows, nothing.position(0), nothing.offset_at(0, 0)) == (0, (0, 0), 0)
    empty = Layout(Article("", (Block("paragraph", 0, 0),)), Shape())
    assert (empty.rows, empty.row_text(0), empty.position(0)) == (1, "", (0, 0))
    assert empty.offset_at(0, 4) == 0


def test_columns_tell_the_cells_of_each_offset() -> None:
    shown = article(("*", "漢e\u0301字👩‍👩‍👧x"), ("p", "abc"))
    layout = Layout(shown, Shape())
    assert not layout.is_narrow(0)
    assert list(layout.columns(0)) == [2, 4, 4, 5, 7, 7, 7, 7, 7, 9, 10]
    assert layout.is_narrow(2)
    assert list(layout.columns(2)) == [0, 1, 2, 3]


letters = st.one_of(
    st.sampled_from(
        "abcé 1 \xa0?!«»-—/.,’。「」漢字かカー한\u200b\u200d\ufe0f\u0301\u0308☎👩🏽🇫🇷\u3000"
    ),
    st.characters(exclude_categories=("Cc", "Cs")),
)
texts = st.one_of(
    st.text(letters, max_size=120),
    st.text("abcdé    1«»?,-’", max_size=400),
    st.lists(st.sampled_from(["mot", "漢", "👩‍👩‍👧", "e\u0301" * 30, "1 000", "»", "?"])).map(
        " ".join
    ),
)
sorts = st.sampled_from([*BLOCKS, "p", "p", "p", "…p", "…code", "…ad"])
articles = st.lists(st.tuples(sorts, texts), min_size=1, max_size=8).map(
    lambda all_: article(*all_)
)
shapes = st.builds(Shape, st.integers(20, 200), st.integers(0, 2), st.booleans(), st.booleans())


@given(articles, shapes)
def test_every_offset_belongs_to_one_row_and_is_drawn_by_it(shown: Article, shape: Shape) -> None:
    layout = Layout(shown, shape)
    assert len(layout.starts) == len(layout.ends) == len(layout.blocks) == layout.rows
    starts = [*layout.starts, len(shown.text)]
    assert starts[0] == 0
    assert starts == sorted(starts)
    for row in range(layout.rows):
        owned = shown.text[starts[row] : starts[row + 1]]
        block = shown.blocks[layout.blocks[row]]
        if layout.is_blank(row):
            assert owned == layout.row_text(row) == ""
        elif block.kind != "rule" and not layout.is_folded(row):
            assert block.start <= starts[row] <= layout.ends[row] <= block.end
            assert owned.startswith(layout.row_text(row))
            assert not owned[len(layout.row_text(row)) :].strip(HANGING)


@given(articles, shapes)
def test_no_row_is_wider_than_the_measure(shown: Article, shape: Shape) -> None:
    layout = Layout(shown, shape)
    for row in range(layout.rows):
        text = "" if layout.is_folded(row) else layout.row_text(row)
        assert cell_len(layout.prefix(row)[0] + text) <= shape.width


@given(articles, shapes)
def test_an_offset_and_its_row_and_column_lead_to_each_other(shown: Article, shape: Shape) -> None:
    layout = Layout(shown, shape)
    for row in range(layout.rows):
        if shown.blocks[layout.blocks[row]].kind == "rule" or layout.is_folded(row):
            continue
        start, margin = layout.starts[row], cell_len(layout.prefix(row)[0])
        after = layout.starts[row + 1] if row + 1 < layout.rows else len(shown.text)
        text = shown.text[start:after].removesuffix("\n")
        drawn = layout.columns(row)
        for grapheme in regex.finditer(r"\X", text):
            column = cell_len(text[: grapheme.start()])
            if cell_len(text[: grapheme.end()]) == column:
                continue
            offset = start + grapheme.start()
            assert layout.position(offset) == (row, margin + column)
            assert layout.offset_at(row, margin + column) == offset
            if offset <= layout.ends[row]:
                assert drawn[grapheme.start()] == margin + column


@given(st.lists(st.text("abcdé    1«»?,-’", max_size=200), min_size=1), shapes)
def test_a_sweep_over_plain_paragraphs_sets_them_as_each_alone(
    paragraphs: list[str], shape: Shape
) -> None:
    shown = article(*(("p", text) for text in paragraphs))
    layout = Layout(shown, shape)
    rows = [row for row in range(layout.rows) if not layout.is_blank(row)]
    expected: list[int] = []
    for index, block in enumerate(shown.blocks):
        first = shape.width - 2 if shape.indent and index else shape.width
        ends = row_ends(shown.text, block.start, block.end, shape.width, first=first)
        expected += [block.start, *ends][:-1]
    assert [layout.starts[row] for row in rows] == expected


@pytest.mark.parametrize("width", [1, 19])
def test_a_width_too_narrow_to_read_is_set_as_twenty_cells(width: int) -> None:
    shown = article(("p", "a" * 30))
    assert picture(Layout(shown, Shape(width=width))) == ["a" * 20, "a" * 10]


@given(articles, shapes, st.data())
def test_rows_put_in_below_a_block_leave_every_offset_in_its_row(
    shown: Article, shape: Shape, data: st.DataObject
) -> None:
    plain = Layout(shown, shape)
    seen = sorted({plain.blocks[row] for row in range(plain.rows) if not plain.is_blank(row)})
    blocks = sorted(data.draw(st.lists(st.sampled_from(seen), max_size=6)))
    layout = plain.with_rows_below(blocks)
    assert layout.rows + layout.tail == plain.rows + len(blocks)
    assert [layout.spare[row] for row in sorted(layout.spare)] == list(range(len(blocks)))
    kept = [row for row in range(layout.rows) if row not in layout.spare]
    assert [layout.starts[row] for row in kept] == list(plain.starts)
    assert [layout.ends[row] for row in kept] == list(plain.ends)
    for row, number in layout.spare.items():
        assert row >= layout.rows or layout.is_blank(row)
        above = max((one for one in kept if one < row), default=0)
        assert layout.row_at(shown.blocks[blocks[number]].end) == above
    for offset in range(len(shown.text) + 1):
        row, column = plain.position(offset)
        assert layout.position(offset) == (kept[row], column)
        assert layout.offset_at(kept[row], column) == plain.offset_at(row, column)
