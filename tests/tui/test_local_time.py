"""Times are shown as the clock on the wall shows them."""

import time
from collections.abc import Iterator

import pytest

from reader.tui.local_time import MINUTE, local


@pytest.fixture
def _in_paris(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_in_paris")
@pytest.mark.parametrize(
    ("at", "day", "minute"),
    [
        ("2026-06-30T22:30:00.000Z", "2026-07-01", "2026-07-01 00:30"),
        ("2026-12-31T22:59:59+00:00", "2026-12-31", "2026-12-31 23:59"),
        ("some day", "some day", "some day"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
    ],
)
def test_a_time_is_that_of_the_place_and_what_is_none_is_left(
    at: str, day: str, minute: str
) -> None:
    assert local(at) == day
    assert local(at, MINUTE) == minute
