"""--json: one document on stdout and nothing else, from every command; and what it holds."""

import json
from pathlib import Path

from reader.cli.table import COMMANDS
from tests.cli.person import Person

ANNOTATION = {
    *("id", "article", "title", "quote", "start", "end", "prefix", "suffix", "status", "score"),
    *("color", "style", "note", "tags", "created", "updated"),
}


def test_every_command_prints_one_document_and_nothing_else(person: Person, article: str) -> None:
    first = person.highlight(article, "first paragraph")
    second = person.highlight(article, "second paragraph")
    written = person.write("b.txt", "Another\n\nIts only paragraph.\n")
    exported = person.write("exported.json", person.do("export", "--format", "json").out)
    archive = str(person.folder / "backup.zip")
    asked: dict[str, list[tuple[str, ...]]] = {
        "add": [(written,)],
        "list": [(), ("no such words",)],
        "show": [(article,)],
        "search": [("paragraph",), ("no such words",)],
        "verify": [("first paragraph",)],
        "edit": [(article, "--star")],
        "trash": [("Another",), ("Another", "--restore")],
        "bookmark": [(article, "a", "--quote", "Des"), (article,)],
        "highlight": [(article, "--quote", "Des bureaux")],
        "annotations": [(), ("color:*", "--save", "x"), ("--saved",), ("--drop", "x"), ("x", "y")],
        "note": [(first, "n"), (article, "n", "--article")],
        "tag": [(first, "t"), (f"{first},{second}", "t")],
        "recolor": [(first, "--color", "red"), (second, "--style", "strike")],
        "move": [(first, "--quote", "The first paragraph")],
        "attach": [(first,)],
        "quote": [(first, "--as", "w3c")],
        "copies": [()],
        "delete": [(second,)],
        "undo": [()],
        "redo": [()],
        "review": [(), (first, "--grade", "3")],
        "export": [("--output", str(person.folder / "quotes"))],
        "import": [(exported,)],
        "backup": [(archive,)],
        "restore": [(archive,)],
        "doctor": [()],
        "keys": [()],
        "config": [()],
    }
    assert asked.keys() == COMMANDS.keys()
    for name, runs in asked.items():
        for arguments in runs:
            said = person.run(name, *arguments, "--json")
            assert said.code == 0, (name, arguments, said.err)
            document = said.json
            assert isinstance(document, list | dict)
            assert said.out == json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def test_what_was_changed_is_printed_as_it_is_now(person: Person, article: str) -> None:
    first = person.highlight(article, "first paragraph", "--note", "n")
    second = person.highlight(article, "second paragraph")
    assert [row["color"] for row in person.json("recolor", first, "--color", "red")] == ["red"]
    assert [row["tags"] for row in person.json("tag", f"{first},{second}", "t")] == [["t"], ["t"]]
    deleted = person.json("delete", first, second)
    assert [(row["id"], row["deleted"]) for row in deleted] == [(first, True), (second, True)]
    assert all(row.keys() == {*ANNOTATION, "deleted"} for row in deleted)
    assert [row["note"] for row in deleted] == ["n", ""]


def test_an_annotation_that_went_with_its_last_note_is_said_to_be_deleted(
    person: Person, article: str
) -> None:
    made = person.json("note", article, "On all.", "--article")
    gone = person.json("note", made["id"], "")
    assert gone == {**made, "deleted": True}


def test_undo_and_redo_say_what_they_changed(person: Person, article: str) -> None:
    made = person.json("highlight", article, "--quote", "first paragraph")
    undone = person.json("undo")
    assert (undone["kind"], undone["label"]) == ("highlight", "highlight “first paragraph”")
    assert [row["id"] for row in undone["articles"]] == [article]
    assert [(row["id"], row["deleted"]) for row in undone["annotations"]] == [(made["id"], True)]
    redone = person.json("redo")
    assert {**redone, "articles": [], "annotations": []} == {
        **undone,
        "articles": [],
        "annotations": [],
    }
    [row] = redone["annotations"]
    assert {**row, "updated": made["updated"]} == made
    said = person.run("redo", "--json")
    assert (said.code, said.out, said.err) == (1, "", "reader: Nothing to redo\n")


def test_undo_may_be_of_one_article(person: Person, article: str) -> None:
    other = person.add("Other\n\nIts only paragraph.\n", "b.txt")
    mine = person.highlight(article, "first paragraph")
    theirs = person.highlight(other, "only paragraph")
    assert person.json("undo", "--article", article)["annotations"][0]["id"] == mine
    assert [row["id"] for row in person.json("annotations")] == [theirs]
    assert person.run("undo", "--article", article).code == 1
    person.do("redo", "--article", "first title")
    assert len(person.json("annotations", "--article", article)) == 1
    assert len(person.json("annotations")) == 2


def test_a_backup_and_what_came_back_are_counted(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph")
    archive = person.folder / "backup.zip"
    made = person.json("backup", str(archive))
    count = len(person.json("list"))
    assert made == {
        "file": str(archive),
        "articles": count,
        "annotations": 1,
        "bytes": archive.stat().st_size,
    }
    back = person.json("restore", str(archive))
    assert Path(back.pop("before")).parent == person.data / "backups"
    assert back == {"file": str(archive), "articles": count, "annotations": 1}


def test_the_files_of_an_export_are_listed(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph")
    folder = person.folder / "quotes"
    [made] = person.json("export", "--output", f"{folder}/")
    assert (made["changed"], made["remarks"]) == (True, [])
    assert Path(made["path"]).parent == folder
    [same] = person.json("export", "--output", str(folder))
    assert same == {**made, "changed": False}
    assert person.run("export", "--json").code == 2


def test_queries_that_are_left_are_printed_when_one_is_dropped(
    person: Person, article: str
) -> None:
    person.highlight(article, "Des bureaux", "--color", "red")
    for name in ("a", "b"):
        person.do("annotations", "color:red", "--save", name)
    assert person.json("annotations", "--drop", "a") == [{"name": "b", "query": "color:red"}]
    for wrong in (("--saved", "word"), ("--drop", "b", "word"), ("--saved", "--save", "c", "x")):
        assert person.run("annotations", *wrong).code == 2


def test_what_fails_prints_no_document(person: Person) -> None:
    for command in (
        "show nothing",
        "undo",
        "delete zzz",
        "note zzz x",
        "restore none.zip",
        "annotations --article nothing",
    ):
        said = person.run(*command.split(), "--json")
        assert (said.code, said.out, said.err.count("\n")) == (1, "", 1), command
        assert said.err.startswith("reader: ")
