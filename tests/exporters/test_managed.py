"""A file that a person edits between exports: what is theirs stays, what is Reader's follows."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.annotation import COLOR_NAMES, Annotation
from reader.core.article import Article
from reader.core.safe import safe
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
    assert after.text.endswith("my end")
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
    assert after.told == ["1 block had lost its end: it is yours, and was written anew below it"]
    assert exported(after.text, annotation(1, "Better."), BOTH[1]) == (after.text, [])


def test_a_file_of_another_system_keeps_its_line_ends() -> None:
    text = exported("", *BOTH).text.replace("\n", "\r\n")
    assert exported(text, *BOTH) == (text, [])
    after = exported(text, *BOTH, annotation(5, "Fifth.")).text
    assert after.count("\n") == after.count("\r\n")
    assert "\r\r" not in after


@pytest.mark.parametrize("form", MANAGED)
def test_a_file_without_a_last_newline_stays_so_until_something_is_said_behind(form: str) -> None:
    text = exported("", *BOTH, form=form).text.removesuffix("\n")
    assert exported(text, *BOTH, form=form) == (text, [])
    better = exported(text, annotation(1, "Better."), BOTH[1], form=form).text
    assert better == exported("", annotation(1, "Better."), BOTH[1], form=form).text[:-1]
    more = annotation(5, "Fifth.")
    assert exported(text, *BOTH, more, form=form) == exported("", *BOTH, more, form=form)
    assert exported("mine\r\nmine", *BOTH, form=form).text.startswith("mine\r\nmine\r\n\r\n")


@pytest.mark.parametrize("form", MANAGED)
def test_marks_of_readers_in_a_note_are_words_of_the_note(form: str) -> None:
    note = "\n".join(
        (
            *("a", "<!-- /reader -->", "<!-- reader a1/n3 0123456789 -->", "# /reader"),
            *(":READER: a1/n3 0123456789", "** heading"),
            *(":PROPERTIES:", ":READER: a1/n9 0123456789"),
        )
    )
    noted = annotation(1, note), BOTH[1]
    markers = FORMATS[form].markers
    assert markers
    text = exported("", *noted, form=form).text
    assert keys(text, markers) == ["a1", "a1/n1", "a1/n3"]
    assert exported(text, *noted, form=form) == (text, [])
    assert exported(text, *BOTH, form=form) == exported("", *BOTH, form=form)


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_no_block_comes_into_the_code_of_a_person(fence: str) -> None:
    code = f"{fence}sh\n# a comment\nls\n{fence}\n\n"
    text = exported("", *BOTH).text
    mine = text.replace("<!-- reader a1/n3", f"{code}<!-- reader a1/n3")
    after = exported(mine, BOTH[0], annotation(2), BOTH[1]).text
    assert code in after
    assert after.index(code) < after.index("Sentence 2") < after.index("Sentence 3")


def test_a_file_that_reader_never_wrote_is_added_to() -> None:
    after = exported("# My notes\n\nmine", *BOTH).text
    assert after.startswith("# My notes\n\nmine\n\n<!-- reader a1 ")


def test_properties_are_the_persons_once_they_are_written() -> None:
    text = exported("", *BOTH, form="obsidian").text
    assert text.startswith('---\ntitle: A title\nsource: "/home/me/a.txt"\n---\n')
    mine = text.replace("title: A title", "title: Mine\naliases: [x]")
    assert exported(mine, *BOTH, form="obsidian").text == mine


def test_org_may_lay_a_file_out_as_it_likes() -> None:
    # With `org-adapt-indentation`, which was its default for long, and tags and values aligned.
    noted = annotation(1, "# /reader\n:READER: a1/n9 0123456789\nFirst.", ("ia",)), BOTH[1]
    text = exported("", *noted, form="org").text
    laid_out = re.sub(r"(?m)^(?=[^*\n])", "   ", text)
    laid_out = re.sub(r"(?m)^( +:\w+:) ", r"\1     ", laid_out).replace(" :ia:", "       :ia:")
    assert exported(laid_out, *noted, form="org") == (laid_out, [])
    better = annotation(1, "Better.", ("ia",)), BOTH[1]
    after = exported(laid_out, *better, form="org")
    assert after.told == []
    markers = FORMATS["org"].markers
    assert markers
    said = exported("", *better, form="org").text
    for one, other in zip(after.text.split("\n"), said.split("\n"), strict=True):
        assert markers.plain(one) == markers.plain(other)


def test_an_org_subtree_may_be_moved_with_its_block() -> None:
    text = exported("", *BOTH, form="org").text
    start, end = text.index("** Sentence 1"), text.index("** Sentence 3")
    moved = text[:start] + text[end:] + text[start:end]
    assert exported(moved, *BOTH, form="org") == (moved, [])


# Any sequence of edits.

AS_TYPED = (
    *("{}", "# {}", "## {}", "> {}", "  {}", "** {}", "- {}", "{} -->", "```", "~~~ {}", "---"),
    *(":PROPERTIES:", ":END:", "#+end_quote {}", "<!-- /reader -->", "# /reader", "%% {}"),
    *("<!-- reader a1/n1 0123456789 -->", ":READER: a1/n1 0123456789", "<!-- reader {} -->"),
    *("<!-- reader a1/n3 0123456789 deleted -->", "**Deleted in Reader.**", ":DELETED: in Reader"),
    *("{}\u2028{}", "{}\x85", "\u200b{}", ""),
)


class Story:
    """A file, what a person does to it, and what becomes of what is exported to it."""

    def __init__(self, form: str) -> None:
        self.form = FORMATS[form]
        markers = self.form.markers
        assert markers
        self.markers = markers
        self.articles = ["a1"] if self.form.is_per_article else ["a1", "a2"]
        self.live: dict[tuple[str, int], str] = {("a1", 1): "", ("a1", 3): "a note"}
        self.deleted: set[str] = set()
        self.names = dict(COLOR_NAMES)
        self.file = ""
        self.said: set[str] = {"", self.markers.closing, self.markers.deleted}
        """All lines that Reader has ever had to say."""
        self.export(1.0, 0)

    # What a person does.

    def insert(self, place: float, number: int) -> None:
        lines, at = self._at(place)
        words = f"mine {number}"
        self._write(
            [*lines[:at], AS_TYPED[number % len(AS_TYPED)].format(words, words), *lines[at:]]
        )

    def retype(self, place: float, number: int) -> None:
        """Cut something out of a line, or into it."""
        lines, at = self._at(place)
        line, column = lines[at], number % (len(lines[at]) + 1)
        cut = line[column + number % 3 :]
        lines[at] = line[:column] + ("" if number % 2 else f"m{number}") + cut
        self._write(lines)

    def remove(self, place: float, number: int) -> None:
        lines, at = self._at(place)
        self._write(lines[:at] + lines[at + 1 + number % 4 :])

    def move(self, place: float, number: int) -> None:
        lines, at = self._at(place)
        taken, rest = lines[at : at + 1 + number % 9], lines[:at] + lines[at + 1 + number % 9 :]
        to = number % (len(rest) + 1)
        self._write([*rest[:to], *taken, *rest[to:]])

    def copy(self, place: float, number: int) -> None:
        lines, at = self._at(place)
        self._write([*lines, *lines[at : at + 1 + number % 9]])

    def save_elsewhere(self, place: float, number: int) -> None:
        """With other ends of lines, without a last one, or all gone."""
        plain = self.file.replace("\r\n", "\n")
        ways = (plain.replace("\n", "\r\n"), plain, self.file.removesuffix("\n"))
        self.file = "" if number % 20 == 0 else ways[number % 3]

    def _at(self, place: float) -> tuple[list[str], int]:
        lines = self.file.split("\n")
        return lines, int(place * len(lines))

    def _write(self, lines: list[str]) -> None:
        self.file = "\n".join(lines)

    # What happens in Reader.

    def annotate(self, place: float, number: int) -> None:
        which = self._which(place)
        self.live.setdefault(which, "")
        self.deleted.discard(f"{which[0]}/n{which[1]}")

    def note(self, place: float, number: int) -> None:
        if which := self._one_of_live(place):
            line = AS_TYPED[number % len(AS_TYPED)].format("a", "b")
            self.live[which] = safe(f"note {number}\n{line}")

    def delete(self, place: float, number: int) -> None:
        if which := self._one_of_live(place):
            del self.live[which]
            self.deleted.add(f"{which[0]}/n{which[1]}")

    def name_color(self, place: float, number: int) -> None:
        self.names["yellow"] = f"name {number % 3}"

    def _which(self, place: float) -> tuple[str, int]:
        number = int(place * len(self.articles) * len(PLACES))
        return self.articles[number // len(PLACES)], number % len(PLACES)

    def _one_of_live(self, place: float) -> tuple[str, int] | None:
        live = sorted(self.live)
        return live[int(place * len(live))] if live else None

    # Export.

    def export(self, place: float, number: int) -> None:
        """All, or what comes first and what is in the file already."""
        present = keys(self.file, self.markers)
        chosen = {
            which: note
            for which, note in self.live.items()
            if which <= self._which(place * 0.99) or f"{which[0]}/n{which[1]}" in present
        }
        items = [self._item(article, chosen) for article in self.articles]
        items = [item for item in items if item.annotations or item.entry.id in present]
        pieces = list(self.form.pieces(items))
        self.said |= {self.markers.plain(line) for piece in pieces for line in piece.lines}
        before = self.persons()
        self.file = merge(self.file, pieces, self.deleted, self.markers).text
        assert self.persons() == before
        assert merge(self.file, pieces, self.deleted, self.markers).text == self.file
        assert {piece.key for piece in pieces if piece.key} <= set(keys(self.file, self.markers))

    def _item(self, article: str, chosen: dict[tuple[str, int], str]) -> Annotated:
        made = [
            annotation(number, chosen[owner, number])
            for owner, number in sorted(chosen)
            if owner == article
        ]
        entry = entry_of(ARTICLE, article)
        return Annotated(entry, ARTICLE, made, ARTICLE.revision, color_names=dict(self.names))

    def persons(self) -> Counter[str]:
        """The lines that Reader never had to say, and so are the person's."""
        lines = [self.markers.plain(line) for line in self.file.split("\n")]
        return Counter(
            line for line in lines if line not in self.said and not self.markers.opens(line)
        )


STEPS = (
    *(Story.insert, Story.retype, Story.remove, Story.move, Story.copy, Story.save_elsewhere),
    *(Story.annotate, Story.note, Story.delete, Story.name_color, Story.export, Story.export),
)


@pytest.mark.parametrize("form", MANAGED)
@settings(max_examples=3 * settings().max_examples)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(STEPS), st.floats(0, 1, exclude_max=True), st.integers(0, 1_000)),
        min_size=3,
        max_size=30,
    )
)
def test_no_line_of_the_persons_is_ever_lost(
    form: str, steps: list[tuple[Callable[[Story, float, int], None], float, int]]
) -> None:
    story = Story(form)
    for do, place, number in steps:
        do(story, place, number)
    story.export(1.0, 0)


def test_two_halves_that_a_cut_brings_together_are_settled_at_once() -> None:
    text = exported("", *BOTH).text
    opening, closing = text[text.index("<!-- reader a1/n3") :].split("\n")[0], "<!-- /reader -->"
    block = text[text.index(opening) :]
    torn = f"{opening}\nmine\n{block}\nalso mine\n{closing}\n"
    after = exported(torn, BOTH[0], deleted=(3,)).text
    assert exported(after, BOTH[0], deleted=(3,)).text == after
    assert {"mine", "also mine"} <= set(after.split("\n"))
