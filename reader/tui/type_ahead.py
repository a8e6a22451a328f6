"""Keys that are faster than the screen: each is taken where the one before has led.

Textual hands a key at once to the widget that has the focus, where it waits its turn. In a burst
(a slow line, a busy machine, keys that a program sends) the words behind the key that opens a line
to type in would still go to the list, as commands; and those behind the key that closes a note
would be dropped with it.
"""

import asyncio
from collections import deque
from time import monotonic
from typing import Any, Final

from textual import events
from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.message_pump import MessagePump

LONGEST_WAIT: Final = 1.0
"""Seconds that a key waits for the effect of the one before; what takes longer does not hold up
the keys."""


class TypeAhead(App[None]):
    """An app that lets a key wait until the one before has had its effect."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._keys = deque[events.Event]()
        self._taking: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Take all but keys and pastes at once."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._keys.append(event)
        if len(self._keys) == 1:
            self._taking = asyncio.create_task(self._take_keys())

    async def _take_keys(self) -> None:
        while self._keys:
            try:
                await self._effect_of_last()
                await super().on_event(self._keys[0])
            except ScreenStackError:
                self._keys.clear()  # the program ends: there is no screen for a key any more
                return
            except Exception as error:
                self._handle_exception(error)
            self._keys.popleft()

    async def _effect_of_last(self) -> None:
        until = monotonic() + LONGEST_WAIT
        while self._is_busy() and monotonic() < until:
            await asyncio.sleep(0)

    def _is_busy(self) -> bool:
        """Whether a key may still have an effect on where the next one goes."""
        screen = self.screen
        way: list[DOMNode] = (self.focused or screen).ancestors_with_self
        return any(map(_has_work, way)) or not all(
            widget.is_mounted for widget in (screen, *screen.children)
        )


def _has_work(pump: MessagePump) -> bool:
    """Whether it has not done all that it was asked.

    Textual tells that to nobody, and may call these otherwise one day: then no key waits.
    """
    queue = getattr(pump, "_message_queue", None)
    waiting = (getattr(pump, name, None) for name in ("_pending_message", "_next_callbacks"))
    return any(waiting) or (queue is not None and not queue.empty())
