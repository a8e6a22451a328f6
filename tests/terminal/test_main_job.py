"""The main job, done from outside: open, highlight, note, copy, quit in mid article, come back."""

from pathlib import Path

from tests.terminal.terminal import EDITOR_OPEN, annotations_in, reader_in

ARTICLE = """First paragraph, which is short.

Second paragraph: « la densité de talents » is what counts here.

Third paragraph, and the last of the first screen.

""" + "\n\n".join(f"Paragraph number {number} says {'something ' * 30}." for number in range(4, 60))


def write_article(folder: Path) -> Path:
    path = folder / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_everything_is_there_the_next_day(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    with reader_in(tmp_path, str(path)) as terminal:
        terminal.wait_for("Second paragraph")
        terminal.press("j", "h", "j", "a")
        terminal.wait_for(EDITOR_OPEN)
        terminal.wait_for("Third paragraph")  # the passage stays in sight
        terminal.type("A note, with é and 東京")
        terminal.press("enter")
        terminal.type("on two lines")
        terminal.press("esc")
        terminal.wait_for_absence(EDITOR_OPEN)
        terminal.press("k", "y")
        terminal.settle()
        terminal.press("pgdn", "pgdn", "j")
        terminal.settle()
        where = _first_number(terminal.text)
        terminal.press("q")
        terminal.wait_for("article.txt")
        terminal.press("q")
        assert terminal.wait_for_end() == 0

    first, second = annotations_in(tmp_path)
    assert first["quote"] == "Second paragraph: « la densité de talents » is what counts here."
    assert (first["color"], first["note"]) == ("yellow", "")
    assert second["quote"].startswith("Third paragraph")
    assert second["note"] == "A note, with é and 東京\non two lines"

    with reader_in(tmp_path, "-c", columns=110, rows=30) as terminal:
        terminal.wait_for(f"Paragraph number {where} ")
        assert _first_number(terminal.text) == where
        terminal.press("A")
        terminal.wait_for("A note, with é", "Second paragraph")
        terminal.press("enter")
        terminal.wait_for("First paragraph")
        terminal.press('"')
        terminal.wait_for("la densité de talents", "Recent copies")
        terminal.press("esc", "u")
        terminal.settle()
    assert len(annotations_in(tmp_path)) == 1


def test_a_highlight_is_made_by_sentence_in_another_colour_and_can_be_deleted(
    tmp_path: Path,
) -> None:
    (tmp_path / "two.txt").write_text("One sentence. Another sentence.\n\nMore.\n\nMore.\n")
    with reader_in(tmp_path, str(tmp_path / "two.txt")) as terminal:
        terminal.wait_for("Another sentence.")
        terminal.press("s", "c", "g")
        terminal.settle()
        [made] = annotations_in(tmp_path)
        assert (made["quote"], made["color"]) == ("One sentence.", "green")
        terminal.press("d")
        terminal.settle()
        assert annotations_in(tmp_path) == []
        terminal.press("u")
        terminal.settle()
        assert [again["id"] for again in annotations_in(tmp_path)] == [made["id"]]


def test_another_size_keeps_the_place(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    with reader_in(tmp_path, str(path)) as terminal:
        terminal.wait_for("Second paragraph")
        terminal.press("pgdn", "pgdn", "pgdn")
        where = _first_number(terminal.text)
        for columns, rows in ((60, 15), (200, 50), (40, 12), (80, 24)):
            terminal.resize(columns, rows)
            terminal.settle(0.3)
            assert abs(_first_number(terminal.text) - where) <= 1


def test_a_paste_is_no_row_of_commands(tmp_path: Path) -> None:
    path = write_article(tmp_path)
    with reader_in(tmp_path, str(path)) as terminal:
        terminal.wait_for("Second paragraph")
        terminal.paste("hhdq")
        terminal.settle()
        terminal.wait_for("Second paragraph")
    assert annotations_in(tmp_path) == []


def _first_number(text: str) -> int:
    """The number of the first paragraph on the screen whose beginning is shown."""
    after = text.split("Paragraph number ", 1)[1]
    return int(after.split(" ", 1)[0])
