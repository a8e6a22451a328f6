"""backup, restore, doctor, keys, config, help and completion."""

import pytest

from reader.tui.commands import COMMANDS
from tests.cli.person import Person

TEXT = "A first title\n\nThe first paragraph.\n"


def test_a_backup_brings_everything_back(person: Person) -> None:
    article = person.add(TEXT)
    person.do("highlight", article, "--quote", "first paragraph", "--note", "Kept.")
    archive = str(person.folder / "backup.zip")
    person.do("backup", archive)
    before = person.json("annotations")
    other = str(person.folder / "another machine")
    person.do("restore", archive, "--data", other)
    assert person.do("annotations", "--json", "--data", other).json == before
    assert person.do("show", article, "--data", other).out.startswith("A first title")


def test_a_backup_does_not_replace_a_file_unasked(person: Person) -> None:
    archive = person.folder / "backup.zip"
    archive.write_text("precious")
    said = person.run("backup", str(archive))
    assert said.code == 1
    assert "--force" in said.err
    assert archive.read_text() == "precious"
    person.do("backup", str(archive), "--force")
    assert archive.read_bytes() != b"precious"


def test_what_is_no_backup_is_not_restored(person: Person) -> None:
    person.add(TEXT)
    for path in (person.write("no-archive.zip", "nothing"), str(person.folder / "none.zip")):
        said = person.run("restore", path)
        assert (said.code, said.err.count("\n")) == (1, 1)
    assert "A first title" in person.do("list").out


def test_the_doctor_finds_nothing_in_good_data_and_repairs_what_is_damaged(person: Person) -> None:
    article = person.add(TEXT)
    person.do("highlight", article, "--quote", "first paragraph")
    assert "All is well" in person.do("doctor").out
    assert person.json("doctor") == []
    before = person.json("annotations")
    [damaged] = (person.data / "annotations").glob(f"{article}*.json")
    damaged.write_bytes(b"\x00{ torn")
    found = person.run("doctor", "--json")
    assert found.json
    assert all(set(row) == {"severity", "message", "repaired"} for row in found.json)
    person.run("doctor", "--repair")
    assert person.run("doctor").code == 0
    assert person.run("annotations", "--json").json == before


# Keys and settings.


def test_the_keys_are_those_of_the_table(person: Person) -> None:
    rows = person.json("keys")
    assert {row["command"] for row in rows} == {command.name for command in COMMANDS}
    [row] = [row for row in rows if (row["mode"], row["command"]) == ("reading", "highlight")]
    assert row["keys"] == ["h"]
    assert row["help"] in person.do("keys").out


def test_the_persons_own_keys_are_shown_and_conflicts_are_told_with_their_line(
    person: Person,
) -> None:
    person.write("config/reader/config.toml", '[keys]\nzen = "Z"\nstar = "h"\nfly = "f"\n')
    said = person.run("keys", "--json")
    assert ["Z"] in [row["keys"] for row in said.json if row["command"] == "zen"]
    assert ["*"] in [row["keys"] for row in said.json if row["command"] == "star"]
    conflict, unknown = said.err.splitlines()
    assert "config.toml line 3: star: h is taken by highlight" in conflict
    assert "config.toml line 4: there is no command 'fly'" in unknown


def test_the_settings_in_force_are_shown_with_their_file(person: Person) -> None:
    person.write("config/reader/config.toml", "measure = 60\nspacing = 9\n")
    said = person.run("config")
    assert said.code == 0
    assert "measure = 60" in said.lines
    assert "spacing = 1" in said.lines
    assert str(person.config) in said.out
    assert said.err.startswith("reader: config.toml line 2: spacing is a whole number")
    document = person.run("config", "--json").json
    assert (document["measure"], document["file"]) == (60, str(person.config))
    assert document["data"] == str(person.data)


def test_keys_that_are_not_in_force_are_not_shown_as_settings_in_force(person: Person) -> None:
    person.write("config/reader/config.toml", '[keys]\nzen = "Z"\nstar = "h"\nfly = "f"\n')
    assert person.run("config", "--json").json["keys"] == {"zen": ["Z"]}


def test_the_settings_as_printed_can_be_settings(person: Person) -> None:
    person.write(
        "config/reader/config.toml",
        'clipboard_command = "a \\"b\\" \\\\ c"\n[keys]\nzen = ["Z"]\n[color_names]\nred = "!"\n',
    )
    printed = person.do("config")
    person.write("config/reader/config.toml", printed.out)
    assert person.do("config").out == printed.out


# Help, and the shell.


def test_the_help_lists_every_command(person: Person) -> None:
    from reader.cli.table import COMMANDS as NAMES

    shown = person.do("--help").out
    for name in NAMES:
        assert f"  {name} " in shown


def test_each_command_tells_more(person: Person) -> None:
    from reader.cli.table import COMMANDS as NAMES

    for name in NAMES:
        said = person.do(name, "--help")
        assert said.out.startswith(f"Usage: reader {name} ")
        assert "--data" in said.out
    assert not person.data.exists(), "help leaves no traces"


def test_the_version_is_told(person: Person) -> None:
    assert person.do("--version").out.startswith("reader 0.")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_can_complete(person: Person, shell: str) -> None:
    script = person.process(env={"_READER_COMPLETE": f"{shell}_source"})
    assert b"_READER_COMPLETE" in script.stdout


@pytest.mark.parametrize(
    ("typed", "offered"), [("reader an", "annotations"), ("reader list --j", "--json")]
)
def test_commands_and_options_are_completed(person: Person, typed: str, offered: str) -> None:
    assert offered in completed(person, typed)


def test_articles_are_completed(person: Person) -> None:
    article = person.add(TEXT)
    assert article in completed(person, f"reader show {article[:3]}")


def completed(person: Person, typed: str) -> str:
    words = typed.split()
    done = person.process(
        env={
            "_READER_COMPLETE": "zsh_complete",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(len(words) - 1),
        }
    )
    return done.stdout.decode()
