"""Web Annotations keep the MUSTs of the model: <https://www.w3.org/TR/annotation-model/>.

The assertions are those of w3c/web-annotation-tests (annotationMusts, collectionMusts, pageMusts),
by their names there; each says of an annotation whether it holds.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given

from reader.core.annotation import Annotation
from reader.exporters import FORMATS, Annotated
from reader.exporters.web_annotations import document
from tests.exporters.items import annotated, annotation_on, article_of, entry_of

Thing = dict[str, Any]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
DATE_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
ARTICLE = article_of("A title", "One 👩\u200d👧 two three.")


def each(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def is_iri(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", value))


def is_one(value: Any, check: Callable[[Any], bool]) -> bool:
    return len(each(value)) == 1 and check(each(value)[0])


def has_type(thing: Any, name: str) -> bool:
    return isinstance(thing, dict) and name in each(thing.get("type"))


def resources(annotation: Thing, key: str) -> list[Thing]:
    """Bodies or targets that are objects, with what they are made of."""
    found = [one for one in each(annotation.get(key)) if isinstance(one, dict)]
    for one in found:
        found += [part for part in each(one.get("items")) if isinstance(part, dict)]
        found += [one["source"]] if isinstance(one.get("source"), dict) else []
    return found


def is_recognized(one: Any, *, may_be_text: bool) -> bool:
    if isinstance(one, str):
        return is_iri(one)
    if may_be_text and isinstance(one.get("value"), str):
        return True
    is_specific = is_iri(one.get("source")) and bool(
        {"purpose", "selector", "state", "styleClass", "renderedVia", "scope"} & set(one)
    )
    return is_specific or is_iri(one.get("id")) or "items" in one


def selectors(annotation: Thing) -> Iterator[Thing]:
    waiting = [
        one.get("selector") for key in ("body", "target") for one in resources(annotation, key)
    ]
    while waiting:
        for one in each(waiting.pop()):
            assert isinstance(one, dict)
            yield one
            waiting.append(one.get("refinedBy"))


def dates(key: str, of: Callable[[Thing], list[Thing]]) -> Callable[[Thing], bool]:
    def holds(annotation: Thing) -> bool:
        return all(
            is_one(one[key], lambda date: bool(DATE_TIME.fullmatch(date)))
            for one in of(annotation)
            if key in one
        )

    return holds


def iris(key: str, of: Callable[[Thing], list[Thing]]) -> Callable[[Thing], bool]:
    return lambda annotation: all(
        all(map(is_iri, each(one[key]))) for one in of(annotation) if key in one
    )


def never(*keys: str, of: Callable[[Thing], list[Thing]], kind: str) -> Callable[[Thing], bool]:
    """No resource of a kind has such a key."""
    kinds: dict[str, Callable[[Thing], bool]] = {
        "external": lambda one: "id" in one and "source" not in one,
        "choice": lambda one: has_type(one, "Choice"),
        "text": lambda one: "value" in one,
        "specific": lambda one: "source" in one,
    }
    return lambda annotation: (
        not any(set(keys) & set(one) for one in of(annotation) if kinds[kind](one))
    )


def itself(annotation: Thing) -> list[Thing]:
    return [annotation]


def bodies(annotation: Thing) -> list[Thing]:
    return resources(annotation, "body")


def targets(annotation: Thing) -> list[Thing]:
    return resources(annotation, "target")


def of_type(*names: str) -> Callable[[Thing], list[Thing]]:
    return lambda annotation: [
        one for one in selectors(annotation) if any(has_type(one, name) for name in names)
    ]


def is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


KNOWN_SELECTORS = (
    *("FragmentSelector", "CssSelector", "XPathSelector", "TextQuoteSelector"),
    *("TextPositionSelector", "DataPositionSelector", "SvgSelector", "RangeSelector"),
)

MUSTS: dict[str, Callable[[Thing], bool]] = {
    "3.1 context": lambda one: CONTEXT in each(one.get("@context")),
    "3.1 id": lambda one: is_one(one.get("id"), is_iri),
    "3.1 type": lambda one: has_type(one, "Annotation"),
    "3.1 target": lambda one: "target" in one,
    "3.2 targets recognized": lambda one: (
        bool(each(one["target"]))
        and all(is_recognized(target, may_be_text=False) for target in each(one["target"]))
    ),
    "3.2 bodies recognized": lambda one: (
        "body" not in one
        or (
            bool(each(one["body"]))
            and all(is_recognized(body, may_be_text=True) for body in each(one["body"]))
        )
    ),
    "3.2.5 no body beside bodyValue": lambda one: not {"body", "bodyValue"} <= set(one),
    "3.2.5 bodyValue": lambda one: isinstance(one.get("bodyValue", ""), str),
    "3.3.1 created": dates("created", itself),
    "3.3.1 modified": dates("modified", itself),
    "3.3.1 generated": dates("generated", itself),
    "3.3.6 rights": iris("rights", itself),
    "3.3.7 canonical": iris("canonical", itself),
    "3.3.7 via": iris("via", itself),
    "3.2.4 no type TextualBody on a target": lambda one: (
        not any(has_type(target, "TextualBody") for target in targets(one))
    ),
    "4.2 selectors": lambda one: all(
        any(has_type(selector, name) for name in KNOWN_SELECTORS) for selector in selectors(one)
    ),
    "4.2.4 text quote": lambda one: all(
        isinstance(selector.get("exact"), str)
        and isinstance(selector.get("prefix", ""), str)
        and isinstance(selector.get("suffix", ""), str)
        for selector in of_type("TextQuoteSelector")(one)
    ),
    "4.2 text and data positions": lambda one: all(
        is_offset(selector.get("start")) and is_offset(selector.get("end"))
        for selector in of_type("TextPositionSelector", "DataPositionSelector")(one)
    ),
    "4.2 fragment, CSS and XPath": lambda one: all(
        isinstance(selector.get("value"), str)
        for selector in of_type("FragmentSelector", "CssSelector", "XPathSelector")(one)
    ),
    "4.2.7 SVG": lambda one: all(
        ("id" in selector) != ("value" in selector) for selector in of_type("SvgSelector")(one)
    ),
    "4.2.8 range": lambda one: all(
        {"startSelector", "endSelector"} <= set(selector)
        for selector in of_type("RangeSelector")(one)
    ),
    "4.3.3 refinedBy": lambda one: all(
        isinstance(part, dict | str)
        for selector in selectors(one)
        for part in each(selector.get("refinedBy"))
    ),
}


def musts_of(name: str, of: Callable[[Thing], list[Thing]]) -> dict[str, Callable[[Thing], bool]]:
    """What holds of bodies as of targets."""
    return {
        f"3.2.1 {name} textDirection": lambda one: all(
            part.get("textDirection", "auto") in ("ltr", "rtl", "auto") for part in of(one)
        ),
        f"3.3.1 {name} created": dates("created", of),
        f"3.3.1 {name} modified": dates("modified", of),
        f"3.3.6 {name} rights": iris("rights", of),
        f"3.3.7 {name} canonical": iris("canonical", of),
        f"3.3.7 {name} via": iris("via", of),
        f"3.2.7 {name} external has no items": never("items", of=of, kind="external"),
        f"3.3.5 {name} external has no purpose": never("purpose", of=of, kind="external"),
        f"3.2.4 {name} choice has no value": never("value", of=of, kind="choice"),
        f"4 {name} choice has no source": never("source", of=of, kind="choice"),
        f"3.3.5 {name} choice has no purpose": never("purpose", of=of, kind="choice"),
        f"3.2.7 {name} text has no items": never("items", of=of, kind="text"),
        f"4 {name} text has no source": never("source", of=of, kind="text"),
        f"3.2.7 {name} specific has no items": never("items", of=of, kind="specific"),
        f"4 {name} specific has no value": never("value", of=of, kind="specific"),
        f"4.3 {name} states": lambda one: all(
            any(has_type(state, known) for known in ("TimeState", "HttpRequestState"))
            for part in of(one)
            for state in each(part.get("state"))
        ),
        f"4.4 {name} styleClass": lambda one: all(
            isinstance(style, str) for part in of(one) for style in each(part.get("styleClass"))
        ),
    }


MUSTS |= musts_of("body", bodies) | musts_of("target", targets)


def failing(annotation: Thing) -> list[str]:
    return [name for name, holds in MUSTS.items() if not holds(annotation)]


def exported(*annotations: Annotation) -> Thing:
    items = [Annotated(entry_of(ARTICLE), ARTICLE, annotations, ARTICLE.revision)]
    collection: Thing = json.loads(FORMATS["w3c"].write(items))
    return collection


TWO = ARTICLE.text.index("two")
PLAIN = annotation_on(ARTICLE, TWO, TWO + 3, note="A *note*.", tags=("ia",))
ITEM = Annotated(entry_of(ARTICLE), ARTICLE, [PLAIN])


@given(annotated())
def test_every_annotation_keeps_every_must(item: Annotated) -> None:
    collection = json.loads(FORMATS["w3c"].write([item]))
    page = collection.get("first", {"items": []})
    assert len(page["items"]) == collection["total"] == len(item.annotations)
    for annotation in page["items"]:
        assert failing({"@context": collection["@context"], **annotation}) == []
    assert CONTEXT in collection["@context"]
    assert is_iri(collection["id"])
    assert has_type(collection, "AnnotationCollection")
    if item.annotations:
        assert is_iri(page["id"])
        assert has_type(page, "AnnotationPage")
        assert is_offset(page["startIndex"])


@pytest.mark.parametrize(
    ("damage", "must"),
    [
        ({"@context": "http://example.org"}, "3.1 context"),
        ({"id": "n1"}, "3.1 id"),
        ({"type": "Note"}, "3.1 type"),
        ({"target": []}, "3.2 targets recognized"),
        ({"body": {"type": "TextualBody"}}, "3.2 bodies recognized"),
        ({"bodyValue": "x"}, "3.2.5 no body beside bodyValue"),
        ({"created": "yesterday"}, "3.3.1 created"),
        (
            {"target": {"source": "urn:x:y", "selector": {"type": "TextQuoteSelector"}}},
            "4.2.4 text quote",
        ),
        (
            {"target": {"source": "urn:x:y", "selector": {"type": "TextPositionSelector"}}},
            "4.2 text and data positions",
        ),
    ],
)
def test_the_assertions_see_what_is_wrong(damage: Thing, must: str) -> None:
    whole = json.loads(document(ITEM, PLAIN))
    assert failing(whole) == []
    assert must in failing(whole | damage)


def test_an_annotation_says_what_the_model_has_words_for() -> None:
    (annotation,) = exported(PLAIN)["first"]["items"]
    assert annotation["motivation"] == ["highlighting", "commenting", "tagging"]
    assert annotation["body"] == [
        {
            "type": "TextualBody",
            "value": "A *note*.",
            "format": "text/markdown",
            "purpose": "commenting",
        },
        {"type": "TextualBody", "value": "ia", "purpose": "tagging"},
    ]
    quote, position = annotation["target"]["selector"]
    assert (quote["exact"], quote["suffix"]) == ("two", " three.")
    assert (position["start"], position["end"]) == (TWO, TWO + 3)


def test_positions_are_code_points() -> None:
    (annotation,) = exported(PLAIN)["first"]["items"]
    _, position = annotation["target"]["selector"]
    assert list(ARTICLE.text)[position["start"] : position["end"]] == ["t", "w", "o"]
    assert len(ARTICLE.text[:TWO].encode("utf-16-le")) // 2 > TWO


def test_an_orphan_has_no_position_and_nothing_tells_of_this_machine() -> None:
    collection = exported(PLAIN._replace(status="orphan"))
    (annotation,) = collection["first"]["items"]
    assert [one["type"] for one in annotation["target"]["selector"]] == ["TextQuoteSelector"]
    assert annotation["target"]["source"] == "urn:reader:article:a1"
    assert "/home/me" not in json.dumps(collection)


def test_what_is_ours_is_nothing_to_json_ld() -> None:
    # A processor fails at a term that looks like an IRI, and stands for another one; and version
    # 1.0, which the model is made of, knows no values that are JSON.
    for one in (exported(PLAIN), json.loads(document(ITEM, PLAIN))):
        assert one["@context"] == [CONTEXT, {"reader:record": None}]


def test_an_address_on_the_web_is_an_iri() -> None:
    entry = entry_of(ARTICLE)
    entry = entry._replace(sources=("https://example.org/é a?b=“c”",))
    collection = json.loads(FORMATS["w3c"].write([Annotated(entry, ARTICLE, [PLAIN])]))
    (annotation,) = collection["first"]["items"]
    assert annotation["target"]["source"] == "https://example.org/%C3%A9%20a?b=%E2%80%9Cc%E2%80%9D"


def test_nothing_is_a_collection_too() -> None:
    collection = json.loads(FORMATS["w3c"].write([]))
    assert collection["total"] == 0
    assert "first" not in collection
