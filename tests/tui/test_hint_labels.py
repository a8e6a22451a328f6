"""Labels over painted rows: in the cells before a sentence, and no cell is broken by them."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from reader.core.article import Article
from reader.core.hints import Hint, hints, sentences_in_sight
from reader.core.layout import Layout, Shape
from reader.core.viewport import Viewport
from reader.tui.widgets.hint_labels import HintLabels
from tests.core.articles import article, articles

GUTTER = 4
LOOK = Style(reverse=True)


def painted(shown: Article, width: int, labelled: list[Hint], top: int = 0) -> list[str]:
    """The rows of an article with labels, from one on; the gutter and the air at the right too."""
    layout = Layout(shown, Shape(width))
    view = Viewport(layout, max(1, layout.rows - top))
    view.scroll_to(top)
    labels = HintLabels(labelled, view, GUTTER, LOOK)
    drawn = []
    for row in view.visible:
        text = " " * GUTTER + layout.prefix(row)[0] + layout.row_text(row)
        text += " " * (GUTTER + width + 3 - cell_len(text))
        strip = labels.over(row, Strip([Segment(text)]))
        assert strip.cell_length == sum(cell_len(one.text) for one in strip) == GUTTER + width + 3
        drawn.append("".join(one.text for one in strip).rstrip())
    return drawn


def at(shown: Article, words: str, label: str) -> Hint:
    start = shown.text.index(words)
    return Hint(start, start + len(words), label)


STORY = article(("p", "Il vint. Il vit l’eau. Il rit."))


def test_one_letter_stands_on_the_space_before_its_sentence() -> None:
    labelled = [at(STORY, "Il vint.", "f"), at(STORY, "Il vit", "j"), at(STORY, "Il rit", "d")]
    assert painted(STORY, 60, labelled) == ["   fIl vint.jIl vit l’eau.dIl rit."]


def test_two_letters_take_the_mark_that_ends_the_sentence_before_too() -> None:
    labelled = [at(STORY, "Il vint.", "xf"), at(STORY, "Il vit", "xj")]
    assert painted(STORY, 60, labelled) == ["  xfIl vint" + "xjIl vit l’eau. Il rit."]


def test_a_sentence_that_begins_a_row_has_its_label_in_the_gutter() -> None:
    rows = painted(STORY, 22, [at(STORY, "Il rit", "xj")])
    assert rows == ["    Il vint. Il vit l’eau.", "  xjIl rit."]


def test_a_sentence_that_began_above_has_its_label_where_it_is_seen_first() -> None:
    verse = article(("p", "Un mot, et encore un mot. Fin."))
    assert painted(verse, 20, [at(verse, verse.text[:25], "f")], top=1) == ["   fmot. Fin."]


def test_labels_beyond_the_edge_of_a_row_make_it_no_longer() -> None:
    view = Viewport(Layout(STORY, Shape(30)), 1)
    labels = HintLabels([at(STORY, "Il vit", "f"), at(STORY, "Il rit", "xj")], view, GUTTER, LOOK)
    for width in range(30):
        assert labels.over(0, Strip([Segment("·" * width)])).cell_length == width


def test_a_wide_mark_is_covered_whole() -> None:
    shown = article(("p", "今日は晴れ。明日は雨？たぶん。"))
    labelled = [at(shown, "明日は雨？", "f"), at(shown, "たぶん。", "xj")]
    assert painted(shown, 60, labelled) == ["    今日は晴れ f明日は雨xjたぶん。"]


def test_what_stands_before_the_text_of_a_list_gives_way() -> None:
    item = Article("Un. Deux.", article(("*", "Un. Deux.")).blocks)
    rows = painted(item, 40, [at(item, "Un.", "f"), at(item, "Deux.", "j")])
    assert rows[0].endswith("fUn.jDeux.")


@given(articles(), st.integers(20, 60), st.booleans(), st.data())
def test_every_label_is_whole_and_hides_no_other(
    shown: Article, width: int, in_pairs: bool, data: st.DataObject
) -> None:
    layout = Layout(shown, Shape(width))
    view = Viewport(layout, data.draw(st.integers(1, max(1, layout.rows))))
    view.scroll_to(data.draw(st.integers(0, layout.rows)))
    sentences = sentences_in_sight(shown, view.passage, boilerplate=False)
    labelled = [
        one._replace(label="xf") if in_pairs else one for one in hints(sentences, view.cursor)
    ]
    labels = HintLabels(labelled, view, GUTTER, LOOK)
    seen: list[str] = []
    for row in view.visible:
        strip = labels.over(row, Strip([Segment("·" * (GUTTER + width))]))
        assert strip.cell_length == GUTTER + width
        seen += [one.text.strip() for one in strip if one.style is LOOK]
    assert sorted(seen) == sorted(one.label for one in labelled)
