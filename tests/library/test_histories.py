"""Any history: what is in memory, what is read again, and what the journal says are the same."""

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reader.core.annotation import Annotation, Color
from reader.library import Library
from tests.library.world import TEXT, Clock, shown, table_files

starts = st.integers(0, 200)
lengths = st.integers(1, 60)
notes = st.sampled_from(["", "a note", "œuvre — “q”", "two\nlines"])
colors = st.sampled_from([None, *Color])
tags = st.lists(st.sampled_from(["ia", "pologne", "x y"]), max_size=2)
picks = st.integers(0, 1000)


END_OF_MONTH = 1_701_385_000.0
"""Some hours before December 2023 begins, and with it a new file of the journal."""


class Histories(RuleBasedStateMachine):
    """A person with two windows on one library, bad luck with files, and a clock that jumps."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.data = Path(self.folder.name) / "data"
        self.clock = Clock()
        self.clock.now = END_OF_MONTH
        self.library = Library(self.data, clock=self.clock)
        self.source = Path(self.folder.name) / "text.txt"
        self.source.write_text(TEXT)
        self.article = self.library.add(self.source).entry.id
        self.other: Library | None = None
        self.undone: list[Any] = []

    def teardown(self) -> None:
        if hasattr(self, "library"):
            self.library.close()
            if self.other:
                self.other.close()
            self.folder.cleanup()

    def pick(self, number: int) -> Annotation | None:
        live = self.library.annotations(self.article)
        return live[number % len(live)] if live else None

    @rule(start=starts, length=lengths, color=colors, note=notes, tags=tags)
    def annotate(
        self, start: int, length: int, color: Color | None, note: str, tags: list[str]
    ) -> None:
        made = self.library.annotate(
            self.article, (start, start + length), color=color, note=note, tags=tags
        )
        assert made in self.library.annotations(self.article)

    @rule(number=picks, color=colors)
    def recolor(self, number: int, color: Color | None) -> None:
        if one := self.pick(number):
            self.library.recolor(self.article, [one.id], color)

    @rule(number=picks, note=notes)
    def set_note(self, number: int, note: str) -> None:
        if one := self.pick(number):
            self.library.set_note(self.article, one.id, note)

    @rule(number=picks)
    def delete(self, number: int) -> None:
        if one := self.pick(number):
            self.library.delete(self.article, [one.id])
            assert one not in self.library.annotations(self.article)

    @rule(tags=tags)
    def tag_article(self, tags: list[str]) -> None:
        self.library.set_article_tags(self.article, tags)

    @rule(starred=st.booleans())
    def star(self, starred: bool) -> None:
        self.library.star([self.article], starred)

    @rule()
    def trash(self) -> None:
        self.library.trash([self.article])

    @rule(text=st.sampled_from([TEXT, TEXT.replace("Paragraph 2", "Passage two"), TEXT[200:]]))
    def take_a_new_text(self, text: str) -> None:
        self.source.write_text(text)
        self.library.add(self.source)

    @rule()
    def undo_and_redo(self) -> None:
        before = shown(self.library)[self.article][2]
        if self.library.undo().done:
            assert self.library.redo().done
            after = shown(self.library)[self.article][2]
            assert [without_time(one) for one in after] == [without_time(one) for one in before]

    @rule()
    def undo(self) -> None:
        self.library.undo()

    @rule()
    def redo(self) -> None:
        self.library.redo()

    @rule(seconds=st.sampled_from([-86400.0, 0.001, 60.0, 86400.0]))
    def jump_in_time(self, seconds: float) -> None:
        self.clock.now += seconds

    @rule()
    def flush(self) -> None:
        self.library.flush()

    @rule()
    def reopen(self) -> None:
        before = shown(self.library)
        self.library.close()
        self.library = Library(self.data, clock=self.clock)
        assert shown(self.library) == before

    @rule()
    def crash(self) -> None:
        """Nothing but the journal is written."""
        before = shown(self.library)
        self.library._writer.close()
        self.library = Library(self.data, clock=self.clock)
        assert shown(self.library) == before

    @rule(number=picks)
    def lose_a_tinydb_file(self, number: int) -> None:
        before = shown(self.library)
        self.library.close()
        files = table_files(self.data)
        files[number % len(files)].unlink(missing_ok=True)
        self.library = Library(self.data, clock=self.clock)
        assert shown(self.library) == before

    @precondition(lambda self: self.other is None)
    @rule()
    def open_a_second_window(self) -> None:
        self.other = Library(self.data, clock=self.clock)

    @precondition(lambda self: self.other is not None)
    @rule(start=starts, number=picks)
    def work_in_the_second_window(self, start: int, number: int) -> None:
        assert self.other is not None
        self.other.refresh()
        self.other.annotate(self.article, (start, start + 3), note="from the second window")
        if live := self.other.annotations(self.article):
            self.other.recolor(self.article, [live[number % len(live)].id], Color.PURPLE)
        self.library.refresh()

    @precondition(lambda self: hasattr(self, "library"))
    @invariant()
    def both_windows_and_the_journal_agree(self) -> None:
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch) / "data"
            (copy / "journal").mkdir(parents=True)
            for path in (self.data / "journal").rglob("*.jsonl"):
                target = copy / path.relative_to(self.data)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(path.read_bytes())
            (copy / "articles" / self.article).mkdir(parents=True)
            from_journal = Library(copy, clock=self.clock)
            assert shown(from_journal) == shown(self.library)
            from_journal.close()
        if self.other is not None:
            self.other.refresh()
            assert shown(self.other) == shown(self.library)


def without_time(one: Annotation) -> tuple[object, ...]:
    return one.id, one.anchor, one.color, one.style, one.note, one.tags


Histories.TestCase.settings = settings(
    max_examples=settings().max_examples // 5,
    stateful_step_count=15,
    suppress_health_check=list(HealthCheck),
)
TestHistories = Histories.TestCase
