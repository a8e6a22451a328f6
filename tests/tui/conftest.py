"""What the tests of screens stand on: a library of two articles, short naps, sheets parsed once."""

from collections.abc import Hashable, Iterator
from pathlib import Path

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

from reader.library import Library
from tests.tui.person import TEXT


@pytest.fixture(scope="session", autouse=True)
def _short_naps() -> Iterator[None]:
    """The pilot, who looks twice a key whether all is done, does so every 2 ms, not every 20."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("textual._wait.SLEEP_GRANULARITY", 0.002)
        yield


@pytest.fixture(scope="session", autouse=True)
def _sheets_parsed_once() -> Iterator[None]:
    """Rules are kept from app to app: each would parse the same sheets with the same variables."""
    parse = Stylesheet._parse_rules
    kept: dict[Hashable, list[RuleSet]] = {}

    def parse_once(
        self: Stylesheet,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        sheet = css, read_from, is_default_rules, tie_breaker, scope
        if sheet not in self._parse_cache:
            known = frozenset(self._variables.items()), sheet
            if known not in kept:
                kept[known] = parse(self, *sheet)
            self._parse_cache[sheet] = kept[known]
        return self._parse_cache[sheet]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse_once)
        yield


@pytest.fixture
def at_ease(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders of one's own."""
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The article that the tests read, and another one."""
    library = Library(tmp_path / "data")
    library.add_text(b"# The other one\n\nAnother article.", "other.md")
    library.add_text(TEXT.encode(), "pologne.md")
    yield library
    library.close()
