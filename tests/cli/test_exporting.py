"""export: to the shell, a file, a folder, again and again."""

import json
import os
import subprocess
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import pytest

from reader.exporters import FORMATS, Annotated, Format
from reader.exporters.managed import Piece
from reader.exporters.templating import answer
from tests.cli.person import Person


def test_an_export_is_markdown_unless_json_is_asked_for(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph", "--note", "Yes.", "--tag", "ia")
    document = person.do("export").out
    assert document.startswith("# A first title\n")
    assert "> first paragraph\n\n- Note: Yes.\n- Tags: #ia\n" in document
    (exported,) = json.loads(person.do("export", "--format", "json").out)
    (listed,) = person.json("annotations")
    assert exported.items() >= listed.items()
    assert person.do("export", "no such words").out.strip() == ""


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_quote_note_and_tag(person: Person, article: str, form: str) -> None:
    person.highlight(article, "first paragraph", "--note", "Remarkable.", "--tag", "ia")
    document = person.do("export", "--format", form).out
    for words in ("first paragraph", "Remarkable.", "ia"):
        assert words in document


def test_an_export_may_be_of_one_article(person: Person, article: str) -> None:
    other = person.add("Another title\n\nOther text that stands here.\n", "other.txt")
    person.highlight(article, "first paragraph")
    person.highlight(other, "Other text")
    assert "Other text" not in person.do("export", "--article", "first title").out
    assert "first paragraph" not in person.do("export", "--article", other).out


def test_an_export_goes_to_a_file_that_is_whole(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph")
    path = person.folder / "quotes.html"
    path.write_text("old")
    assert person.do("export", "--format", "html", "--output", str(path)).out == ""
    assert path.read_text() == person.do("export", "--format", "html").out
    assert [found.name for found in person.folder.glob("*quotes*")] == ["quotes.html"]


def test_a_file_in_which_a_person_wrote_is_brought_up_to_date(person: Person, article: str) -> None:
    first = person.highlight(article, "first paragraph")
    path = person.folder / "quotes.md"
    person.do("export", "--output", str(path))
    path.write_text(path.read_text() + "\nmy remark\n")
    person.do("note", first, "Yes.")
    person.highlight(article, "second paragraph")
    assert person.do("export", "second", "--output", str(path)).err == ""
    text = path.read_text()
    assert "my remark" in text
    assert "- Note: Yes." in text
    assert "> second paragraph" in text
    person.do("delete", first)
    person.do("export", "--output", str(path))
    assert "> first paragraph" not in path.read_text()
    assert "my remark" in path.read_text()


def test_a_file_that_is_up_to_date_is_not_touched(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph")
    for name in ("quotes.md", "quotes.org", "quotes.html"):
        path = person.folder / name
        form = {".md": "obsidian", ".org": "org", ".html": "html"}[path.suffix]
        person.do("export", "--format", form, "--output", str(path))
        os.utime(path, (1, 1))
        said = person.run("export", "--format", form, "--output", str(path))
        assert "was up to date already" in said.err
        assert path.stat().st_mtime == 1


def test_what_is_kept_of_a_person_is_told(person: Person, article: str) -> None:
    first = person.highlight(article, "first paragraph", "--note", "Yes.")
    path = person.folder / "quotes.md"
    person.do("export", "--output", str(path))
    path.write_text(path.read_text().replace("Yes.", "No!"))
    person.do("note", first, "Perhaps.")
    said = person.run("export", "--output", str(path))
    assert "quotes.md: 1 block that you changed is kept as you left it" in said.err
    assert "1 of them has changed in Reader since" in said.err
    person.do("delete", first)
    assert "marked as deleted" in person.run("export", "--output", str(path)).err
    assert "No!" in path.read_text()


def test_an_export_to_a_folder_is_one_file_an_article(person: Person, article: str) -> None:
    other = person.add("A first/title\n\nOther text that stands here.\n", "other.txt")
    person.highlight(article, "first paragraph")
    person.highlight(other, "Other text")
    folder = person.folder / "quotes"
    said = person.do("export", "--output", f"{folder}/")
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["A first title 2.md", "A first title.md"]
    assert sorted(said.lines) == [str(folder / name) for name in names]


def test_a_file_in_a_folder_is_known_again_by_what_is_in_it(person: Person, article: str) -> None:
    first = person.highlight(article, "first paragraph")
    folder = person.folder / "vault"
    person.do("export", "--format", "obsidian", "--output", f"{folder}/")
    (folder / "A first title.md").rename(folder / "Renamed.md")
    (folder / "A first title.md").write_text("a note of my own")
    person.highlight(article, "second paragraph")
    said = person.do("export", "--format", "obsidian", "--output", str(folder))
    assert said.lines == [str(folder / "Renamed.md")]
    assert "> second paragraph\n\n^" in (folder / "Renamed.md").read_text()
    assert (folder / "A first title.md").read_text() == "a note of my own"
    person.do("delete", first)
    person.do("export", "no such words", "--format", "obsidian", "--output", str(folder))
    assert "first paragraph" not in (folder / "Renamed.md").read_text()


def test_two_articles_of_one_title_keep_their_files(person: Person) -> None:
    ids = [person.add(f"One title\n\nThe words of {n}.\n", f"{n}.txt") for n in "ab"]
    for article in ids:
        person.highlight(article, "The words of")
    folder = person.folder / "pages"
    export = ("export", "--format", "html", "--output", f"{folder}/")
    for article, name in zip(ids, ("One title.html", "One title 2.html"), strict=True):
        assert person.do(*export, "--article", article).lines == [str(folder / name)]
    assert "2 of 2 files were up to date already" in person.run(*export).err


def test_a_file_of_several_articles_is_not_taken_for_one_of_them(person: Person) -> None:
    ids = [person.add(f"Title {n}\n\nThe words of {n}.\n", f"{n}.txt") for n in "ab"]
    for article in ids:
        person.highlight(article, "The words of")
    folder = person.folder / "notes"
    person.do("export", "--output", f"{folder}/")
    person.do("export", "--output", str(folder / "All.md"))
    for article in ids:
        person.highlight(article, "Title")
    said = person.do("export", "--output", str(folder))
    assert sorted(Path(line).name for line in said.lines) == ["Title a.md", "Title b.md"]


def test_what_is_written_while_an_export_runs_is_not_lost(
    person: Person, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = person.highlight(article, "first paragraph")
    path = person.folder / "quotes.md"
    person.do("export", "--output", str(path))
    person.do("note", first, "Yes.")
    pieces = Format.pieces

    def edited_meanwhile(form: Format, items: Iterable[Annotated]) -> Iterable[Piece]:
        path.write_text(path.read_text() + "mine\n")
        return pieces(form, items)

    monkeypatch.setattr(Format, "pieces", edited_meanwhile)
    person.do("export", "--output", str(path))
    assert "mine\n" in path.read_text()
    assert "- Note: Yes." in path.read_text()


def test_what_cannot_be_printed_is_told(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph")
    for command in ("export", "annotations", "list"):
        with Path("/dev/full").open("wb") as full:
            done = person.process(command, stdout=full, stderr=subprocess.PIPE)
        assert done.returncode == 1
        assert (
            done.stderr.decode()
            == "reader: the output cannot be written: No space left on device\n"
        )
    assert person.run("export", "--output", "").code == 2


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_file_of_the_persons_own_is_not_taken(
    person: Person, form: Literal["NFC", "NFD"]
) -> None:
    article = person.add("Un été\n\nThe first paragraph.\n")
    person.highlight(article, "first paragraph")
    folder = person.folder / "vault"
    folder.mkdir()
    own = folder / unicodedata.normalize(form, "un été.md")
    own.write_text("a note of my own")
    person.do("export", "--output", str(folder))
    assert own.read_text() == "a note of my own"
    assert "> first paragraph" in (folder / "Un été 2.md").read_text()


@pytest.mark.parametrize(("form", "suffix"), [("markdown", ".md"), ("html", ".html")])
def test_a_link_out_of_the_folder_is_not_followed(
    person: Person, article: str, form: str, suffix: str
) -> None:
    person.highlight(article, "first paragraph")
    folder = person.folder / "quotes"
    folder.mkdir()
    outside = person.folder / "outside"
    outside.write_text("not yours")
    link = folder / f"A first title{suffix}"
    link.symlink_to(outside)
    person.do("export", "--format", form, "--output", str(folder))
    assert outside.read_text() == "not yours"
    assert link.is_symlink()
    assert "first paragraph" in (folder / f"A first title 2{suffix}").read_text()


def test_a_copy_by_a_sync_is_told_and_the_file_itself_goes_on(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph")
    folder = person.folder / "vault"
    person.do("export", "--output", f"{folder}/")
    path = folder / "A first title.md"
    copy = folder / "A first title (conflicted copy 2026-11-28).md"
    copy.write_text(path.read_text())
    person.highlight(article, "second paragraph")
    said = person.run("export", "--output", f"{folder}/")
    assert said.err == (
        f"reader: vault: {copy.name} holds the same article as {path.name}, and was left as it is\n"
    )
    assert "second paragraph" in path.read_text()
    assert "second paragraph" not in copy.read_text()


def test_a_file_that_refuses_keeps_no_other_from_being_written(
    person: Person, article: str
) -> None:
    other = person.add("Another title\n\nOther text that stands here.\n", "other.txt")
    made = person.highlight(article, "first paragraph"), person.highlight(other, "Other text")
    export = ("export", "--output", f"{person.folder}/vault/")
    person.do(*export)
    for path in (person.folder / "vault").iterdir():
        for one in made:
            person.do("note", one, f"Not in {path.name}.")
        path.chmod(0o444)
        said = person.run(*export)
        assert (said.code, said.out) == (1, "")
        assert said.err == f"reader: {path} cannot be written: it is read-only\n"
        for file in path.parent.iterdir():
            assert (f"Not in {path.name}" in file.read_text()) == (file != path)
        path.chmod(0o644)


def test_a_file_that_is_not_utf8_is_left_as_it_is(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph")
    path = person.folder / "quotes.md"
    path.write_bytes(b"caf\xe9")
    said = person.run("export", "--output", str(path))
    assert (said.code, path.read_bytes()) == (1, b"caf\xe9")
    assert "not UTF-8" in said.err


def test_obsidian_wants_a_folder_for_several_articles(person: Person, article: str) -> None:
    other = person.add("Another title\n\nOther text that stands here.\n", "other.txt")
    person.highlight(article, "first paragraph")
    person.highlight(other, "Other text")
    said = person.run("export", "--format", "obsidian")
    assert (said.code, said.out) == (1, "")
    assert "give a folder" in said.err


def test_a_template_makes_a_format_of_ones_own(person: Person, article: str) -> None:
    person.highlight(article, "« yes »", "--note", "a < b")
    template = person.folder / "list.html.j2"
    template.write_text(
        "{% for article in articles %}{% for one in article.annotations %}\n"
        "<li>{{ one.quote }}: {{ one.note }} ({{ article.title }})</li>\n"
        "{% endfor %}{% endfor %}"
    )
    document = person.do("export", "--template", str(template)).out
    assert document == "<li>« yes »: a &lt; b (A first title)</li>\n"
    person.do("export", "--template", str(template), "--output", f"{person.folder}/out/")
    assert (person.folder / "out" / "A first title.html").read_text() == document


def test_a_template_that_is_wrong_says_where(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph")
    template = person.folder / "list.txt"
    template.write_text("\n\n{{ articles[0].no_such }}")
    said = person.run("export", "--template", str(template))
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("reader: list.txt line 3: ")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("\n{% for %}", 2, "Expected an expression"),
        ("{% include '/etc/passwd' %}", 1, "no loader"),
        ("\n{{ 1 / 0 }}", 2, "division by zero"),
    ],
)
def test_what_is_wrong_in_a_template_has_a_line(source: str, line: int, said: str) -> None:
    found = answer({"source": source, "is_escaped": False, "articles": []})
    assert found["line"] == line
    assert said in found["error"]


ENDLESS = (
    "{% set n = range(90000) %}{% for a in n %}{% for b in n %}{% endfor %}{% endfor %}",
    "{{ '%99999999999d' % 1 }}",
)


def test_a_template_that_has_no_end_is_ended(
    person: Person, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.highlight(article, "first paragraph")
    monkeypatch.setattr("reader.exporters.template.SECONDS", 1)
    template = person.folder / "list.txt"
    for source in ENDLESS:
        template.write_text(source)
        answer = person.run("export", "--template", str(template))
        assert (answer.code, answer.out, answer.err.count("\n")) == (1, "", 1)
        assert answer.err.startswith("reader: list.txt")


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ articles.__class__.__base__.__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('id') }}",
        "{{ self._TemplateReference__context.environment }}",
        "{{ '{0.__class__.__mro__}'.format(articles) }}",
        "{{ (articles|attr('append'))(1) }}",
        "{{ ('{0.__cl' ~ 'ass__}').format_map({'0': 1}) }}",
        "{% from 'os' import path %}",
        "{{ articles.append(1) }}",
    ],
)
def test_a_template_reaches_nothing_but_what_it_is_given(source: str) -> None:
    assert "error" in answer({"source": source, "is_escaped": False, "articles": []})


def test_an_export_that_cannot_be_written_says_why(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph")
    said = person.run("export", "--output", str(person.folder / "article.txt" / "quotes.md"))
    assert (said.code, said.out) == (1, "")
    assert "quotes.md cannot be written" in said.err


def test_an_export_may_go_to_a_device(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph")
    done = person.process("export", "--output", "/dev/stdout")
    assert done.stdout.decode().startswith("# A first title\n")


def test_an_export_keeps_the_mode_and_the_link_of_a_file(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph")
    path, link = person.folder / "real.md", person.folder / "link.md"
    path.write_text("mine\n")
    path.chmod(0o666)
    link.symlink_to(path)
    person.do("export", "--output", str(link))
    assert Path(link).is_symlink()
    assert path.stat().st_mode & 0o777 == 0o666
    assert "> first paragraph" in path.read_text()


CALLED = {
    "markdown": "- Color: à \\*citer\\*\n",
    "obsidian": "- Color: à \\*citer\\*\n",
    "org": ":COLOR: à *citer*\n",
    "html": '<p class="legend"><mark class="yellow highlight">à *citer*</mark></p>\n',
    "csv": ',"à *citer*"\n',
}


@pytest.mark.parametrize("form", CALLED)
def test_what_a_person_reads_calls_colours_as_they_do(
    person: Person, article: str, form: str
) -> None:
    person.highlight(article, "first paragraph")
    before = person.do("export", "--format", form).out
    person.write("config/reader/config.toml", '[color_names]\nyellow = "à *citer*"\n')
    assert CALLED[form] not in before
    assert person.do("export", "--format", form).out.count(CALLED[form]) == 1


def test_a_template_may_call_colours_as_the_person_does(person: Person, article: str) -> None:
    person.highlight(article, "first paragraph")
    person.highlight(article, "second paragraph", "--color", "red")
    person.write("config/reader/config.toml", '[color_names]\nyellow = "claim"\n')
    template = person.write(
        "colors.j2", "{% for one in articles[0].annotations %}{{ one.color_name }} {% endfor %}"
    )
    assert person.do("export", "--template", template).out == "claim red \n"


@pytest.mark.parametrize("form", ["json", "w3c", "readwise", "anki"])
def test_what_programs_read_says_the_same_whatever_colours_are_called(
    person: Person, article: str, form: str
) -> None:
    person.highlight(article, "first paragraph")
    before = person.do("export", "--format", form).out
    person.write("config/reader/config.toml", '[color_names]\nyellow = "claim"\n')
    assert person.do("export", "--format", form).out == before


@pytest.mark.parametrize(("form", "suffix"), [("obsidian", "md"), ("org", "org")])
def test_another_name_for_a_colour_is_no_edit_of_the_persons(
    person: Person, article: str, form: str, suffix: str
) -> None:
    person.highlight(article, "first paragraph")
    path = person.folder / f"quotes.{suffix}"
    export = ("export", "--format", form, "--output", str(path))
    person.do(*export)
    for name in ("claim", "thesis"):
        person.write("config/reader/config.toml", f'[color_names]\nyellow = "{name}"\n')
        assert person.do(*export).err == ""
        assert name in path.read_text()
        os.utime(path, (1, 1))
        assert "up to date" in person.run(*export).err
        assert path.stat().st_mtime == 1
    assert "claim" not in path.read_text()
