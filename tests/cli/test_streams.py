"""What the shell has closed is told in one line, and nothing is lost by it."""

import os
import subprocess
import sys

import pytest

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


def test_without_stderr_nothing_is_told_and_all_is_done(person: Person, article: str) -> None:
    done = shell(
        "$reader list nothing 2>&- && $reader highlight $article --quote Des 2>&-", article=article
    )
    assert done.returncode == 0
    assert [row["id"] for row in person.json("annotations")] == done.stdout.split()
