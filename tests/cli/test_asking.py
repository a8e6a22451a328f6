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


@pytest.fixture
def marked(person: Person, article: str) -> Person:
    """A person who has highlighted two passages, one of them with a note."""
    person.do("highlight", article, "--quote", "œuvre", "--color", "red", "--note", "chef-d’œuvre")
    person.do("highlight", article, "--quote", "deux", "--color", "blue")
    return person


def quotes(person: Person, *query: str) -> list[str]:
    return [row["quote"] for row in person.json("annotations", *query)]


def test_annotations_are_narrowed_and_exported_by_fields(marked: Person) -> None:
    for query in (["color:red"], ["has:note"], ["-color:blue"], ["note:chef", "created:1d"]):
        assert quotes(marked, *query) == ["œuvre"], query
        exported = marked.do("export", *query).out
        assert "œuvre" in exported
        assert "> deux" not in exported
    assert quotes(marked, "title:wörter", "(color:blue", "OR", "tag:ia)") == ["deux"]
    assert quotes(marked, "-title:wörter") == []


def test_what_a_query_names_by_id_is_found_in_every_command(marked: Person) -> None:
    first, second = (row["id"] for row in marked.json("annotations"))
    assert quotes(marked, f"id:{first}") == ["œuvre"]
    assert quotes(marked, f"id:{first}", "OR", f"id:{second.upper()}") == ["œuvre", "deux"]
    assert quotes(marked, "id:zzz") == []
    assert "> deux" not in marked.do("export", f"id:{first}").out
    [article] = {row["article"] for row in marked.json("annotations")}
    for one in (article, article[:6], second):
        assert listed(marked, f"id:{one}") == ["Zwei Wörter"], one


def test_wrong_queries_end_every_command_with_two(marked: Person) -> None:
    for command in ("annotations", "export", "list"):
        said = marked.run(command, "color:red", "note:")
        assert (said.code, said.out) == (2, ""), command
        assert said.err.splitlines()[1:] == ["  color:red note:", f"{'^':>18}"]


def test_a_query_is_kept_under_a_name(marked: Person) -> None:
    assert quotes(marked, "color:red", "--save", "rouge") == ["œuvre"]
    marked.do("annotations", "@rouge", "OR", "color:blue", "--save", "@both")
    assert quotes(marked, "@rouge") == ["œuvre"]
    assert quotes(marked, "@both", "-@rouge") == ["deux"]
    assert listed(marked, "@both") == ["Zwei Wörter"]
    assert "œuvre" in marked.do("export", "@rouge").out
    assert marked.do("annotations", "--saved").lines == [
        "@both   @rouge OR color:blue",
        "@rouge  color:red",
    ]
    assert marked.json("annotations", "--saved")[1] == {"name": "rouge", "query": "color:red"}
    marked.do("annotations", "--drop", "@both")
    assert [row["name"] for row in marked.json("annotations", "--saved")] == ["rouge"]


def test_what_cannot_be_kept_is_not(marked: Person) -> None:
    for arguments, code, said in (
        (["--save", "a"], 2, "no QUERY"),
        (["color:pink", "--save", "a"], 2, "is one of"),
        (["word", "--save", "two words"], 1, "is no name"),
        (["--drop", "a"], 1, "No query is saved as @a"),
        (["@a"], 2, "no query is saved as @a"),
    ):
        answer = marked.run("annotations", *arguments)
        assert (answer.code, answer.out) == (code, ""), arguments
        assert said in answer.err
    assert marked.json("annotations", "--saved") == []
