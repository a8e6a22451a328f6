"""A person at a shell: runs the program as the shell does, on data of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, NamedTuple

import pytest
from click.testing import CliRunner

TEXT = """A first title

The first paragraph says « yes » and yes.

Des bureaux ?

The second paragraph is long enough to be one, and says no more than that it is.
"""


class Said(NamedTuple):
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The document on stdout."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """The lines on stdout."""
        return self.out.splitlines()


class Person:
    """Runs commands within this process, or as a process of their own where that matters."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.config = folder / "config" / "reader" / "config.toml"
        patch.setenv("READER_DATA", str(self.data))
        patch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setenv("HOME", str(folder))

    def run(self, *arguments: str, stdin: bytes | str | IO[bytes] = "") -> Said:
        """Run a command; anything but an orderly end is a failure of the test."""
        from reader.cli.group import reader

        result = CliRunner().invoke(reader, arguments, input=stdin, prog_name="reader")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Said(result.exit_code, result.stdout, result.stderr)

    def do(self, *arguments: str, stdin: bytes | str = "") -> Said:
        """Run a command that succeeds and has nothing to complain of."""
        said = self.run(*arguments, stdin=stdin)
        assert (said.code, said.err) == (0, "")
        return said

    def json(self, *arguments: str) -> Any:
        """The document that a command prints."""
        return self.do(*arguments, "--json").json

    def process(self, *arguments: str, **settings: Any) -> subprocess.CompletedProcess[bytes]:
        """Run a command as a process; nothing it prints is translated."""
        return subprocess.run(
            [sys.executable, "-m", "reader", *arguments],
            check=False,
            timeout=30,
            env={**os.environ, **settings.pop("env", {})},
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **settings},
        )

    def process_with_stderr(self, stderr: int, *arguments: str) -> bytes:
        """What a command prints while its stderr is that file descriptor."""
        return subprocess.run(
            [sys.executable, "-m", "reader", *arguments],
            stdout=subprocess.PIPE,
            stderr=stderr,
            check=True,
            timeout=30,
        ).stdout

    def write(self, name: str, text: str) -> str:
        """A file of the person's; its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    def add(self, text: str, name: str = "article.txt") -> str:
        """An article in the library; its id."""
        return str(self.json("add", self.write(name, text))["added"][0]["id"])

    def highlight(self, article: str, quote: str, *more: str) -> str:
        """A highlight of a quote; its id."""
        return self.do("highlight", article, "--quote", quote, *more).out.strip()
