"""highlight, annotations, note, tag, delete, and undo: what a script can rely on."""

from itertools import takewhile

import pytest

from tests.cli.person import Person


def test_a_highlight_is_where_its_quote_is(person: Person, article: str) -> None:
    made = person.json(
        *("highlight", article, "--quote", "first paragraph", "--color", "green"),
        *("--note", "So *it* is.", "--tag", "ia", "--tag", "two words"),
    )
    text = person.json("show", article)["text"]
    assert text[made["start"] : made["end"]] == made["quote"] == "first paragraph"
    assert (made["article"], made["title"], made["status"]) == (article, "A first title", "exact")
    assert (made["color"], made["note"]) == ("green", "So *it* is.")
    assert made["tags"] == ["ia", "two words"]
    assert person.json("annotations") == [made]
    assert person.json("list", "first title")[0]["annotations"] == 1


def test_a_quote_that_is_there_more_than_once_needs_a_number(person: Person, article: str) -> None:
    said = person.run("highlight", article, "--quote", "says")
    assert (said.code, said.out) == (1, "")
    assert "2 times" in said.err
    assert "--nth" in said.err
    assert person.json("annotations") == []
    second = person.json("highlight", article, "--quote", "says", "--nth", "2")
    assert second["start"] > person.json("show", article)["text"].index("Des bureaux")
    assert "2 times only" in person.run("highlight", article, "--quote", "says", "--nth", "3").err


@pytest.mark.parametrize(
    ("quote", "said"), [("no such words", "is not in the text"), (" ", "is empty")]
)
def test_a_quote_that_is_not_there_is_no_highlight(
    person: Person, article: str, quote: str, said: str
) -> None:
    answer = person.run("highlight", article, "--quote", quote)
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err


def test_a_quote_may_be_typed_with_other_spaces_and_quotation_marks(
    person: Person, article: str
) -> None:
    made = person.json("highlight", article, "--quote", "des bureaux\u00a0?")
    assert made["quote"] == "Des bureaux ?"


def test_wrong_usage_ends_with_two_and_says_why(person: Person, article: str) -> None:
    for arguments in (
        ("highlight", article),
        ("highlight", article, "--quote", "x", "--color", "pink"),
        ("highlight", article, "--quote", "x", "--nth", "0"),
        ("export", "--format", "pdf"),
        ("note", "only-one"),
    ):
        said = person.run(*arguments)
        assert (said.code, said.out) == (2, "")
        assert "Error: " in said.err


def test_annotations_are_listed_in_reading_order_and_narrowed_by_words(
    person: Person, article: str
) -> None:
    second = person.highlight(article, "second paragraph", "--note", "A remark\non two lines")
    first = person.highlight(article, "first paragraph", "--tag", "ia")
    assert [row["id"] for row in person.json("annotations")] == [first, second]
    title, line, _ = person.do("annotations").lines
    assert title == f"{article}  A first title"
    assert line.split() == [first, "yellow", "“first", "paragraph”", "#ia"]
    assert [row["id"] for row in person.json("annotations", "remark")] == [second]
    assert "— A remark on two lines" in person.do("annotations", "remark").out
    assert person.json("annotations", "no such words") == []
    said = person.run("annotations", "no such words")
    assert (said.code, said.out, said.err) == (0, "", "reader: no annotation matches\n")


def test_a_note_is_written_replaced_and_removed(person: Person, article: str) -> None:
    made = person.highlight(article, "first paragraph")
    assert person.do("note", made, "From the shell").out.strip() == made
    assert person.json("annotations")[0]["note"] == "From the shell"
    person.do("note", made, "-", stdin="From a pipe:\n\n- é\n")
    assert person.json("annotations")[0]["note"] == "From a pipe:\n\n- é"
    assert person.json("note", made, "")["note"] == ""
    assert person.json("note", made, "- a list\n- of two")["note"] == "- a list\n- of two"


def test_tags_are_added_and_taken_away(person: Person, article: str) -> None:
    made = person.highlight(article, "first paragraph", "--tag", "old")
    [row] = person.json("tag", made, "new", "#marked", "new")
    assert row["tags"] == ["old", "new", "marked"]
    [row] = person.json("tag", made, "#old", "never", "--remove")
    assert row["tags"] == ["new", "marked"]
    other = person.highlight(article, "second paragraph", "--tag", "#marked")
    assert [row["id"] for row in person.json("annotations", "tag:marked")] == [made, other]


def test_what_was_deleted_comes_back_with_undo(person: Person, article: str) -> None:
    first = person.highlight(article, "first paragraph")
    second = person.highlight(article, "second paragraph")
    assert person.do("delete", first, second).lines == [first, second]
    assert person.json("annotations") == []
    assert person.do("undo").out.startswith("Undid")
    assert [row["id"] for row in person.json("annotations")] == [first, second]


def test_undo_with_nothing_to_undo_says_so(person: Person) -> None:
    said = person.run("undo")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)


def _same(characters: tuple[str, str]) -> bool:
    return characters[0] == characters[1]


def test_an_annotation_is_named_by_the_beginning_of_its_id(person: Person, article: str) -> None:
    first = person.highlight(article, "first paragraph")
    second = person.highlight(article, "second paragraph")
    common = "".join(one for one, other in takewhile(_same, zip(first, second, strict=True)))
    person.do("note", second[: len(common) + 1], "This one")
    assert [row["note"] for row in person.json("annotations")] == ["", "This one"]
    said = person.run("delete", common)
    assert said.code == 1
    assert "2 annotations" in said.err
    said = person.run("delete", "zzz")
    assert said.code == 1
    assert "there is no annotation 'zzz'" in said.err


def test_an_empty_id_means_nothing_also_where_there_is_one_annotation(
    person: Person, article: str
) -> None:
    made = person.highlight(article, "first paragraph")
    for arguments in (("delete", ""), ("tag", f"{made},", "x"), ("note", "", "x"), ("show", "")):
        said = person.run(*arguments)
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)
    assert person.json("annotations", "-tag:*", "-note:*")[0]["id"] == made


def test_several_of_several_articles_are_changed_as_one(person: Person, article: str) -> None:
    other = person.add(
        "Another title\n\nIts only paragraph is here, and is long enough.\n", "b.txt"
    )
    ids = [person.highlight(article, "first paragraph"), person.highlight(other, "only")]
    rows = person.json("tag", ",".join(ids), "ia", "two")
    assert [(row["id"], row["tags"]) for row in rows] == [(one, ["ia", "two"]) for one in ids]
    assert {row["color"] for row in person.json("recolor", *ids, "--color", "red")} == {"red"}
    assert {row["style"] for row in person.json("recolor", *ids, "--style", "strike")} == {"strike"}
    assert person.do("delete", "-", ids[0], stdin="\n".join(ids)).lines == ids
    assert person.json("annotations") == []
    person.do("undo")
    assert {row["id"] for row in person.json("annotations")} == set(ids)
    person.do("redo")
    assert person.json("annotations") == []
    assert person.run("redo").code == 1


def test_a_change_that_names_what_is_not_there_changes_nothing(
    person: Person, article: str
) -> None:
    made = person.highlight(article, "first paragraph", "--style", "underline")
    for arguments in (("delete", made, "zzz"), ("tag", f"{made},zzz", "x")):
        assert person.run(*arguments).code == 1
    [row] = person.json("annotations")
    assert (row["id"], row["tags"], row["style"]) == (made, [], "underline")
    assert person.run("recolor", made).code == 2


def test_a_note_on_a_whole_article(person: Person, article: str) -> None:
    made = person.json("note", "first title", "On all of it.", "--article")
    assert (made["article"], made["quote"], made["note"]) == (article, None, "On all of it.")
    assert person.run("note", article, " ", "--article").code == 1


def test_colours_are_called_as_the_person_calls_them(person: Person, article: str) -> None:
    person.write("config/reader/config.toml", '[color_names]\nyellow = "claim"\nred = "à citer"\n')
    first = person.highlight(article, "first paragraph", "--color", "claim")
    second = person.highlight(article, "second paragraph", "--color", "green")
    assert [row["color"] for row in person.json("annotations")] == ["yellow", "green"]
    rows = person.do("annotations").lines[1:]
    assert [row.split()[1] for row in rows] == ["claim", "green"]
    assert len({row.index("“") for row in rows}) == 1
    assert person.json("recolor", second, "--color", "À citer")[0]["color"] == "red"
    assert person.do("undo").out == "Undid: make à citer “second paragraph”\n"
    assert person.do("redo").out == "Redid: make à citer “second paragraph”\n"
    assert person.run("recolor", first, "--color", "thesis").code == 2
