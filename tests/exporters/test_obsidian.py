"""Properties, ids and tags that are to Obsidian what they were meant to be."""

import re

import pytest
from hypothesis import given
from markdown_it import MarkdownIt

from reader.core.annotation import Annotation
from reader.core.catalog import Entry
from reader.exporters import FORMATS, Annotated
from reader.exporters.tags import hashtag
from tests.exporters.items import TWO, item, on, plain


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("A title", "A title"),
        ("yes", '"yes"'),
        ("2023", '"2023"'),
        ("2023-05-17", '"2023-05-17"'),
        ("a: b", '"a: b"'),
        ("- x", '"- x"'),
        ('"quoted"', '"\\"quoted\\""'),
        ("#x", '"#x"'),
    ],
)
def test_a_property_is_the_text_that_it_was(title: str, written: str) -> None:
    entry = Entry(id="a1", title=title, date="2023-05-17", tags=("deux mots", "on", "a: b", "?"))
    document = FORMATS["obsidian"].write([Annotated(entry, None, [])])
    assert document.startswith(
        f'---\ntitle: {written}\ndate: 2023-05-17\ntags:\n  - deux-mots\n  - "on"\n  - a-b\n---\n\n'
    )


@pytest.mark.parametrize("date", ["2023-02-30", "2023-13-01", "2023-05", "0x1F"])
def test_a_date_that_is_no_day_is_a_text_to_yaml(date: str) -> None:
    entry = Entry(id="a1", title="T", date=date)
    document = FORMATS["obsidian"].write([Annotated(entry, None, [])])
    assert f'\ndate: "{date}"\n---\n' in document


def test_every_annotation_has_a_block_id_by_itself_below_it() -> None:
    whole = Annotation(id="n.0", article="a1", anchor=None, note="All.")
    document = FORMATS["obsidian"].write([item(whole, on(TWO, TWO + 3, "N."), on(0, 1))])
    assert "- Note: All.\n\n^n-0\n\n> two\n\n^n1\n\n- Note: N.\n" in document
    assert document.endswith("> A\n\n^n1\n")


OBSIDIANS_TAG = re.compile(
    "#[^\u2000-\u206f\u2e00-\u2e7f'!\"#$%&()*+,.:;<=>?@^`{|}~\\[\\]\\\\\\s]+"
)
"""What Obsidian takes for a tag, if it is not all digits."""


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("deux mots", "#deux-mots"),
        ("C++", "#C"),
        ("l’art (moderne)", "#l-art-moderne"),
        ("a.b, c: d", "#a-b-c-d"),
        ("lieu/ville", "#lieu/ville"),
        ("2023", "#_2023"),
        ("_x_", "#x"),
        ("a_b", "#a_b"),
        ("हिन्दी", "#हिन्दी"),
        ("🔥", "#🔥"),
        ("#ia", "#ia"),
        ("!", "!"),
    ],
)
def test_a_tag_is_one_to_obsidian(tag: str, written: str) -> None:
    for form in ("markdown", "obsidian"):
        document = FORMATS[form].write([item(on(TWO, TWO + 3, "", tag, tag))])
        assert f"\n- Tags: {written}\n" in document


@given(plain(1, 8))
def test_any_tag_is_one_to_obsidian_or_none(text: str) -> None:
    tag = hashtag(text)
    assert not tag or (OBSIDIANS_TAG.fullmatch(tag) and not tag[1:].isdigit())
    assert bool(tag) == any(character.isalnum() or character in "漢😀👩👧" for character in text)
    (shown,) = MarkdownIt().parseInline(f"#_1 {tag} {tag} #a_b")
    assert shown.content == "".join(child.content for child in shown.children or ())


@pytest.mark.parametrize(("form", "tag"), [("org", ":हिन्दी_अ:"), ("readwise", ".हिन्दी-अ")])
def test_a_tag_keeps_the_marks_of_its_letters(form: str, tag: str) -> None:
    assert tag in FORMATS[form].write([item(on(TWO, TWO + 3, "", "हिन्दी अ"))])
