"""Queries on the command line: what is found, and what is said of one that is wrong."""

import pytest

from tests.cli.person import Person


@pytest.fixture
def article(person: Person) -> str:
    """An article that can be told from those that come with the program."""
    return person.add("Zwei Wörter\n\nUn œuvre, et deux.\n", "a.txt")


def listed(person: Person, *query: str) -> list[str]:
    return [row["title"] for row in person.json("list", *query)]


def test_the_list_is_narrowed_by_fields(person: Person, article: str) -> None:
    person.do("highlight", article, "--quote", "deux", "--color", "purple", "--tag", "ia")
    for query in (["color:purple"], ["tag:ia", "zwei"], ["title:zwei OR color:purple"]):
        assert listed(person, *query) == ["Zwei Wörter"], query
    everything = listed(person)
    assert sorted([*listed(person, "-color:purple"), "Zwei Wörter"]) == sorted(everything)
    assert listed(person, "-zwei", "--json") == listed(person, "-has:highlight")


def test_the_names_of_colors_are_those_of_the_settings(person: Person, article: str) -> None:
    person.write("config/reader/config.toml", '[color_names]\npurple = "à citer"\n')
    person.do("highlight", article, "--quote", "deux", "--color", "purple")
    assert listed(person, 'color:"A CITER"') == ["Zwei Wörter"]
    assert "à citer" in person.run("list", "color:pink").err


@pytest.mark.parametrize(
    ("query", "column"),
    [
        (["color:pink"], 6),
        (["été", "colr:red"], 4),
        (["界", "-is:new"], 7),
        (["(a", "OR", "b"], 0),
        (["created:2026-99"], 8),
        (["tag:\x1b[31m", "color:"], 16),
    ],
)
def test_a_sign_stands_under_what_is_wrong(person: Person, query: list[str], column: int) -> None:
    said = person.run("list", *query)
    assert (said.code, said.out) == (2, "")
    message, shown, sign = said.err.splitlines()
    assert message.startswith("reader: ")
    assert shown == "  " + " ".join(query).replace("\x1b", "␛")
    assert sign == " " * (2 + column) + "^"
