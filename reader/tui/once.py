"""Screens that are left once, however often they are asked to: a second click may come before the
first has had its effect."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Result = TypeVar("Result")


class LeftOnce(Screen[Result]):
    """A screen that is only dismissed while it is the one in front; Textual would take away the one
    below, or end the program where there is none."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave, with a result."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
