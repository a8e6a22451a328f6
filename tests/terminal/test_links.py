"""A link to a passage, copied from the pane, opens the passage again from a shell."""

from pathlib import Path

from tests.terminal.terminal import reader_in
from tests.terminal.test_main_job import write_article


def test_a_copied_link_opens_its_passage(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    with reader_in(tmp_path, str(path)) as terminal:
        terminal.wait_for("Second paragraph")
        terminal.press("G", "k", "Y", "l")
        terminal.settle()
        terminal.press("q")
        terminal.wait_for("article.txt")
        terminal.press("q")
        assert terminal.wait_for_end() == 0
    [link] = [
        line.split('"text":"')[1].split('"')[0]
        for line in (tmp_path / "data/state/copies.jsonl").read_text().split("\n")
        if '"text":"reader://' in line
    ]
    with reader_in(tmp_path, link) as terminal:
        terminal.wait_for("Paragraph number 58 ")
        terminal.press("s", "enter", "q")
        terminal.settle()
    with reader_in(tmp_path, "reader://nothing") as terminal:
        terminal.wait_for("No article has the id nothing")
