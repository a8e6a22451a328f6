"""Writing behind the person's back: what has changed is written soon, and not again and again."""

import threading
import time
from collections.abc import Callable
from typing import Final

SOON: Final = 0.7
"""Seconds from a change to its writing; further changes meanwhile are written with it."""

SHARE: Final = 40
"""A file whose writing takes long is written so seldom that it takes one part in this many."""


RETRY: Final = 5.0
"""Seconds after which a job that failed is tried again."""


class Writer:
    """Runs jobs by name on one thread, each a little after it was asked for.

    What a job writes is in the journal, or can be told again, so a job that fails may wait.
    """

    def __init__(self) -> None:
        self._jobs: dict[str, tuple[float, Callable[[], None]]] = {}
        self._took: dict[str, float] = {}
        self._failed: dict[str, OSError] = {}
        self._wake = threading.Condition()
        self._running = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_closed = False

    @property
    def failed(self) -> dict[str, OSError]:
        """Jobs that failed when they were last run, and why."""
        return dict(self._failed)

    def ask(self, name: str, job: Callable[[], None], *, delay: float = SOON) -> None:
        """Run a job soon; asked for again before it has run, it runs once."""
        with self._wake:
            due = time.monotonic() + max(delay, SHARE * self._took.get(name, 0.0))
            if name in self._jobs:
                due = min(due, self._jobs[name][0])
            self._jobs[name] = due, job
            if self._thread is None and not self._is_closed:
                self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
                self._thread.start()
            self._wake.notify()

    def run_all(self) -> None:
        """Run all jobs that wait, now and on this thread; those that fail go on waiting.

        The caller holds nothing that a job may want.
        """
        with self._running:
            with self._wake:
                waiting = list(self._jobs.items())
                self._jobs.clear()
            for name, (_, job) in waiting:
                self._run(name, job)

    def close(self) -> None:
        """Let no thread run any more; what still waits stays undone."""
        with self._wake:
            self._is_closed = True
            self._wake.notify()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _work(self) -> None:
        while True:
            with self._wake:
                while not self._is_closed and (pause := self._pause()) != 0:
                    self._wake.wait(pause)
                if self._is_closed:
                    return
            with self._running:
                with self._wake:
                    now = time.monotonic()
                    due = [name for name, (at, _) in self._jobs.items() if at <= now]
                    jobs = [(name, self._jobs.pop(name)[1]) for name in due]
                for name, job in jobs:
                    self._run(name, job)

    def _pause(self) -> float | None:
        """Seconds until the next job is due; None if none waits."""
        if not self._jobs:
            return None
        return max(0.0, min(at for at, _ in self._jobs.values()) - time.monotonic())

    def _run(self, name: str, job: Callable[[], None]) -> None:
        began = time.monotonic()
        try:
            job()
        except OSError as error:
            self._failed[name] = error
            with self._wake:
                self._jobs.setdefault(name, (time.monotonic() + RETRY, job))
        else:
            self._failed.pop(name, None)
            self._took[name] = time.monotonic() - began
