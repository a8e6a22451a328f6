"""add, list, show and search: what a person and a script get."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.person import Person

TEXT = """A first title

The first paragraph is about Poland.

The second one is not, œuvre à part.
"""


def test_a_new_library_holds_the_articles_that_come_with_the_program(person: Person) -> None:
    titles = [article["title"] for article in person.json("list")]
    assert titles
    assert len(person.do("list").lines) == len(titles)


def test_an_added_article_is_listed_with_id_and_title(person: Person) -> None:
    path = person.write("article.txt", TEXT)
    [line] = person.do("add", path).lines
    article, title = line.split("  ", 1)
    assert title == "A first title"
    [row] = [row for row in person.do("list").lines if row.startswith(article)]
    assert row.split()[1:] == ["unread", "0%", "0", "A", "first", "title"]


def test_added_articles_are_told_apart_in_the_document(person: Person) -> None:
    path = person.write("one.txt", TEXT)
    first = person.json("add", path)
    assert set(first) == {"added", "updated", "unchanged", "attached", "waiting", "failed"}
    assert [row["title"] for row in first["added"]] == ["A first title"]
    assert [row["title"] for row in person.json("add", path)["unchanged"]] == ["A first title"]
    Path(path).write_text(TEXT + "\nMore of it.\n")
    assert [row["title"] for row in person.json("add", path)["updated"]] == ["A first title"]
    assert "(unchanged)" in person.do("add", path).out


def test_a_text_that_is_known_from_elsewhere_is_no_new_article(person: Person) -> None:
    article = person.add(TEXT)
    copy = person.write("copy.txt", TEXT)
    document = person.json("add", copy)
    assert [row["id"] for row in document["unchanged"]] == [article]
    assert document["unchanged"][0]["source"] == copy
    assert document["added"] == document["attached"] == []
    assert person.do("add", "-", stdin=TEXT).out.endswith("(unchanged)\n")


def test_one_file_that_fails_does_not_keep_the_others_out(person: Person) -> None:
    good, empty = person.write("good.txt", TEXT), person.write("empty.txt", "")
    said = person.run("add", str(person.folder / "none.txt"), empty, good)
    assert said.code == 1
    assert "A first title" in said.out
    first, second = said.err.splitlines()
    assert first.startswith(f"reader: {person.folder}/none.txt: ")
    assert second.startswith(f"reader: {empty}: ")

    said = person.run("add", empty, good, "--json")
    assert said.code == 1
    assert [row["source"] for row in said.json["failed"]] == [empty]
    assert said.json["failed"][0]["reason"]


def test_a_folder_is_gone_through_with_all_that_is_in_it(person: Person) -> None:
    for name in ("texts/one.txt", "texts/deep/two.md", "texts/three.txt"):
        person.write(name, f"# {name}\n\nThis is the text of {name}.\n")
    person.write("texts/.hidden.txt", "Hidden.")
    person.write("texts/picture.png", "no text")
    assert len(person.json("add", str(person.folder / "texts"))["added"]) == 3


def test_an_empty_folder_is_said_to_be_one(person: Person) -> None:
    (person.folder / "nothing").mkdir()
    said = person.run("add", str(person.folder / "nothing"))
    assert said.code == 1
    assert "nothing in this folder" in said.err


def test_standard_input_is_an_article(person: Person) -> None:
    said = person.do("add", "-", "--name", "note.md", stdin="# From a pipe\n\nThe *text* of it.\n")
    assert said.out.endswith("  From a pipe\n")
    [article] = person.json("list", "pipe")
    assert person.json("show", article["id"])["spans"][0]["kind"] == "emphasis"


def test_a_web_address_says_what_to_do(person: Person) -> None:
    said = person.run("add", "https://example.org/article")
    assert said.code == 1
    assert "save the page" in said.err


def test_a_folder_gets_a_bar_on_a_terminal_and_nothing_of_it_in_a_pipe(person: Person) -> None:
    for number in range(3):
        person.write(f"texts/{number}.txt", f"This is the text number {number}.\n")
    controller, terminal = pty.openpty()
    done = person.process_with_stderr(terminal, "add", str(person.folder / "texts"))
    os.close(terminal)
    shown = os.read(controller, 65536).decode()
    os.close(controller)
    assert "Adding" in shown
    assert "3/3" in shown
    assert len(done.decode().splitlines()) == 3
    assert person.process("add", str(person.folder / "texts")).stderr == b""


def test_the_list_is_narrowed_by_words(person: Person) -> None:
    person.add("Zwei Wörter\n\nUn œuvre.\n", "a.txt")
    person.add("Other words\n\nNothing else.\n", "b.txt")
    assert [row["title"] for row in person.json("list", "zwei", "WORTER")] == ["Zwei Wörter"]
    said = person.run("list", "no such words")
    assert (said.code, said.out) == (0, "")
    assert "no article matches" in said.err


def test_an_article_is_named_by_id_prefix_or_part_of_its_title(person: Person) -> None:
    article = person.add(TEXT)
    for reference in (article, article[:10], "first title"):
        assert person.do("show", reference).out.startswith("A first title\n")


def test_an_article_that_is_not_there_or_not_the_only_one_is_said_to_be(person: Person) -> None:
    person.add("Same words one\n\nText of the first.\n", "a.txt")
    person.add("Same words two\n\nText of the second.\n", "b.txt")
    said = person.run("show", "same words")
    assert said.code == 1
    assert "Same words one" in said.err
    assert "Same words two" in said.err
    assert said.err.count("\n") == 1
    said = person.run("show", "no such article at all")
    assert (said.code, said.out, said.err.count("\n")) == (1, "", 1)


def test_the_text_is_printed_and_described(person: Person) -> None:
    article = person.add("# Head\n\nSome *text* here.\n", "a.md")
    assert person.do("show", article).out == "Head\nSome text here.\n"
    document = person.json("show", article)
    assert document["text"] == "Head\nSome text here."
    assert [(block["kind"], block["level"]) for block in document["blocks"]] == [
        ("heading", 1),
        ("paragraph", None),
    ]
    [span] = document["spans"]
    assert document["text"][span["start"] : span["end"]] == "text"


def test_a_search_finds_texts_and_notes(person: Person) -> None:
    article = person.add(TEXT)
    person.do("highlight", article, "--quote", "second one", "--note", "a remarkable idea")
    [hit] = person.json("search", "poland")
    assert (hit["article"], hit["kind"]) == (article, "text")
    assert person.json("show", article)["text"][hit["start"] : hit["end"]] == "Poland"
    assert {hit["kind"] for hit in person.json("search", "remarkable")} == {"note"}
    assert "œuvre à part" in person.do("search", "oeuvre a part").out
    assert person.run("search", "zebrafish quantum").out == ""


@pytest.mark.parametrize("command", ["list", "show", "search"])
def test_nothing_that_comes_from_outside_drives_the_terminal(person: Person, command: str) -> None:
    hostile = "Title \x1b]0;owned\x07 \x9b31m \u202e end"
    article = person.add(f"{hostile}\n\nThe word needle, \x1b[2J and more.\n")
    arguments = {"list": (), "show": (article,), "search": ("needle",)}[command]
    for extra in ((), ("--json",)):
        out = person.do(command, *arguments, *extra).out
        assert not set("\x1b\x07\x9b\u202e") & set(out)


def test_an_error_drives_no_terminal_either(person: Person) -> None:
    for arguments in (
        ("show", "\x1b]0;owned\x07"),
        ("add", "\x1b]0;owned\x07"),
        ("list", "--\x1b]0;owned\x07"),
        ("\x1b]0;owned\x07",),
        ("show",),
    ):
        said = person.run(*arguments)
        assert said.code in (1, 2)
        assert "\x1b" not in said.err


def test_data_is_kept_where_the_option_says_before_or_after_the_command(person: Person) -> None:
    path = person.write("article.txt", TEXT)
    other = str(person.folder / "other")
    person.do("add", path, "--data", other)
    assert "A first title" in person.do("--data", other, "list").out
    assert "A first title" not in person.do("list").out


def test_a_reader_that_has_read_enough_is_not_complained_of(person: Person) -> None:
    person.add("Long\n\n" + "\n\n".join(f"Paragraph {number}." * 50 for number in range(2000)))
    with subprocess.Popen(
        [sys.executable, "-m", "reader", "show", "Long"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_terminal_without_unicode_gets_what_it_can_show(person: Person) -> None:
    person.add("Œuvre 東京\n\nText.\n")
    shown = person.process("list", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert shown.returncode == 0
    assert b"?uvre" in shown.stdout
    listed = person.process("list", "--json", env={"PYTHONIOENCODING": "ascii"})
    assert "Œuvre 東京" in listed.stdout.decode()
