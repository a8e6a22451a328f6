"""edit and trash: what a script can do to whole articles."""

import pytest

from tests.cli.person import Person

OTHER = "Second title\n\nIts only paragraph is here, and is long enough.\n"


@pytest.fixture
def other(person: Person) -> str:
    """A second article."""
    return person.add(OTHER, "b.txt")


def test_several_articles_are_edited_as_one_change(
    person: Person, article: str, other: str
) -> None:
    rows = person.json(
        *("edit", "first title", other, "--author", "Anne", "--date", "2023-05", "--state", "done"),
        *("--star", "--tag", "ia", "--tag", "#two words"),
    )
    assert [row["id"] for row in rows] == [article, other]
    for row in rows:
        assert (row["author"], row["date"], row["state"]) == ("Anne", "2023-05", "done")
        assert (row["starred"], row["tags"]) == (True, ["ia", "two words"])
    assert [row["title"] for row in rows] == ["A first title", "Second title"]
    undone = person.json("undo")
    assert {row["id"] for row in undone["articles"]} == {article, other}
    assert [row["state"] for row in undone["articles"]] == ["unread", "unread"]
    assert person.json("list", "is:starred") == []


def test_what_was_edited_is_taken_back(person: Person, article: str) -> None:
    person.do("edit", article, "--title", "Mine", "--star", "--archive", "--tag", "a", "--tag", "b")
    assert [row["title"] for row in person.json("list", "is:archived")] == ["Mine"]
    [row] = person.json(
        *("edit", article, "--title", "", "--no-star", "--no-archive", "--remove-tag", "a")
    )
    assert (row["title"], row["starred"], row["archived"]) == ("A first title", False, False)
    assert row["tags"] == ["b"]


def test_a_date_that_is_none_is_wrong_usage(person: Person, article: str) -> None:
    for date in ("yesterday", "2023-13", "2023-02-30", "7d", "2023-1"):
        assert person.run("edit", article, "--date", date).code == 2, date
    assert person.run("edit", article).code == 2
    assert person.json("list", "first title")[0]["date"] is None


def test_articles_go_to_the_trash_and_come_back(person: Person, article: str, other: str) -> None:
    person.highlight(article, "first paragraph")
    [trashed] = person.json("trash", article)
    assert trashed["trashed"]
    assert person.json("list", "first title") == person.json("annotations") == []
    assert [row["id"] for row in person.json("list", "is:trashed")] == [article]
    assert person.do("show", article).out.startswith("A first title")
    assert person.run("show", "first title").code == 1
    [back] = person.json("trash", "--restore", "first title")
    assert back["trashed"] is None
    assert len(person.json("annotations")) == 1
    person.do("trash", article, other)
    assert person.json("undo")["kind"] == "trashed"
    assert person.json("list", "is:trashed") == []


def test_ids_come_from_standard_input(person: Person, article: str, other: str) -> None:
    ids = "".join(f"{row['id']}\n" for row in person.json("list", "title"))
    assert person.do("edit", "-", "--star", stdin=ids).lines == ids.split()
    assert person.do("trash", "-", stdin="").out == ""
    assert person.do("trash", "-", "--json", stdin="").json == []
    assert sorted(person.do("trash", "-", stdin=ids).lines) == sorted([article, other])


def test_an_article_that_is_not_meant_surely_is_not_touched(
    person: Person, article: str, other: str
) -> None:
    for arguments in (("edit", article, "no such", "--star"), ("trash", article, "title")):
        said = person.run(*arguments)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert person.json("list", "is:starred") == person.json("list", "is:trashed") == []
