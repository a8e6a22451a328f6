"""A bar on stderr, while a large library reads what it has to read once before it can answer."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from reader.library import IndexState

PATIENCE: Final = 0.5
"""Seconds that pass without a bar,"""
GLANCE: Final = 0.1
"""and seconds from one look at how far it is to the next."""


@contextmanager
def bar_of(state: Callable[[], IndexState]) -> Iterator[None]:
    """What is done within may take a while; on a terminal a bar shows how far it is."""
    if not sys.stderr.isatty():
        yield
        return
    is_done = threading.Event()
    watching = threading.Thread(target=_show, args=[state, is_done], daemon=True)
    watching.start()
    try:
        yield
    finally:
        is_done.set()
        watching.join()


def _show(state: Callable[[], IndexState], is_done: threading.Event) -> None:
    import click

    if is_done.wait(PATIENCE) or state().done >= state().total:
        return
    with click.progressbar(length=state().total, label="Reading", file=sys.stderr) as bar:
        while not is_done.wait(GLANCE):
            done, bar.length = state()
            bar.update(done - bar.pos)
