"""What the shell has closed is told in one line, and nothing is lost by it."""

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing

import pytest

from reader.core.annotation import Color
from reader.library import Library
from tests.cli.person import Person


def shell(script: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a script, in which $reader is the program."""
    return subprocess.run(
        ["sh", "-c", script],
        env={**os.environ, **variables, "reader": f"{sys.executable} -m reader"},
        capture_output=True,
        check=False,
        text=True,
        timeout=30,
    )


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("$reader list >&-", "the output cannot be written: Bad file descriptor"),
        ("$reader note $one - <&-", "standard input cannot be read: Bad file descriptor"),
        ("$reader <&-", "the reading screens need a terminal"),
    ],
)
def test_a_closed_stream_is_a_failure_that_is_told(
    person: Person, article: str, script: str, said: str
) -> None:
    one = person.highlight(article, "Des bureaux", "--note", "n")
    done = shell(script, one=one)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert said in done.stderr
    assert [row["note"] for row in person.json("annotations")] == ["n"]


class Late(io.BytesIO):
    """The end of a pipe whose beginning does its work only while this one is waiting."""

    def __init__(self, work: Callable[[], str]) -> None:
        super().__init__()
        self._work = work

    def read(self, size: int | None = -1, /) -> bytes:
        return self._work().encode() if size else b""


def test_what_is_done_before_it_in_a_pipe_is_known(person: Person, article: str) -> None:
    def highlighted() -> str:
        with closing(Library(person.data)) as library:
            made = library.annotate(article, (0, 7), color=Color.RED).id
            library.flush()
        return made

    def added() -> str:
        with closing(Library(person.data)) as library:
            return library.add_text(b"Late\n\nIts only paragraph.\n", "late.txt").entry.id

    tagged = person.run("tag", "-", "x", "--json", stdin=Late(highlighted))
    assert (tagged.err, [row["tags"] for row in tagged.json]) == ("", [["x"]])
    assert person.run("edit", "-", "--star", stdin=Late(added)).err == ""
    assert [row["title"] for row in person.json("list", "is:starred")] == ["Late"]


def test_without_stderr_nothing_is_told_and_all_is_done(person: Person, article: str) -> None:
    done = shell(
        "$reader list nothing 2>&- && $reader highlight $article --quote Des 2>&-", article=article
    )
    assert done.returncode == 0
    assert [row["id"] for row in person.json("annotations")] == done.stdout.split()
