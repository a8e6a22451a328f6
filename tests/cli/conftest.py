"""The person that the tests of the command line are about."""

from pathlib import Path

import pytest

from tests.cli.person import TEXT, Person


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Somebody with an empty home."""
    return Person(tmp_path, monkeypatch)


@pytest.fixture
def article(person: Person) -> str:
    """An article to highlight in."""
    return person.add(TEXT)
