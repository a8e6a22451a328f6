"""What a program says to a passage: asked in a thread, cancelled by Esc, shown as plain text."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from reader.core.safe import safe
from reader.programs import Answer, Program, ProgramFailed
from reader.tui.screens.dialogs.picker import Frame

MOST_LINES = 2_000
"""Lines of an answer that are shown."""


class AnswerDialog(Frame[str]):
    """Returns what the person wants to copy of the answer: all of it, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave", show=False),
        Binding("y", "copy", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("space,ctrl+f", "page(1)", show=False),
        Binding("b,ctrl+b", "page(-1)", show=False),
        Binding("g", "end(False)", show=False),
        Binding("G", "end(True)", show=False),
    ]

    def __init__(self, title: str, program: Program, text: str) -> None:
        """`program` is given `text` when the dialog is there."""
        super().__init__(title, "j k scroll · y copy · Esc close")
        self._program, self._text = program, text
        self._answer = ""
        self.said = Static("Running … Esc cancels it.", markup=False)
        self.pane = VerticalScroll(self.said, classes="answer")

    def compose(self) -> ComposeResult:
        """The answer, in a part that scrolls."""
        with self.box:
            yield self.pane

    def on_mount(self) -> None:
        """Ask."""
        self.pane.focus()
        self.run_worker(self._ask, thread=True, exit_on_error=False)

    def _ask(self) -> Answer:
        return self._program.run(self._text)

    def on_unmount(self) -> None:
        """Nobody waits for it any more."""
        self._program.end()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Show what it said, or why it said nothing."""
        if event.state is WorkerState.SUCCESS and isinstance(event.worker.result, Answer):
            self._show(event.worker.result)
        elif event.state is WorkerState.ERROR:
            error = event.worker.error
            if not isinstance(error, ProgramFailed):
                raise error or RuntimeError("a worker failed and has no error")
            self.said.update(Content(safe(str(error))))

    def _show(self, answer: Answer) -> None:
        self._answer = safe(answer.plain).expandtabs(8).strip("\n")
        lines = self._answer.split("\n")
        shown = lines[:MOST_LINES] if self._answer.strip() else ["It said nothing."]
        remarks = []
        if answer.is_cut or len(lines) > MOST_LINES:
            remarks.append("(There was more; the rest is left out.)")
        elif answer.code != 0:
            remarks.append(f"(It {_ended(answer.code)}.)")
        if self._program.wants_a_shell:
            remarks.append("(No shell runs it; sh -c '…' does.)")
        self.said.update(Content("\n".join([*shown, *[""] * bool(remarks), *remarks])))

    def action_copy(self) -> None:
        """Copy all of the answer."""
        if self._answer:
            self.dismiss(self._answer)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.pane.scroll_relative(y=lines, animate=False, immediate=True)

    def action_page(self, pages: int) -> None:
        """Scroll by pages."""
        self.pane.scroll_relative(
            y=pages * max(1, self.pane.size.height - 1), animate=False, immediate=True
        )

    def action_end(self, last: bool) -> None:
        """Scroll to an end."""
        self.pane.scroll_to(y=self.pane.max_scroll_y if last else 0, animate=False, immediate=True)


def _ended(code: int) -> str:
    return f"ended with {code}" if code > 0 else f"was ended by signal {-code}"
