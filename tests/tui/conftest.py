"""What the tests of the reading screen stand on: a library of two articles, and short naps."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.library import Library
from tests.tui.person import TEXT


@pytest.fixture
def at_ease(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of one's own; and the pilot, who looks twice a key whether all is done, does so every
    2 ms instead of every 20."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.002)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The article that the tests read, and another one."""
    library = Library(tmp_path / "data")
    library.add_text(b"# The other one\n\nAnother article.", "other.md")
    library.add_text(TEXT.encode(), "pologne.md")
    yield library
    library.close()
