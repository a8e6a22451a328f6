"""quote and copies: words that a script takes elsewhere."""

from tests.cli.person import Person


def test_annotations_are_quoted_in_a_form(person: Person, article: str) -> None:
    person.do("edit", article, "--author", "Anne")
    first = person.highlight(article, "first paragraph")
    second = person.highlight(article, "Des bureaux")
    assert person.do("quote", first).out == "first paragraph\n"
    assert person.do("quote", first, second, "--as", "markdown").lines == [
        "> first paragraph",
        "",
        "> Des bureaux",
    ]
    cited = person.do("quote", first, "--as", "cited").lines
    assert cited == ["first paragraph", "— Anne, A first title"]
    [row] = person.json("quote", first, "--as", "html")
    assert (row["annotation"], row["article"]) == (first, article)
    assert row["text"].startswith("<figure>")
    assert row["link"].startswith("reader://")


def test_a_passage_need_not_be_annotated(person: Person, article: str) -> None:
    passage = ("--article", article, "--quote", "first paragraph")
    assert person.do("quote", *passage, "--as", "org").lines[1] == "first paragraph"
    link = person.do("quote", *passage, "--as", "link").out.strip()
    assert link == person.json("quote", *passage)[0]["link"]
    assert person.json("annotations") == []
    for wrong in ((), ("x", *passage), ("--quote", "x"), ("x", "--quote", "x")):
        assert person.run("quote", *wrong).code == 2, wrong


def test_a_template_writes_what_is_quoted(person: Person, article: str) -> None:
    made = person.highlight(article, "first paragraph")
    template = person.write(
        "own.txt.j2", "{% for a in articles %}[{{ a.annotations[0].quote }}]{% endfor %}"
    )
    assert person.do("quote", made, "--template", template).out == "[first paragraph]\n"


def test_what_is_copied_is_in_the_clipboard_and_in_the_ring(person: Person, article: str) -> None:
    target = person.folder / "clipboard"
    command = f"sh -c 'cat > {target}'"
    person.write(
        "config/reader/config.toml", f'clipboard = "command"\nclipboard_command = "{command}"\n'
    )
    made = person.highlight(article, "Des bureaux")
    said = person.run("quote", made, "--copy", "--json")
    assert (said.code, said.err.count("\n")) == (0, 1)
    assert target.read_text() == "Des bureaux"
    [copy] = person.json("copies")
    assert (copy["text"], copy["article"]) == ("Des bureaux", article)
    assert copy["link"] == said.json[0]["link"]
    assert person.do("copies").lines == [f"{copy['at']}  Des bureaux"]


def test_a_copy_that_no_clipboard_has_is_a_failure_and_says_where_it_is(
    person: Person, article: str
) -> None:
    person.write("config/reader/config.toml", 'clipboard = "file"\n')
    said = person.run("quote", person.highlight(article, "Des bureaux"), "--copy")
    assert (said.code, said.out, said.err.count("\n")) == (1, "Des bureaux\n", 1)
    assert (person.data / "clipboard.txt").read_text() == "Des bureaux"
    assert "clipboard.txt" in said.err
