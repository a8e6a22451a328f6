"""review: what is due is printed at a shell's start-up, fast and quietly."""

import re
import sys

import pytest

from tests.cli.person import Person

TEXT = "A first title\n\nThe first paragraph.\n\nThe second paragraph is here\x1b]0;t\x07.\n"


@pytest.fixture
def made(person: Person) -> list[str]:
    """Two annotations."""
    article = person.add(TEXT)
    return [
        person.do("highlight", article, "--quote", quote, *more).out.strip()
        for quote, more in (
            ("The second paragraph", ("--note", "So it\nis.")),
            ("The first paragraph.", ()),
        )
    ]


def test_what_is_due_is_printed_the_oldest_first(person: Person, made: list[str]) -> None:
    assert person.do("review").lines == [
        "“The second paragraph”",
        "  So it is.",
        f"  — A first title  {made[0]}",
        "",
        "“The first paragraph.”",
        f"  — A first title  {made[1]}",
    ]
    assert len(person.do("review", "--count", "1").lines) == 3
    rows = person.json("review")
    assert [(row["id"], row["reviews"]) for row in rows] == [(made[0], 0), (made[1], 0)]
    assert rows[0]["due"] == rows[0]["created"]


def test_a_grade_puts_it_off_and_undo_brings_it_back(person: Person, made: list[str]) -> None:
    [row] = person.json("review", made[0], "--grade", "3")
    assert (row["id"], row["reviews"]) == (made[0], 1)
    assert row["due"] > row["created"]
    assert [row["id"] for row in person.json("review")] == [made[1]]
    person.do("undo")
    assert [row["id"] for row in person.json("review")] == made
    said = person.run("review", made[0], "--grade", "4")
    assert made[0] in said.out
    assert re.fullmatch(r"reader: to be read again on \d{4}-\d\d-\d\d\n", said.err)


def test_nothing_is_said_where_nothing_is_due(person: Person) -> None:
    assert person.do("review") == (0, "", "")


def test_what_makes_no_sense_is_said(person: Person, made: list[str]) -> None:
    assert person.run("review", made[0]).code == 2
    assert person.run("review", "--grade", "3").code == 2
    assert person.run("review", made[0], "--grade", "5").code == 2
    assert person.run("review", "zzz", "--grade", "3").code == 1


def test_printing_needs_neither_the_schedule_nor_the_screens(
    person: Person, made: list[str]
) -> None:
    import subprocess

    program = (
        "import sys; sys.argv = ['reader', 'review']\n"
        "from reader.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'fsrs', 'textual', 'sqlite3', 'edlib'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, timeout=30
    )
    assert done.stdout.decode().splitlines()[-1] == "[]"
