"""highlight, move, attach and bookmark: what a script can put on a passage, and where."""

import json
from pathlib import Path

import pytest

from tests.cli.person import TEXT, Person


def words(person: Person, article: str, start: int, end: int) -> str:
    return str(person.json("show", article)["text"][start:end])


def test_a_passage_may_be_named_by_offsets(person: Person, article: str) -> None:
    start = person.json("show", article)["text"].index("Des bureaux")
    made = person.json("highlight", article, "--start", str(start), "--end", str(start + 3))
    assert (made["quote"], made["start"], made["end"]) == ("Des", start, start + 3)


def test_the_whole_sentence_may_be_meant(person: Person, article: str) -> None:
    made = person.json("highlight", article, "--quote", "first paragraph", "--sentence")
    assert made["quote"] == "The first paragraph says « yes » and yes."


def test_spaces_beside_marks_need_not_be_as_in_the_text(person: Person, article: str) -> None:
    for quote, marked in (
        ("«yes» and", "« yes » and"),
        ("« yes »and", "« yes » and"),
        ("Des\nbureaux?", "Des bureaux ?"),
    ):
        assert person.json("highlight", article, "--quote", quote)["quote"] == marked


def test_what_is_verified_is_highlighted(person: Person, article: str) -> None:
    found = person.do("verify", "says «yes» and", "--json")
    [made] = person.do("highlight", "-", "--json", stdin=found.out).json
    assert (made["article"], made["quote"]) == (article, "says « yes » and")
    absent = person.run("verify", "zebrafish quantum", "--json")
    assert person.run("highlight", "-", "--json", stdin=absent.out).json == []


def test_without_a_colour_there_is_a_note_or_a_tag(person: Person, article: str) -> None:
    quote = ("--quote", "Des bureaux", "--color", "none")
    assert person.run("highlight", article, *quote).code == 2
    made = person.json("highlight", article, *quote, "--note", "where?")
    assert (made["color"], made["note"], made["quote"]) == (None, "where?", "Des bureaux")


def test_what_names_no_passage_is_no_highlight(person: Person, article: str) -> None:
    for named, code in (
        ("", 2),
        ("--start 3", 2),
        ("--end 3", 2),
        ("--quote yes --start 3 --end 5", 2),
        ("--start 3 --end 5 --nth 1", 2),
        ("--start -1 --end 5", 2),
        ("--start 5 --end 5", 1),
        ("--start 5 --end 100000", 1),
    ):
        said = person.run("highlight", article, *named.split())
        assert (said.code, said.out) == (code, ""), named
    assert person.json("annotations") == []


def test_what_a_search_found_is_highlighted_as_one_change(person: Person, article: str) -> None:
    other = person.add("Other\n\nA paragraph says yes. No other does.\n", "b.txt")
    hits = person.do("search", '"paragraph says"', "--json")
    made = person.do("highlight", "-", "--sentence", "--color", "red", "--json", stdin=hits.out)
    assert {row["article"] for row in made.json} == {article, other}
    assert {row["color"] for row in made.json} == {"red"}
    assert "A paragraph says yes." in [row["quote"] for row in made.json]
    again = person.do("highlight", "-", "--sentence", "--json", stdin=hits.out)
    assert again.json == [], "they have a colour already"
    person.do("undo")
    assert person.json("annotations") == []


def test_what_names_no_passage_on_standard_input_is_left_out_and_said(
    person: Person, article: str
) -> None:
    rows = [
        {"article": article, "start": None, "end": None},
        {"article": article, "start": 0, "end": 0},
        {"article": article, "start": 0, "end": 7},
    ]
    said = person.run("highlight", "-", "--json", stdin=json.dumps(rows))
    assert (said.code, [row["quote"] for row in said.json]) == (0, ["A first"])
    assert said.err == "reader: 2 of 3 name no passage, and are left out\n"
    for start, end in ((-3, 4), (4, 3), (99_999, 100_000)):
        rows = [{"article": article, "start": start, "end": end}]
        for whole in ((), ("--sentence",)):
            assert person.run("highlight", "-", *whole, stdin=json.dumps(rows)).code == 1


def test_what_is_no_list_of_passages_is_a_failure(person: Person) -> None:
    for document in ("", "{}", "[1]", "null", '{"a": 1}', '[{"article": "x"}]', "[null", "1"):
        said = person.run("highlight", "-", stdin=document)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1), document


def test_the_ends_of_an_annotation_are_moved(person: Person, article: str) -> None:
    made = person.json("highlight", article, "--quote", "first paragraph", "--note", "n")
    moved = person.json("move", made["id"], "--quote", "second paragraph")
    assert (moved["id"], moved["note"], moved["quote"]) == (made["id"], "n", "second paragraph")
    assert words(person, article, moved["start"], moved["end"]) == "second paragraph"
    person.do("undo")
    [back] = person.json("annotations")
    assert {**back, "updated": made["updated"]} == made


def test_a_note_on_a_whole_article_has_no_ends(person: Person, article: str) -> None:
    made = person.json("note", article, "On all.", "--article")["id"]
    for command in ("move", "attach"):
        said = person.run(command, made, "--quote", "Des bureaux")
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)


@pytest.fixture
def orphan(person: Person, article: str) -> str:
    """An annotation of a sentence that was rewritten; its id."""
    quote = "The second paragraph is long enough to be one"
    made = person.highlight(article, quote, "--note", "n")
    changed = TEXT.replace(
        "The second paragraph is long enough to be one, and says no more than that it is.",
        "What was the second one has become something else, of which nothing is left here.",
    )
    person.do("add", person.write("article.txt", changed))
    assert [row["id"] for row in person.json("annotations", "is:orphan")] == [made]
    return made


def test_an_orphan_is_given_a_place_by_its_words(person: Person, orphan: str) -> None:
    assert person.run("move", orphan, "--quote", "Des bureaux").code == 1
    placed = person.json("attach", orphan, "--quote", "the second one")
    assert (placed["status"], placed["note"]) == ("changed", "n")
    assert placed["quote"] == "The second paragraph is long enough to be one"
    article = placed["article"]
    assert words(person, article, placed["start"], placed["end"]) == "the second one"
    assert person.json("annotations", "is:orphan") == []
    person.do("undo")
    assert person.json("annotations", "is:orphan") != []


def test_an_orphan_is_kept_as_one(person: Person, orphan: str) -> None:
    kept = person.json("attach", orphan, "--keep")
    assert (kept["id"], kept["status"], kept["start"]) == (orphan, "orphan", None)
    [exported] = person.do("export", f"id:{orphan}", "--format", "json").json
    assert exported["stays_orphan"] is True
    assert person.run("attach", orphan, "--keep", "--quote", "x").code == 2


def test_places_that_are_like_it_are_offered_and_taken_by_their_number(
    person: Person, article: str
) -> None:
    made = person.highlight(article, "The first paragraph says")
    changed = TEXT.replace("The first paragraph says « yes » and yes.", "In all of it nothing is.")
    changed += "\nThat old paragraph still says a first thing.\n"
    Path(person.folder / "article.txt").write_text(changed)
    person.do("add", str(person.folder / "article.txt"))
    [row] = person.json("annotations")
    offered = person.json("attach", made)
    assert offered
    text = person.json("show", article)["text"]
    assert all(text[one["start"] : one["end"]] == one["text"] for one in offered)
    assert [one["score"] for one in offered] == sorted(
        (one["score"] for one in offered), reverse=True
    )
    assert person.json("annotations") == [row], "to ask changes nothing"
    assert person.do("attach", made).lines[0].startswith("1  ")
    placed = person.json("attach", made, "--nth", "1")
    assert (placed["start"], placed["end"]) == (offered[0]["start"], offered[0]["end"])
    said = person.run("attach", made, "--nth", str(len(offered) + 1))
    assert (said.code, said.err.count("\n")) == (1, 1)


def test_what_is_in_its_text_needs_no_place(person: Person, article: str) -> None:
    made = person.highlight(article, "first paragraph")
    said = person.run("attach", made, "--quote", "Des bureaux")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert person.run("attach", made, "--keep").code == 1


def test_bookmarks_are_set_and_listed(person: Person, article: str) -> None:
    assert person.json("bookmark", article) == []
    start = person.json("show", article)["text"].index("Des bureaux")
    assert person.json("bookmark", article, "d", "--quote", "Des bureaux") == [
        {"letter": "d", "start": start}
    ]
    person.do("bookmark", article, "a", "--start", "0", "--end", "1")
    assert person.do("bookmark", article).lines[1] == f"d  {start}  Des bureaux ?"
    for wrong in (("ab", "--quote", "x"), ("--quote", "x"), ("a",)):
        assert person.run("bookmark", article, *wrong).code == 2
