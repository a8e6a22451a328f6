"""import: annotations from files, into a library that may have their articles or not."""

import json

from tests.cli.person import TEXT, Person


def test_what_was_exported_is_imported_and_told(person: Person) -> None:
    article = person.add(TEXT)
    made = person.highlight(article, "first paragraph", "--note", "Yes.")
    path = person.write("quotes.json", person.do("export", "--format", "json").out)
    assert person.json("import", path)["unchanged"] == person.json("annotations")
    person.do("delete", made)
    said = person.do("import", path)
    assert said.lines == ["1  A first title  (deleted here, and left so: --restore brings back)"]
    document = person.json("import", path, "--restore")
    assert [row["id"] for row in document["attached"]] == [made]
    assert document["failed"] == document["waiting"] == document["added"] == []
    assert person.do("undo").out == "Undid: import an annotation\n"


def test_an_annotation_waits_until_its_article_is_added(person: Person) -> None:
    article = person.add(TEXT)
    person.highlight(article, "first paragraph")
    path = person.write("quotes.jsonld", person.do("export", "--format", "w3c").out)
    person.data.rename(person.folder / "before")
    assert person.do("import", path).lines == ["1  A first title  (waiting for the article)"]
    said = person.run("add", str(person.folder / "article.txt"))
    assert "1 annotation that waited for this article is attached now." in said.err
    assert person.json("annotations")[0]["quote"] == "first paragraph"


def test_the_document_of_add_lists_what_waited_and_is_attached(person: Person) -> None:
    article = person.add(TEXT)
    made = person.highlight(article, "first paragraph")
    path = person.write("quotes.json", person.do("export", "--format", "json").out)
    person.data.rename(person.folder / "before")
    assert [row["id"] for row in person.json("import", path)["waiting"]] == [made]
    document = person.run("add", str(person.folder / "article.txt"), "--json").json
    assert document["attached"] == person.json("annotations")
    assert [row["id"] for row in document["added"]] == [article]


def test_what_cannot_be_imported_is_told(person: Person) -> None:
    wrong = person.write("wrong.json", json.dumps([{"quote": 3, "article": "a"}]))
    said = person.run("import", wrong, "--json")
    assert (said.code, said.json["failed"][0]["source"]) == (1, "annotation 1")
    assert "quote is no text" in said.err
    for arguments, reason in (
        ((person.write("x", "nonsense"),), "no file of annotations"),
        ((str(person.folder / "none"),), "is not there"),
        ((str(person.folder),), "is no file"),
        ((wrong, "--from", "w3c"), "this is not Web Annotations"),
    ):
        said = person.run("import", *arguments)
        assert (said.code, said.out) == (1, "")
        assert reason in said.err
    assert person.run("import", wrong, "--from", "kindle").code == 2


def test_a_file_may_come_through_a_pipe(person: Person) -> None:
    article = person.add(TEXT)
    person.highlight(article, "first paragraph")
    exported = person.do("export", "--format", "json").out
    assert person.do("import", "-", stdin=exported).lines == ["1  A first title  (unchanged)"]
