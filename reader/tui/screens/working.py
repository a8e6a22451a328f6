"""What may take long is done on a thread of its own; meanwhile the person sees that it is done."""

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Thread
from time import monotonic
from typing import Any, Final, TypeVar

from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from reader.tui.once import LeftOnce

AT_ONCE: Final = 0.25
"""Seconds that keys wait for what may be over by then, so that nothing flickers."""

GLANCE: Final = 0.05
"""Seconds from one look whether it is over to the next."""

Done = TypeVar("Done")


def work(
    screen: Screen[Any],
    doing: str,
    do: Callable[[], Done],
    then: Callable[[Callable[[], Done]], None],
) -> None:
    """Do what may take long; `doing` is said meanwhile, and no key is taken.

    `then` is given what returns the result, or raises what was raised.
    """
    future = Future[Done]()

    def run() -> None:
        try:
            future.set_result(do())
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, name="work").start()
    wait([future], AT_ONCE)
    if future.done():
        then(future.result)
    else:
        screen.app.push_screen(Working(doing, future), lambda _: then(future.result))


class Working(LeftOnce[None]):
    """Says what is done, and for how long; it goes when that is over.

    It hides what is below: that would ask the library, which is busy, for what it shows.
    """

    def __init__(self, doing: str, future: Future[Any]) -> None:
        super().__init__()
        self._doing, self._future, self._began = doing, future, monotonic()
        self.said = Static(self._told, markup=False)

    def compose(self) -> ComposeResult:
        """One thing is said, in the middle."""
        yield self.said

    def on_mount(self) -> None:
        """Look again and again whether it is over."""
        self.set_interval(GLANCE, self._look)

    @property
    def _told(self) -> str:
        seconds = monotonic() - self._began
        return f"{self._doing} … {seconds:.0f} s\n\nNo key is taken meanwhile."

    def _look(self) -> None:
        self.said.update(self._told, layout=False)
        if self._future.done():
            self.dismiss()
