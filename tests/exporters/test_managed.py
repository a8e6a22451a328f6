"""A file that a person edits between exports: what is theirs stays, what is Reader's follows."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.annotation import Annotation
from reader.core.article import Article
from reader.exporters import FORMATS, Annotated
from reader.exporters.managed import Merged, keys, merge
from tests.exporters.items import annotation_on, article_of, entry_of

ARTICLE = article_of("A title", *(f"Sentence {number} is here." for number in range(8)))
PLACES = [
    (ARTICLE.text.index(f"Sentence {number}"), ARTICLE.text.index(f"Sentence {number}") + 10)
    for number in range(8)
]
MANAGED = [name for name, form in FORMATS.items() if form.is_managed]


def annotation(number: int, note: str = "", tags: tuple[str, ...] = ()) -> Annotation:
    start, end = PLACES[number]
    return annotation_on(ARTICLE, start, end, name=f"n{number}", note=note, tags=tags)


def exported(
    old: str,
    *annotations: Annotation,
    form: str = "markdown",
    deleted: tuple[int, ...] = (),
    article: Article = ARTICLE,
) -> Merged:
    chosen = FORMATS[form]
    item = Annotated(entry_of(article), article, annotations, article.revision)
    assert chosen.markers
    gone = {f"a1/n{number}" for number in deleted}
    return merge(old, chosen.pieces([item]), gone, chosen.markers)


def lines(text: str) -> list[str]:
    """What a person sees: no markers, no blank lines."""
    return [line for line in text.split("\n") if line and not line.startswith("<!--")]


BOTH = annotation(1, "First."), annotation(3, "Third.")


def test_a_new_file_has_a_block_for_each_annotation() -> None:
    text = exported("", *BOTH).text
    assert re.fullmatch(
        r"""<!-- reader a1 [0-9a-f]{10} -->
# A title

- Source: /home/me/a\.txt
<!-- /reader -->

<!-- reader a1/n1 [0-9a-f]{10} -->
> Sentence 1

- Note: First\.
<!-- /reader -->

<!-- reader a1/n3 [0-9a-f]{10} -->
> Sentence 3

- Note: Third\.
<!-- /reader -->
""",
        text,
    )


@pytest.mark.parametrize("form", MANAGED)
def test_an_export_that_says_nothing_new_changes_nothing(form: str) -> None:
    text = exported("", *BOTH, form=form).text
    assert exported(text, *BOTH, form=form) == (text, [])


@pytest.mark.parametrize("form", MANAGED)
def test_a_block_follows_reader_and_what_is_around_it_stays(form: str) -> None:
    chosen = FORMATS[form]
    assert chosen.markers
    closing = chosen.markers.closing
    text = exported("", *BOTH, form=form).text
    mine = "my introduction\n" + text.replace(closing, f"{closing}\nmy remark") + "my end"
    after = exported(mine, annotation(1, "Better."), BOTH[1], form=form)
    assert after.told == []
    assert after.text.count("my remark") == 3
    assert after.text.startswith("my introduction\n")
    assert after.text.endswith("my end\n")
    assert "Better." in after.text
    assert "First." not in after.text


def test_what_a_person_wrote_in_a_block_is_kept_and_told() -> None:
    mine = exported("", *BOTH).text.replace("- Note: First.", "- Note: First.\n- Mine: no!")
    same = exported(mine, *BOTH)
    assert same == (mine, ["1 block that you changed is kept as you left it"])
    newer = exported(mine, annotation(1, "Better."), annotation(3, "Also better."))
    assert newer.told[1].startswith("1 of them has changed in Reader since: delete a block")
    assert lines(newer.text) == [
        *("# A title", "- Source: /home/me/a.txt"),
        *("> Sentence 1", "- Note: First.", "- Mine: no!"),
        *("> Sentence 3", "- Note: Also better."),
    ]


def test_a_block_that_the_person_deleted_is_written_anew() -> None:
    text = exported("", *BOTH).text
    start, end = text.index("<!-- reader a1/n1"), text.index("<!-- reader a1/n3")
    assert exported(text[:start] + text[end:], *BOTH).text == text


def test_a_change_that_is_taken_back_leaves_the_block_to_reader() -> None:
    text = exported("", *BOTH).text
    mine = text.replace("First.", "First!")
    assert exported(mine, annotation(1, "First!"), BOTH[1]).told == []
    again = exported(exported(mine, *BOTH).text.replace("First!", "First."), annotation(1, "New."))
    assert "- Note: New." in again.text


def test_new_annotations_stand_where_they_do_in_the_text() -> None:
    text = exported("", *BOTH).text.replace("- Note: First.", "- Note: First.")
    text = text.replace(
        "<!-- reader a1/n3", "my remark on the first\n\n## Mine\n\n<!-- reader a1/n3"
    )
    after = exported(text, annotation(0), BOTH[0], annotation(2), BOTH[1], annotation(4)).text
    assert lines(after) == [
        *("# A title", "- Source: /home/me/a.txt"),
        *("> Sentence 0", "> Sentence 1", "- Note: First.", "my remark on the first"),
        *("> Sentence 2", "## Mine", "> Sentence 3", "- Note: Third.", "> Sentence 4"),
    ]


def test_a_deleted_annotation_is_cut_out_where_nobody_wrote() -> None:
    text = exported("", *BOTH).text
    assert exported(text, BOTH[1], deleted=(1,)).text == exported("", BOTH[1]).text


def test_a_deleted_annotation_is_marked_where_a_person_wrote_and_comes_back() -> None:
    mine = exported("", *BOTH).text.replace("- Note: First.", "- Note: First, and mine.")
    marked = exported(mine, BOTH[1], deleted=(1,))
    assert marked.told == ["1 of the blocks that you changed is marked as deleted in Reader"]
    assert "deleted -->\n**Deleted in Reader.**\n> Sentence 1" in marked.text
    assert exported(marked.text, BOTH[1], deleted=(1,)).text == marked.text
    assert exported(marked.text, *BOTH).text == mine


def test_absence_is_no_deletion() -> None:
    text = exported("", *BOTH).text
    assert exported(text, BOTH[1]).text == text


def test_a_marker_without_its_other_half_is_a_line_like_any_other() -> None:
    text = exported("", *BOTH).text
    torn = text.replace("- Note: First.\n<!-- /reader -->", "- Note: First.\nmine")
    after = exported(torn, annotation(1, "Better."), BOTH[1])
    assert "- Note: First.\nmine\n" in after.text
    assert "- Note: Better." in after.text
    assert exported(after.text, annotation(1, "Better."), BOTH[1]).text == after.text


def test_a_file_of_another_system_keeps_its_line_ends() -> None:
    text = exported("", *BOTH).text.replace("\n", "\r\n")
    assert exported(text, *BOTH) == (text, [])
    after = exported(text, *BOTH, annotation(5, "Fifth.")).text
    assert after.count("\n") == after.count("\r\n")
    assert "\r\r" not in after


def test_a_file_that_reader_never_wrote_is_added_to() -> None:
    after = exported("# My notes\n\nmine", *BOTH).text
    assert after.startswith("# My notes\n\nmine\n\n<!-- reader a1 ")


def test_properties_are_the_persons_once_they_are_written() -> None:
    text = exported("", *BOTH, form="obsidian").text
    assert text.startswith('---\ntitle: A title\nsource: "/home/me/a.txt"\n---\n')
    mine = text.replace("title: A title", "title: Mine\naliases: [x]")
    assert exported(mine, *BOTH, form="obsidian").text == mine


def test_an_org_subtree_may_be_moved_with_its_block() -> None:
    text = exported("", *BOTH, form="org").text
    start, end = text.index("** Sentence 1"), text.index("** Sentence 3")
    moved = text[:start] + text[end:] + text[start:end]
    assert exported(moved, *BOTH, form="org") == (moved, [])


# Any sequence of edits.

Edit = Callable[[list[str], int, int, int], list[str]]


def _insert(file: list[str], place: int, _: int, number: int) -> list[str]:
    ways = ("{}", "# {}", "> {}", "  {}", "** {}", "- {}", ":PROPERTIES: {}", "{} -->")
    return [*file[:place], ways[number % len(ways)].format(f"mine{number}"), *file[place:]]


def _append(file: list[str], place: int, _: int, number: int) -> list[str]:
    changed = f"{file[place]} mine{number}" if file else f"mine{number}"
    return [*file[:place], changed, *file[place + 1 :]]


def _remove(file: list[str], place: int, other: int, _: int) -> list[str]:
    return file[:place] + file[place + 1 + other % 3 :]


def _move(file: list[str], place: int, other: int, _: int) -> list[str]:
    rest = file[:place] + file[place + 1 :]
    return [*rest[:other], *file[place : place + 1], *rest[other:]]


def _copy(file: list[str], place: int, other: int, _: int) -> list[str]:
    return [*file, *file[place:other]]


EDITS: list[Edit] = [_insert, _append, _remove, _move, _copy]

steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(EDITS), st.floats(0, 1, exclude_max=True), st.floats(0, 1)),
        st.tuples(
            st.sampled_from(["add", "note", "delete", "export", "export some"]),
            st.integers(0, 7),
            st.integers(0, 99),
        ),
    ),
    max_size=25,
)


def mine(text: str) -> Counter[str]:
    """The lines in which there is something of the person's."""
    return Counter(line for line in text.split("\n") if "mine" in line)


@pytest.mark.parametrize("form", MANAGED)
@settings(deadline=None, max_examples=150)
@given(steps=steps)
def test_no_line_of_the_persons_is_ever_lost(form: str, steps: list[tuple[object, ...]]) -> None:
    markers = FORMATS[form].markers
    assert markers
    live: dict[int, str] = {1: "", 3: "a note"}
    deleted: set[int] = set()
    file = exported("", *(annotation(n, live[n]) for n in sorted(live)), form=form).text
    for count, (what, one, other) in enumerate(steps):
        if callable(what):
            rows = file.split("\n")
            assert isinstance(one, float)
            assert isinstance(other, float)
            rows = what(rows, int(one * len(rows)), int(other * len(rows)), count)
            file = "\n".join(rows)
            continue
        assert isinstance(one, int)
        match what:
            case "add":
                live.setdefault(one, "")
                deleted.discard(one)
            case "note" if one in live:
                live[one] = f"note {other}"
            case "delete" if live.pop(one, None) is not None:
                deleted.add(one)
            case "export" | "export some":
                before = mine(file)
                present = keys(file, markers)
                wanted = [n for n in live if what == "export" or n <= one or f"a1/n{n}" in present]
                chosen = [annotation(n, live[n]) for n in sorted(wanted)]
                file = exported(file, *chosen, form=form, deleted=tuple(deleted)).text
                assert mine(file) == before
                again = exported(file, *chosen, form=form, deleted=tuple(deleted)).text
                assert again == file
                present = keys(file, markers)
                assert {f"a1/n{n}" for n in wanted} <= set(present)


def test_two_halves_that_a_cut_brings_together_are_settled_at_once() -> None:
    text = exported("", *BOTH).text
    opening, closing = text[text.index("<!-- reader a1/n3") :].split("\n")[0], "<!-- /reader -->"
    block = text[text.index(opening) :]
    torn = f"{opening}\nmine\n{block}\nalso mine\n{closing}\n"
    after = exported(torn, BOTH[0], deleted=(3,)).text
    assert exported(after, BOTH[0], deleted=(3,)).text == after
    assert {"mine", "also mine"} <= set(after.split("\n"))
