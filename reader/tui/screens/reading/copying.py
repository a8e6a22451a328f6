"""Copying: first into the ring on disk, then to the clipboard, in a thread; a toast speaks last."""

from functools import partial
from typing import TYPE_CHECKING

from reader.core.annotation import Annotation
from reader.tui.screens.reading.page import ReadingPage, quoted

if TYPE_CHECKING:
    from reader.clipboard import Copied
    from reader.library import Copy


class Copying(ReadingPage):
    """The commands that take a passage elsewhere."""

    def do_copy(self, _count: int | None, _argument: str | None) -> None:
        """Copy the selection, the annotation under the cursor, or the paragraph, word for word."""
        self.copy(self._passage_to_copy())

    def do_copy_as(self, _count: int | None, _argument: str | None) -> None:
        """Copy in a form that is chosen."""
        from reader.tui.screens.dialogs.choice import ChoiceDialog

        text = self._passage_to_copy()
        forms = {
            "source": ("With its source", self._with_source(text)),
            "markdown": ("As a Markdown quote", self._as_markdown(text)),
            "line": ("In one line", " ".join(text.split())),
        }
        options = [(form, label) for form, (label, _) in forms.items()]

        def take(form: str | None) -> None:
            if form is not None:
                self.copy(forms[form][1])

        self.app.push_screen(ChoiceDialog("Copy as", options, ""), take)

    def do_copies(self, _count: int | None, _argument: str | None) -> None:
        """Show the recent copies, to copy one again."""
        from reader.tui.screens.dialogs.copies import CopiesDialog

        titles = {entry.id: entry.title for entry in self.library.entries()}

        def take(copy: "Copy | None") -> None:
            if copy is not None:
                self.copy(copy.text)

        self.app.push_screen(CopiesDialog(self.library.copies(), titles), take)

    def do_export(self, _count: int | None, _argument: str | None) -> None:
        """Export what is annotated in the article, or in all of them."""
        from reader.tui.screens.exporting import ask_to_export

        ask_to_export(self, self.library, self.entry, self.settings.export_folder)

    def copy(self, text: str) -> None:
        """Copy a text; the ring has it before anything can go wrong."""
        self.leave_selection()
        if not text:
            self.say("There is nothing to copy here")
            return
        self.change(lambda: self.library.remember_copy(text, self.article_id))
        self.run_worker(partial(self._fill_clipboard, text), thread=True, group="copy")

    def copy_annotation(self, annotation: Annotation) -> None:
        """Copy the passage of an annotation."""
        self.copy(self._words(annotation))

    def _fill_clipboard(self, text: str) -> None:
        """In a thread: helper programs may take seconds."""
        from reader.clipboard import copy

        copied = copy(
            text,
            method=self.settings.clipboard,
            command=self.settings.clipboard_command,
            terminal=self._send,
            fallback=self.library.data / "clipboard.txt",
        )
        self.app.call_from_thread(self._say_copied, text, copied)

    def _send(self, sequence: str) -> None:
        """Send a control sequence to the terminal, between two frames and never within one."""
        driver = self.app._driver  # noqa: SLF001 - Textual's own copying sends no other way
        if driver is None:
            raise OSError(0, "there is no terminal")
        self.app.call_from_thread(driver.write, sequence)

    def _say_copied(self, text: str, copied: "Copied") -> None:
        failed = copied.way in ("none", "file")
        self.say(f"{copied.message} · {quoted(text)}", failed=failed)

    def _passage_to_copy(self) -> str:
        if self.selection.is_active:
            return self.article.text[slice(*self.selection.passage(self.article))]
        if (annotation := self.annotation) is not None:
            return self._words(annotation)
        return self.article.text[slice(*self.paragraph)]

    def _words(self, annotation: Annotation) -> str:
        if annotation.passage is not None:
            return self.article.text[slice(*annotation.passage)]
        return annotation.anchor.exact if annotation.anchor else annotation.note

    def _with_source(self, text: str) -> str:
        entry = self.entry
        known = [part for part in (entry.author, entry.title, entry.date) if part]
        return f"{text}\n— {', '.join(known)}" if known else text

    def _as_markdown(self, text: str) -> str:
        lines = self._with_source(text).split("\n")
        return "\n".join(f"> {line}".rstrip() for line in lines)
