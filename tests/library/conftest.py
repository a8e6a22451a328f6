"""A library in a temporary folder, with a clock that the test sets."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.library.world import TEXT, Clock

Open = Callable[[], Library]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def open_library(data: Path, clock: Clock) -> Iterator[Open]:
    """Opens the library once more, as another process would; all are closed at the end."""
    opened: list[Library] = []

    def open_one() -> Library:
        opened.append(Library(data, clock=clock))
        return opened[-1]

    yield open_one
    for library in opened:
        library.close()


@pytest.fixture
def library(open_library: Open) -> Library:
    return open_library()


@pytest.fixture
def article(library: Library) -> str:
    """The id of an article whose text is `TEXT`."""
    return library.add_text(TEXT.encode(), "text.txt").entry.id
