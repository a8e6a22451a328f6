"""Files of annotations: what Reader writes it reads back, and what is wrong in a file is told."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.annotation import Annotation, Color, Status
from reader.exporters import FORMATS, Annotated, Described, Kept
from reader.importers import ImportFailed
from reader.importers.annotations import Incoming, Unusable, read_annotations
from reader.importers.annotations.records import IDENTITY, incoming, record_of
from tests.exporters.items import annotated, plain


def read(document: object, kind: str | None = None) -> list[Incoming]:
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    found = list(read_annotations(data, kind))
    assert not [one for one in found if isinstance(one, Unusable)]
    return [one for one in found if isinstance(one, Incoming)]


def made_again(one: Incoming) -> Annotation:
    """The annotation that comes of it where the text is that of the file."""
    assert one.article
    anchor = one.anchor
    if anchor and one.start is not None and one.end is not None:
        anchor = anchor._replace(start=one.start, end=one.end)
    return Annotation(
        id=one.id,
        article=one.article,
        anchor=anchor,
        color=one.color,
        style=one.style,
        note=one.note,
        tags=one.tags,
        created=one.created,
        updated=one.updated,
        status=one.status,
        score=one.score,
    )


TIMES = st.sampled_from(["2026-11-24T03:40:00.000Z", "1999-12-31T23:59:59.999Z"])
WORDS = st.builds(
    lambda *words: dict(zip(("exact", "prefix", "suffix"), words, strict=True)),
    plain(1, 3).filter(bool),
    plain(),
    plain(),
)
SCHEDULES = st.builds(
    lambda *terms: dict(
        zip(("due", "last", "stability", "difficulty", "reviews"), terms, strict=True)
    ),
    TIMES,
    TIMES,
    st.floats(0, 1e6),
    st.floats(1, 10),
    st.integers(1, 10**6),
)
KEPT = st.builds(Kept, st.none() | WORDS, st.booleans(), st.none() | SCHEDULES)


@st.composite
def exported_items(draw: st.DrawFn) -> Annotated:
    """Annotations as a library exports them: some moved, some changed, some lost."""
    item = draw(annotated())
    annotations: list[Annotation] = []
    described: dict[str, Described] = {}
    for one in item.annotations:
        statuses: list[Status] = ["exact", "moved", "changed", "orphan"]
        status = draw(st.sampled_from(statuses)) if one.anchor else "exact"
        score = {"exact": 1.0, "moved": 1.0, "changed": 0.81, "orphan": None}[status]
        annotations.append(one._replace(status=status, score=score if one.anchor else None))
        if one.anchor and status != "exact":
            start = one.anchor.start if status == "orphan" else one.anchor.start + 7
            described[one.id] = Described("an older one", start, start + len(one.anchor.exact))
    kept = {one.id: draw(KEPT) for one in annotations if one.anchor}
    return item._replace(annotations=annotations, described=described, kept=kept)


@pytest.mark.parametrize("form", ["json", "w3c"])
@given(item=exported_items())
def test_what_is_exported_is_read_back_and_exported_equal(form: str, item: Annotated) -> None:
    written = FORMATS[form].write([item])
    found = read(written.encode())
    assert len(found) == len(item.annotations)
    again = item._replace(
        annotations=[made_again(one) for one in found],
        described={
            one.id: Described(one.described, one.anchor.start, one.anchor.end)
            for one in found
            if one.anchor and one.described
        },
        kept={one.id: Kept(one.words, one.stays_orphan, one.review) for one in found},
    )
    assert FORMATS[form].write([again]) == written


@given(item=exported_items())
def test_what_waits_is_kept_whole(item: Annotated) -> None:
    for one in read(FORMATS["json"].write([item]).encode()):
        assert incoming(json.loads(json.dumps(record_of(one)))) == one


# Web Annotations of others.


def test_an_annotation_of_another_program_is_understood() -> None:
    (one,) = read(
        {
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": "https://example.org/notes/1",
            "type": "Annotation",
            "created": "2015-10-13T13:00:00+01:00",
            "body": [
                {"type": "TextualBody", "value": "A note", "purpose": "commenting"},
                {"type": "TextualBody", "value": "a tag", "purpose": ["tagging"]},
                "https://example.org/elsewhere",
                {"type": "Image", "id": "http://example.org/a.png"},
                {"type": "SpecificResource", "source": "https://example.org/b", "state": {}},
                "urn:x:y",
            ],
            "target": {
                "source": {"id": "https://example.org/page", "type": "Text"},
                "selector": {
                    "type": "FragmentSelector",
                    "value": "p3",
                    "refinedBy": [
                        {"type": "TextQuoteSelector", "exact": "words", "prefix": "the "},
                        {"type": "TextPositionSelector", "start": 4, "end": 9},
                    ],
                },
            },
        }
    )
    assert IDENTITY.fullmatch(one.id)
    assert one.anchor
    assert (one.anchor.exact, one.anchor.prefix, one.anchor.suffix) == ("words", "the ", "")
    assert (one.anchor.start, one.anchor.end, one.described) == (4, 9, None)
    linked = ("https://example.org/elsewhere", "http://example.org/a.png", "https://example.org/b")
    assert one.note.split("\n\n") == ["A note", *(f"<{address}>" for address in linked)]
    assert (one.tags, one.color) == (("a tag",), Color.YELLOW)
    assert one.sources == ("https://example.org/page",)
    assert (one.created, one.updated) == ("2015-10-13T12:00:00.000Z", "2015-10-13T12:00:00.000Z")


def test_pages_collections_and_lists_are_gone_through() -> None:
    one = {"type": "Annotation", "id": "urn:x:1", "bodyValue": "A", "target": "urn:x:page"}
    two = {**one, "id": "urn:x:2"}
    page = {"type": "AnnotationPage", "items": [one], "next": {"items": [two]}}
    collection = {"type": ["AnnotationCollection", "x"], "first": page, "last": "urn:x:last"}
    for document in (page, collection, [one, two]):
        assert [found.note for found in read(document)] == ["A", "A"]
    assert [found.note for found in read(one)] == ["A"]


def test_the_same_annotation_has_always_the_same_id() -> None:
    note = {"type": "Annotation", "bodyValue": "A", "target": "urn:x:page"}
    assert read(note)[0].id == read(note)[0].id
    assert read(note)[0].id != read({**note, "bodyValue": "B"})[0].id


# What is wrong.


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"nonsense", b"{}", b"3", b'[{"a": 1}]', b"[1]", b"[" * 5000]
)
def test_a_file_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(ImportFailed, match="no file of annotations"):
        list(read_annotations(data))
    with pytest.raises(ImportFailed, match="this is not Web Annotations"):
        list(read_annotations(data, "w3c"))


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"quote": 3}, "quote is no text"),
        ({"quote": "a", "tags": "x"}, "tags is no list of texts"),
        ({"quote": "a", "start": -1}, "start is no offset"),
        ({"quote": "a", "start": True}, "start is no offset"),
        ({"quote": None}, "neither a quote nor a note nor a tag"),
    ],
)
def test_a_record_that_is_wrong_is_told_and_the_others_are_read(
    record: dict[str, Any], reason: str
) -> None:
    good = {"article": "a1", "quote": "fine"}
    found = list(read_annotations(json.dumps([{"article": "a1", **record}, good]).encode()))
    wrong, right = found
    assert isinstance(wrong, Unusable)
    assert wrong.source == "annotation 1"
    assert reason in wrong.reason
    assert isinstance(right, Incoming)


def test_what_comes_from_outside_is_safe() -> None:
    (one,) = read(
        [
            {
                "id": "../../etc/passwd",
                "article": "a",
                "title": "T\x1b]0;x\x07",
                "quote": "q\x1b[31m",
                "note": "n\x9b",
                "tags": ["a\nb"],
                "color": ["red"],
                "style": {},
                "status": 3,
                "created": "0001-01-01T00:00:00+14:00",
            }
        ]
    )
    assert IDENTITY.fullmatch(one.id)
    assert "\x1b" not in one.title + (one.anchor.exact if one.anchor else "")
    assert (one.note, one.tags) == ("n\ufffd", ("a b",))
    assert (one.color, one.style.value, one.status) == (Color.YELLOW, "highlight", "exact")
    assert one.created == ""


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    *(
                        "type",
                        "id",
                        "body",
                        "target",
                        "selector",
                        "items",
                        "first",
                        "next",
                        "value",
                    ),
                    *("refinedBy", "exact", "start", "quote", "article", "tags", "reader:record"),
                ]
            ),
            inner | st.sampled_from(["Annotation", "AnnotationPage", "TextQuoteSelector"]),
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(anything)
@settings(max_examples=2 * settings().max_examples)
def test_no_file_makes_it_fail_in_another_way(document: object) -> None:
    with suppress(ImportFailed):
        list(read_annotations(json.dumps(document).encode()))
