"""A program that is killed after a change was acknowledged: the next one has the change."""

import random
import shutil
from pathlib import Path

import pytest

from reader.library import Library
from tests.soak.evidence import diagnosis, look, understood
from tests.soak.verdict import check
from tests.soak.working import Working


@pytest.mark.parametrize("looked_before", [False, True])
@pytest.mark.parametrize("flushed_before", [False, True])
def test_the_first_annotation_of_an_article_outlives_a_kill(
    looked_before: bool, flushed_before: bool, tmp_path: Path
) -> None:
    library = Library(tmp_path / "data")
    article = library.add_text(b"One sentence. Another.\n\nMore.\n", "text.txt").entry.id
    if looked_before:
        assert library.annotations(article) == ()
    if flushed_before:
        library.flush()
    library.annotate(article, (0, 13), note="kept")
    # What a kill leaves is what lies on disk at this moment.
    shutil.copytree(tmp_path / "data", tmp_path / "left")
    library.close()

    for _ in range(2):
        library = Library(tmp_path / "left")
        assert [annotation.note for annotation in library.annotations(article)] == ["kept"]
        library.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_was_done_is_there_after_a_kill_and_nothing_that_was_undone(
    seed: int, tmp_path: Path
) -> None:
    """What `tests.soak.kill` does for minutes, with real kills."""
    working = Working(tmp_path / "data", tmp_path, random.Random(seed))  # noqa: S311
    for _ in range(4):
        working.do(25)
        shutil.copytree(
            tmp_path / "data",
            tmp_path / "left",
            dirs_exist_ok=True,
            ignore=shutil.ignore_patterns("*.tmp"),
        )
        library = Library(tmp_path / "left")
        assert not [*library.problems, *diagnosis(library)]
        assert not check(working.model, understood(look(library)))
        library.close()
        shutil.rmtree(tmp_path / "left")
    assert not working.wrong
    working.library.close()
