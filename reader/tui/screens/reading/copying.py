"""What is meant to be copied, or exported."""

from collections.abc import Sequence

from reader.core.annotation import Annotation
from reader.core.segments import Range
from reader.tui.screens.copy_commands import CopyCommands, Noted
from reader.tui.screens.reading.page import ReadingPage


class Copying(CopyCommands, ReadingPage):
    """The commands that take a passage elsewhere."""

    def do_copy(self, _count: int | None, _argument: str | None) -> None:
        """Copy the selection, the annotation under the cursor, or the paragraph, word for word."""
        copied = self.copied
        self.copy_texts([self.words(one) for _, one in copied], copied)

    @property
    def copied(self) -> list[Noted]:
        """What is meant, word for word or in a form."""
        return [(self.article_id, self.meant)]

    def do_copy_as(self, count: int | None, argument: str | None) -> None:
        """Copy in the form that a letter names, and select nothing any more."""
        super().do_copy_as(count, argument)
        self.leave_selection()

    def copy_texts(self, texts: Sequence[str], noted: Sequence[Noted]) -> None:
        """Copy texts, and select nothing any more."""
        self.leave_selection()
        super().copy_texts(texts, noted)

    def do_export(self, _count: int | None, _argument: str | None) -> None:
        """Export what is annotated in the article, or in all of them."""
        from reader.tui.screens.exporting import ask_to_export

        ask_to_export(self, self.library, self.entry, self.settings.export_folder)

    # What is meant

    @property
    def meant(self) -> Annotation | Range:
        """The selection, the annotation under the cursor, or the paragraph."""
        if self.selection.is_active:
            return self.selection.passage(self.article)
        return self.annotation or self.paragraph

    def words(self, meant: Annotation | Range) -> str:
        """What stands there, word for word."""
        passage = meant.passage if isinstance(meant, Annotation) else meant
        if passage:
            return self.article.text[slice(*passage)]
        assert isinstance(meant, Annotation)  # noqa: S101 - anything else is a passage
        return meant.quote or meant.note
