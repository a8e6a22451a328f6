"""The documentation says what is true: its generated parts are those of the table of commands.

`python -m tests.test_docs` writes them anew.
"""

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest

from reader.cli.table import COMMANDS as COMMAND_LINE
from reader.settings import Settings
from reader.tui.commands import MODES, Command, commands_in
from tests.cli.person import Person

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
KEYS = ROOT / "docs" / "keys.md"
USING = ROOT / "docs" / "using.md"

MODE_TITLES = {
    "library": "Library",
    "reading": "Reading",
    "selecting": "Selecting, after `s` `v` `V`",
    "passage": "Moving the ends of an annotation, after `e`",
    "hints": "Letters at the sentences, after `f`",
    "note": "Note editor",
    "annotations": "Annotations panel",
    "repair": "Repair tray, after `O`",
    "review": "Reviewing, after `R`",
}
_generated = re.compile(r"(<!-- keys: [^>]*-->\n).*(<!-- /keys -->)", re.DOTALL)


def keys_page() -> str:
    """`docs/keys.md`: every row of the table, mode by mode."""
    parts = ["# Keys", "", "Generated from the table of commands (`reader/tui/commands.py`).", ""]
    for mode in MODES:
        parts += [f"## {MODE_TITLES[mode]}", "", "| keys | what it does | name |", "|---|---|---|"]
        parts += [
            f"| {_keys(row)} | {_cell(row.help)} | `{row.name}` |" for row in commands_in(mode)
        ]
        parts.append("")
    return "\n".join(parts)


def readme_table() -> str:
    """The README's table: the reading keys by group, each with its label."""
    groups: dict[str, list[Command]] = {}
    for row in commands_in("reading"):
        groups.setdefault(row.group, []).append(row)
    lines = ["| | |", "|---|---|"]
    for group, rows in groups.items():
        cells = " · ".join(f"{_code(row.shown)} {row.label}" for row in rows if row.keys)
        lines.append(f"| {group} | {cells} |")
    return "\n".join(lines) + "\n"


def _keys(row: Command) -> str:
    following = {None: "", "letter": "+letter", "color": "+colour"}[row.argument]
    return " ".join(_code(key) + following for key in row.keys)


def _code(key: str) -> str:
    fence = "``" if "`" in key else "`"
    return fence + _cell(key) + fence


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _readme() -> str:
    text = README.read_text("utf-8")
    return _generated.sub(lambda match: match[1] + readme_table() + match[2], text)


def test_the_page_of_keys_is_current() -> None:
    assert KEYS.read_text("utf-8") == keys_page()


def test_the_readme_shows_the_keys_that_are() -> None:
    assert README.read_text("utf-8") == _readme()


def test_every_command_of_the_command_line_is_documented() -> None:
    using = USING.read_text("utf-8")
    for name in COMMAND_LINE:
        assert f"`reader {name}" in using, name


def test_the_first_blocks_of_the_readme_are_the_ones_that_run_it_and_its_tests() -> None:
    blocks = re.findall(r"```sh\n(.*?)\n```", README.read_text("utf-8"), re.DOTALL)
    assert blocks[:2] == ["pip install uv && uv run reader", "pip install uv && uv run pytest"]


def test_the_scripts_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    person = Person(tmp_path, monkeypatch)
    section = README.read_text("utf-8").split("## In scripts")[1]
    lines = section.split("```sh\n")[1].split("```")[0].splitlines()
    said = {words[1]: person.do(*words[1:]) for words in map(shlex.split, lines)}
    assert [one["note"] for one in said["annotations"].json] == ["Microsoft"]
    assert [path.suffix for path in (tmp_path / "quotes").iterdir()] == [".md"]


def test_the_fields_of_the_documents_are_those_that_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(tmp_path, monkeypatch)
    person.add("A title\n\nThe first *paragraph*, and a word in it.\n", "a.md")
    person.do("highlight", "A title", "--quote", "first", "--note", "Paragraph?")
    shown = person.json("show", "A title")
    documents = {
        "article": shown,
        "`blocks`": shown["blocks"][0],
        "`spans`": shown["spans"][0],
        "annotation": person.json("annotations")[0],
        "`search`": person.json("search", "paragraph")[0],
        "`verify`": person.json("verify", "a word in it"),
        "`add`, `import`": person.json("add", str(tmp_path / "a.md")),
    }
    section = USING.read_text("utf-8").split("### JSON")[1].split("## ")[0]
    for name, document in documents.items():
        [told] = re.findall(rf"{name}(?:: | \()`([^`]+)`", section)
        assert {*re.split(r",\s+", told)} <= {*document}, name


def test_every_setting_is_documented_with_its_first_value() -> None:
    using = USING.read_text("utf-8")
    for name, value in Settings()._asdict().items():
        table = isinstance(value, Mapping)
        row = f"| `[{name}]` | |" if table else f"| `{name}` | `{json.dumps(value)}` |"
        assert row in using, name


def test_what_the_plan_of_the_house_names_is_there() -> None:
    plan = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    named = set(re.findall(r"`([\w./-]+(?:\.(?:py|md|txt|tcss)|/))`", plan))
    rooms = [ROOT / room for room in ("reader", "styles", "docs", "tests")]
    there = [
        f"/{path.relative_to(ROOT).as_posix()}{'/' * path.is_dir()}"
        for room in rooms
        for path in (room, *room.rglob("*"))
    ]
    assert {name for name in named if not any(one.endswith(f"/{name}") for one in there)} == set()


if __name__ == "__main__":
    KEYS.write_text(keys_page(), "utf-8")
    README.write_text(_readme(), "utf-8")
