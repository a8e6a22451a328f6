"""The JSON shapes that other programs rely on, and the names of files."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.annotation import Anchor, Annotation, Color, Status
from reader.core.article import Article, Block, Span
from reader.core.catalog import Entry
from reader.exporters import FORMATS, Annotated, file_name
from reader.exporters.records import annotation_record, article_record, as_json, text_record

ENTRY = Entry(
    id="a1",
    title="T",
    words=460,
    progress=0.5,
    sources=("/old", "/new"),
    annotations=3,
    tags=("x",),
)


def test_an_article_has_the_promised_fields() -> None:
    record = article_record(ENTRY)
    promised = (
        "id title author date language source state starred archived tags progress words"
        " minutes_left annotations added updated"
    )
    assert set(promised.split()) <= set(record)
    assert (record["source"], record["minutes_left"], record["author"]) == ("/new", 1, None)


def test_a_text_has_blocks_and_spans() -> None:
    article = Article(
        "Head\nbody",
        (Block("heading", 0, 4, 2), Block("paragraph", 5, 9)),
        (Span("link", 5, 9, "u"),),
    )
    record = text_record(ENTRY, article)
    assert record["text"] == "Head\nbody"
    heading, paragraph = record["blocks"]
    assert (heading["kind"], heading["level"], heading["start"], heading["end"]) == (
        "heading",
        2,
        0,
        4,
    )
    assert paragraph["level"] is None
    assert record["spans"] == [{"kind": "link", "start": 5, "end": 9, "href": "u"}]


@pytest.mark.parametrize(
    ("status", "start", "score"), [("exact", 3, 1.0), ("changed", 3, 0.7), ("orphan", None, None)]
)
def test_an_annotation_has_the_promised_fields(
    status: Status, start: int | None, score: float | None
) -> None:
    anchor = Anchor(3, 8, "quote", "be ", " af")
    annotation = Annotation(
        id="n",
        article="a1",
        anchor=anchor,
        color=Color.RED,
        note="N",
        tags=("t",),
        status=status,
        score=score,
    )
    record = annotation_record(annotation, "T")
    promised = (
        "id article title quote start end prefix suffix status score color style note tags"
        " created updated"
    )
    assert set(record) == set(promised.split())
    assert (record["start"], record["score"], record["quote"]) == (start, score, "quote")
    assert (record["color"], record["style"], record["tags"]) == ("red", "highlight", ["t"])


def test_a_note_on_the_whole_article_has_no_quote() -> None:
    record = annotation_record(Annotation(id="n", article="a1", anchor=None, note="N"), "T")
    assert {record[name] for name in ("quote", "start", "end", "prefix", "color", "score")} == {
        None
    }


def test_an_export_is_a_list_of_annotations() -> None:
    annotation = Annotation(id="n", article="a1", anchor=None, note="N")
    (exported,) = json.loads(FORMATS["json"].write([Annotated(ENTRY, None, [annotation])]))
    assert exported.items() >= annotation_record(annotation, "T").items()


@given(st.text())
def test_json_says_the_same_and_nothing_that_drives_a_terminal(text: str) -> None:
    written = as_json({"note": text})
    assert json.loads(written) == {"note": text}
    assert not any(
        unicodedata.category(character) in ("Cc", "Cs")
        for character in written
        if character != "\n"
    )
    written.encode()


def test_json_escapes_tag_characters() -> None:
    assert json.loads(as_json({"t": "\U000e0041"})) == {"t": "\U000e0041"}
    assert "\U000e0041" not in as_json({"t": "\U000e0041"})


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("La Pologne, « future puissance » ?", "La Pologne, « future puissance ».md"),
        ("../../etc/passwd", "etc passwd.md"),
        ("CON", "Article CON.md"),
        ("nul.txt", "Article nul.txt.md"),
        ("", "Article.md"),
        ("COM¹", "Article COM¹.md"),
        ("conin$", "Article conin$.md"),
        ("\u200f-rf\u200b\ufeff", "rf.md"),
        ("C# [[x]] ^a | b", "C x a b.md"),
        ("100 %, %%x%%", "100 %, x.md"),
        ("👩\u200d👧", "👩\u200d👧.md"),
        (".hidden", "hidden.md"),
        ("-rf", "rf.md"),
        ("a\x1b]0;x\x07b", "a 0;x b.md"),
        ("e\u0301", "é.md"),
        ("x" * 300, "x" * 117 + ".md"),
    ],
)
def test_a_file_is_named_after_its_title(title: str, name: str) -> None:
    assert file_name(title, ".md") == name


def test_two_articles_of_one_title_get_two_names() -> None:
    assert file_name("One", ".md", ["one.md"]) == "One 2.md"
    assert file_name("One", ".json", ["one.json", "one 2.json"]) == "One 3.json"


@given(st.text(), st.sets(st.text(max_size=3), max_size=3))
def test_any_title_gives_a_name_that_every_system_takes(title: str, taken: set[str]) -> None:
    name = file_name(title, ".md", {name.casefold() for name in taken})
    assert 0 < len(name.encode()) <= 120
    assert not set('/\\:*?"<>|\0\n') & set(name)
    assert name[0] not in ".- "
    assert name.casefold() not in {other.casefold() for other in taken}
