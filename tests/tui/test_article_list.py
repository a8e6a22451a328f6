"""The list shows articles in two rows, draws only what is seen, and keeps the selected one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult

from reader.core.catalog import Entry
from reader.tui.widgets.article_list import ArticleList, facts_row, source_name, title_row

ENTRY = Entry(
    id="a",
    title="La Pologne",
    date="2023-05",
    author="Anne",
    words=2300,
    tags=("ia", "europe"),
    highlights=2,
    notes=1,
)


class ListApp(App[None]):
    """Nothing but the list."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__()
        self.list = ArticleList()
        self.list.show(entries, empty=("Nothing here.",))
        self.selected: list[str | None] = []

    def compose(self) -> ComposeResult:
        yield self.list

    def on_article_list_selected(self, event: ArticleList.Selected) -> None:
        self.selected.append(event.entry.id if event.entry else None)


def many(count: int) -> list[Entry]:
    return [ENTRY._replace(id=str(number), title=f"Article {number}") for number in range(count)]


def text_of(app: ListApp) -> list[str]:
    return [app.list.render_line(row).text.rstrip() for row in range(app.list.size.height)]


def selected(app: ListApp) -> str | None:
    return app.list.selected.id if app.list.selected else None


def read(pieces: tuple[list[tuple[str, str]], list[tuple[str, str]]]) -> str:
    left, right = ("".join(text for text, _ in part) for part in pieces)
    return f"{left}|{right}"


def test_of_an_article_without_any_facts_its_words_are_counted() -> None:
    assert read(facts_row(Entry(id="a", title="Pasted", words=2300))) == "   2,300 words|"


def test_an_article_in_two_rows() -> None:
    assert read(title_row(ENTRY)) == " ○ La Pologne|10 min"
    assert read(facts_row(ENTRY)) == "   2023-05 · Anne · 2 highlights · 1 note  #ia #europe |"


@pytest.mark.parametrize(
    ("change", "title", "facts"),
    [
        ({"state": "reading", "progress": 0.5}, " ◐ La Pologne|5 min left", "Anne · 50% · 2"),
        ({"state": "reading", "progress": 1.0}, " ◐ La Pologne|10 min", "Anne · 2"),
        ({"state": "done", "starred": True}, " ● La Pologne|★ 10 min", "Anne · 2 highlights"),
        ({"words": 23_000}, " ○ La Pologne|1 h 40 min", "Anne"),
        ({"missing": "It is gone."}, " ○ La Pologne|cannot be read", "It is gone."),
        ({"title": ""}, " ○ Untitled|10 min", "Anne"),
        ({"title": "a\x1b]0;x\x07\nb"}, " ○ a␛]0;x␇ b|10 min", "Anne"),
        ({"title": "[/oops]"}, " ○ [/oops]|10 min", "Anne"),
        ({"author": None, "sources": ("/home/a/b.md",)}, " ○ La Pologne|10 min", "· b.md ·"),
    ],
)
def test_what_the_rows_say(change: dict[str, object], title: str, facts: str) -> None:
    entry = ENTRY._replace(**change)  # type: ignore[arg-type] # each case names real fields
    assert read(title_row(entry)) == title
    assert facts in read(facts_row(entry))


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("/home/a/b.md", "b.md"),
        ("C:\\texts\\b.md", "b.md"),
        ("https://example.org/a/b", "example.org"),
    ],
)
def test_a_source_is_called_by_its_name(source: str, name: str) -> None:
    assert source_name(ENTRY._replace(sources=(source,))) == name


async def test_ten_thousand_articles_are_drawn_like_fifty() -> None:
    app = ListApp(many(10_000))
    async with app.run_test(size=(80, 24)) as pilot:
        app.list.focus()
        await pilot.pause()
        assert len(app.list._drawn) <= 24
        app.list.select_last()
        await pilot.pause()
        assert len(app.list._drawn) <= 48
        assert text_of(app)[-2].startswith("▌ ○ Article 9999")


async def test_moving_draws_only_the_two_articles_that_change() -> None:
    app = ListApp(many(50))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = set(app.list._drawn)
        app.list.move(1)
        await pilot.pause()
        assert {key[0].id for key in set(app.list._drawn) - before} == {"0", "1"}


async def test_every_row_is_as_wide_as_the_list() -> None:
    app = ListApp([ENTRY._replace(title="日本語の記事 " * 20), *many(30)])
    for width in (20, 60, 121):
        async with app.run_test(size=(width, 15)) as pilot:
            await pilot.pause()
            lengths = {app.list.render_line(row).cell_length for row in range(15)}
            assert lengths == {width}
        app = ListApp(list(app.list.entries))


async def test_the_selected_article_stays_selected_when_others_come_and_go() -> None:
    app = ListApp(many(10))
    async with app.run_test(size=(80, 24)) as pilot:
        app.list.select(3)
        app.list.show([*many(10)[2:], ENTRY._replace(id="new")])
        await pilot.pause()
        assert selected(app) == "3"
        app.list.show(many(3))
        assert selected(app) == "1"
        app.list.show([], empty=("Nothing left.",))
        assert selected(app) is None
        await pilot.pause()
        assert any("Nothing left." in row for row in text_of(app))


async def test_nothing_is_painted_when_nothing_changed() -> None:
    app = ListApp(many(10))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.list._drawn.clear()
        app.list.show(many(10), empty=("Nothing here.",))
        await pilot.pause()
        assert not app.list._drawn


async def test_the_scrollbar_is_drawn_by_the_mouse() -> None:
    app = ListApp(many(1_001))
    async with app.run_test(size=(80, 21)) as pilot:
        await pilot.mouse_down(ArticleList, offset=(79, 10))
        assert selected(app) == "500"
        await pilot.hover(ArticleList, offset=(40, 20))
        assert selected(app) == "1000"
        await pilot.mouse_up(ArticleList, offset=(40, 6))
        await pilot.hover(ArticleList, offset=(79, 5))
        await pilot.click(ArticleList, offset=(78, 0))
        assert selected(app) == "0"
        await pilot.click(ArticleList, offset=(10, 5))
        assert selected(app) == "2"


async def test_click_selects_and_the_wheel_moves() -> None:
    app = ListApp(many(10))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(ArticleList, offset=(10, 5))
        assert selected(app) == "2"
        assert app.selected[-1] == "2"


@given(st.integers(0, 40), st.lists(st.integers(-60, 60), max_size=8))
def test_the_selected_article_is_always_in_the_list_and_in_sight(
    count: int, moves: list[int]
) -> None:
    articles = ArticleList()
    articles.show(many(count))
    for move in moves:
        articles.move(move)
        if count:
            assert articles.selected in articles.entries
            assert articles._top <= articles._index < articles._top + articles.page
