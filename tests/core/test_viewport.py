"""The window onto a text: the current paragraph stays in sight, whatever moves."""

from hypothesis import given
from hypothesis import strategies as st

from reader.core.article import Article, Block
from reader.core.layout import Layout, Shape
from reader.core.viewport import CONTEXT, Reveal, Viewport


def article(*lengths: int) -> Article:
    """Paragraphs of so many words each."""
    blocks, parts, start = [], [], 0
    for number, length in enumerate(lengths):
        text = " ".join([f"p{number}", *["word"] * (length - 1)])
        blocks.append(Block("paragraph", start, start + len(text)))
        parts.append(text)
        start += len(text) + 1
    return Article("\n".join(parts), tuple(blocks))


def viewport(*lengths: int, height: int = 10, width: int = 40) -> Viewport:
    return Viewport(Layout(article(*lengths), Shape(width)), height)


def start_of(view: Viewport, paragraph: int) -> int:
    return view.article.paragraph_range(paragraph)[0]


def in_sight(view: Viewport) -> bool:
    return bool(set(view.current_rows) & set(view.visible))


a_step = st.one_of(
    st.tuples(st.just("scroll"), st.integers(-30, 30)),
    st.tuples(st.just("pages"), st.sampled_from([-1, -0.5, 0.5, 1, 2])),
    st.tuples(st.just("within"), st.sampled_from([1, -1])),
    st.tuples(st.just("page"), st.integers(0, 400)),
    st.tuples(st.just("third"), st.integers(0, 400)),
    st.tuples(st.just("nearest"), st.integers(0, 400)),
    st.tuples(st.just("height"), st.integers(3, 30)),
)


@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=12),
    st.integers(3, 30),
    st.lists(a_step, max_size=12),
)
def test_the_current_paragraph_is_in_sight_whatever_moves(
    lengths: list[int], height: int, steps: list[tuple[str, float]]
) -> None:
    view = viewport(*lengths, height=height)
    for name, value in steps:
        if name == "scroll":
            view.scroll_to(view.top + int(value))
        elif name == "pages":
            view.scroll_pages(value)
        elif name == "within":
            view.scroll_within_paragraph(1 if value > 0 else -1)
        elif name == "height":
            view.resize(int(value))
        else:
            reveals: dict[str, Reveal] = {"page": "page", "third": "third", "nearest": "nearest"}
            view.move(int(value), reveals[name])
        assert in_sight(view)
        assert 0 <= view.top <= max(0, view.layout.rows - view.height)


def test_a_paragraph_that_is_not_wholly_in_sight_comes_to_the_top_as_when_a_page_is_turned() -> (
    None
):
    view = viewport(*[20] * 12, height=10)
    view.move(start_of(view, 4), "page")
    assert view.current_rows.start == view.top + CONTEXT


def test_backwards_the_paragraph_comes_to_the_bottom() -> None:
    view = viewport(*[20] * 12, height=10)
    view.move(start_of(view, 11), "page")
    view.move(start_of(view, 5), "page")
    assert view.current_rows.stop == view.top + view.height - CONTEXT


def test_a_paragraph_in_sight_moves_nothing() -> None:
    view = viewport(*[20] * 12, height=20)
    assert not view.move(start_of(view, 2), "page")
    assert view.top == 0


def test_a_tall_paragraph_is_read_to_its_end_before_the_next_one() -> None:
    view = viewport(300, 10, height=10)
    seen = set(view.visible)
    while view.scroll_within_paragraph(1):
        seen |= set(view.visible)
    assert set(view.current_rows) <= seen
    assert view.cursor == 0


def test_a_page_leaves_two_rows_in_sight() -> None:
    view = viewport(*[20] * 12, height=10)
    before = view.visible
    view.scroll_pages(1)
    assert view.top == before.stop - CONTEXT


def test_at_the_end_a_page_goes_to_the_last_paragraph() -> None:
    view = viewport(5, 5, height=30)
    assert view.scroll_pages(1)
    assert view.cursor == start_of(view, 1)
    assert not view.scroll_pages(1)


def test_scrolling_makes_the_first_paragraph_that_begins_in_sight_current() -> None:
    view = viewport(*[20] * 12, height=10)
    view.scroll_pages(1)
    assert view.current_rows.start in view.visible
    assert view.layout.row_at(view.cursor) == view.current_rows.start


def test_a_lower_window_keeps_the_cursor_in_sight_and_a_higher_one_stands_as_before() -> None:
    view = viewport(*[20] * 12, height=20)
    view.scroll_to(3)
    top, last = view.top, view.visible[-1]
    view.move(view.layout.starts[last])
    view.resize(8)
    assert last in view.visible
    view.resize(20)
    assert view.top == top


@given(st.integers(20, 120), st.integers(20, 120), st.integers(0, 60))
def test_the_same_offset_is_at_the_top_at_any_width(one: int, other: int, row: int) -> None:
    text = article(*[60] * 12)
    view = Viewport(Layout(text, Shape(one)), 8)
    view.scroll_to(row)
    again = Viewport(Layout(text, Shape(other)), 8, anchor=view.anchor, cursor=view.cursor)
    start, end = again.owned(again.top)
    anchored = again.layout.row_at(view.anchor)
    hidden = again.current_rows.start >= anchored + again.height
    assert start <= view.anchor < end or again.is_at_end or hidden
    back = Viewport(Layout(text, Shape(one)), 8, anchor=again.anchor, cursor=again.cursor)
    # Air between two paragraphs owns no offset: then the text below it is at the top.
    last_top = view.layout.rows - view.height
    assert back.top == min(last_top, view.top + view.layout.is_blank(view.top))


@given(st.integers(20, 120), st.integers(3, 30), st.integers(3, 30), st.integers(0, 60), st.data())
def test_the_current_paragraph_stays_current_and_in_sight_at_any_size(
    width: int, tall: int, low: int, row: int, data: st.DataObject
) -> None:
    text = article(*[60] * 12)
    view = Viewport(Layout(text, Shape(60)), tall)
    view.scroll_to(row)
    view.move(data.draw(st.sampled_from([view.layout.starts[row] for row in view.visible])))
    again = Viewport(Layout(text, Shape(width)), low, anchor=view.anchor, cursor=view.cursor)
    assert again.cursor == view.cursor
    assert in_sight(again)
    back = Viewport(Layout(text, Shape(60)), tall, anchor=again.anchor, cursor=again.cursor)
    stood = min(view.last_top, view.top + view.layout.is_blank(view.top))
    assert (back.top, back.cursor) == (stood, view.cursor)


def test_the_thumb_stands_at_the_ends_where_the_text_does() -> None:
    view = viewport(*[20] * 40, height=10)
    assert view.thumb.start == 0
    view.scroll_to(view.layout.rows)
    assert view.thumb.stop == view.height


def test_a_text_that_is_all_in_sight_has_no_thumb() -> None:
    assert not viewport(5, 5, height=30).thumb


@given(
    st.lists(st.integers(1, 60), min_size=1, max_size=12),
    st.integers(3, 30),
    st.integers(0, 2000),
)
def test_the_cursor_is_in_just_the_part_of_the_strip_that_begins_at_or_before_it(
    lengths: list[int], height: int, offset: int
) -> None:
    view = viewport(*lengths, height=height)
    view.move(offset)
    parts = view.strip
    if view.layout.rows <= height:
        assert (parts, view.place) == ([], None)
        return
    assert len(parts) == height
    assert parts == sorted(parts)
    assert parts[0] == 0
    assert view.place is not None
    assert parts[view.place] <= view.cursor
    assert view.cursor < [*parts, len(view.article.text) + 1][view.place + 1]


def test_rows_below_the_last_one_can_be_scrolled_to() -> None:
    layout = Layout(article(20, 20), Shape(40))
    view = Viewport(layout.with_rows_below([1] * 30), 10)
    view.scroll_to(99)
    assert view.top == view.last_top == layout.rows - 1
    assert view.thumb.stop == 10
    assert in_sight(view)
    view.scroll_to(0)
    assert view.thumb.start == 0


def test_an_article_without_text_can_be_looked_at() -> None:
    view = Viewport(Layout(Article("", ()), Shape()), 10)
    assert not view.scroll_pages(1)
    assert not view.move(5)
    assert view.passage == (0, 0)
