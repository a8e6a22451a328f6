"""A program that is killed after a change was acknowledged: the next one has the change."""

import shutil
from pathlib import Path

import pytest

from reader.library import Library


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
