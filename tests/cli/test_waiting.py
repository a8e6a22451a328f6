"""A bar shows how far a large library is read, on a terminal only."""

import io
import time
from types import SimpleNamespace

import pytest

from reader.cli import waiting
from reader.library import IndexState


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    screen = Terminal()
    monkeypatch.setattr(waiting, "sys", SimpleNamespace(stderr=screen))
    monkeypatch.setattr(waiting, "PATIENCE", 0.01)
    monkeypatch.setattr(waiting, "GLANCE", 0.01)
    return screen


def wait_for(screen: Terminal, words: str) -> None:
    limit = time.monotonic() + 20
    while words not in screen.getvalue():
        assert time.monotonic() < limit, screen.getvalue()
        time.sleep(0.01)


def test_the_bar_follows_what_is_done(terminal: Terminal) -> None:
    done = 10
    with waiting.bar_of(lambda: IndexState(done, 200)):
        wait_for(terminal, "Reading")
        wait_for(terminal, " 5%")
        done = 150
        wait_for(terminal, "75%")


def test_who_need_not_wait_sees_none(terminal: Terminal) -> None:
    with waiting.bar_of(lambda: IndexState(200, 200)):
        time.sleep(0.1)
    assert terminal.getvalue() == ""


def test_nothing_is_drawn_where_no_person_looks(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "isatty", lambda: False)
    with waiting.bar_of(lambda: IndexState(1, 200)):
        time.sleep(0.1)
    assert terminal.getvalue() == ""
