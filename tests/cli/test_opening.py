"""`reader`, `reader PATH…`, `reader -c`: what is opened, and what is said where nothing can be."""

from pathlib import Path

import pytest

from reader.cli.opening import Request, plain_request
from tests.cli.person import Person


def test_paths_and_places_need_no_parser(tmp_path: Path) -> None:
    path = str(tmp_path / "list.txt")
    Path(path).touch()
    assert plain_request([]) == Request()
    assert plain_request(["-c"]) == plain_request(["--continue"]) == Request(resume=True)
    assert plain_request([path, path]) == Request((path, path))
    assert plain_request(["--data", "D", path]) == Request((path,), data="D")
    assert plain_request(["--data", "D", "-c"]) == Request(resume=True, data="D")


def test_all_else_is_for_the_parser(tmp_path: Path) -> None:
    path = str(tmp_path)
    for arguments in (
        ["list"],
        ["--help"],
        ["--data"],
        ["none"],
        ["-c", path],
        ["--data=D"],
        ["-x"],
    ):
        assert plain_request(arguments) is None


def test_a_command_goes_before_a_file_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "list").touch()
    monkeypatch.chdir(tmp_path)
    assert plain_request(["list"]) is None
    assert plain_request(["./list"]) == Request(("./list",))


@pytest.mark.parametrize("arguments", [(), ("-c",), ("--continue", "--data=D")])
def test_without_a_terminal_the_screens_do_not_open(
    person: Person, arguments: tuple[str, ...]
) -> None:
    done = person.process(*arguments, stdin=-3, cwd=person.folder)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"need a terminal" in done.stderr


@pytest.mark.parametrize("other", ["list", "some.txt"])
def test_what_was_read_last_is_opened_alone(person: Person, other: str) -> None:
    said = person.run("-c", other)
    assert (said.code, said.out) == (2, "")
    assert "-c goes with nothing else" in said.err


def test_a_word_that_is_neither_command_nor_file_is_wrong_usage(person: Person) -> None:
    said = person.run("lits")
    assert said.code == 2
    assert "There is no command and no file 'lits'. Did you mean 'list'?" in said.err
    assert "`reader --help`" in person.run("qqqqqqq").err
