"""The walls of the house that the graph of imports does not show: what is imported at run time."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import reader

PACKAGE = Path(reader.__file__).parent

HEAVY = ("textual", "tinydb", "pyperclip", "click", "markdown_it", "charset_normalizer", "filelock")
"""What a module must have a reason to import."""

MAY_IMPORT = {
    "reader.cli": {"click", "tinydb", "filelock"},
    "reader.importers.parsing": {"markdown_it"},
    "reader.library": {"tinydb", "filelock"},
    "reader.storage": {"tinydb", "filelock"},
    "reader.journal": {"filelock"},
    "reader.files": {"filelock"},
}
"""What importing a module, or one in its package, may bring with it; the others: nothing heavy."""


def module_name(path: Path) -> str:
    parts = ("reader", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    return {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def headless() -> list[str]:
    """All modules that have to do without Textual."""
    data = ("reader.tui.commands", "reader.tui.key_sequence", "reader.tui.keymap")
    return [
        name
        for name in modules()
        if name in data or (not name.startswith("reader.tui") and name != "reader.__main__")
    ]


def room_of(name: str) -> str:
    """The room of `MAY_IMPORT` that a module is in; `reader`, if in none."""
    return next((room for room in MAY_IMPORT if f"{name}.".startswith(f"{room}.")), "reader")


@pytest.mark.parametrize("room", ["reader", *MAY_IMPORT])
def test_a_headless_module_brings_nothing_heavy_with_it(room: str) -> None:
    names = [name for name in headless() if room_of(name) == room]
    program = (
        "import sys\n"
        "for name in sys.argv[1:]: __import__(name)\n"
        f"print(*[one for one in {HEAVY!r} if one in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *names],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=60,
    )
    assert names
    assert set(done.stdout.split()) <= MAY_IMPORT.get(room, set())


@pytest.mark.parametrize(
    "arguments", [["list"], ["keys"], ["config"], ["annotations", "--json"], ["--help"]]
)
def test_a_command_that_shows_no_screen_imports_no_textual(
    tmp_path: Path, arguments: list[str]
) -> None:
    program = (
        "import sys\n"
        "from reader.cli import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    assert not [name for name in sys.modules if name.split('.')[0] == 'textual']\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={"READER_DATA": str(tmp_path), "HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


@cache
def nodes(name: str) -> tuple[ast.AST, ...]:
    """All that a module consists of."""
    return tuple(ast.walk(ast.parse(modules()[name].read_text(encoding="utf-8"))))


@cache
def imports(name: str) -> frozenset[str]:
    """What a module imports anywhere in it, also within functions."""
    found = set[str]()
    for node in nodes(name):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: imports are written out"
            assert node.module is not None
            found.add(node.module)
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(found)


def importers_of(package: str) -> set[str]:
    return {
        name
        for name in modules()
        if any(one == package or one.startswith(f"{package}.") for one in imports(name))
    }


def test_each_foreign_thing_has_one_room() -> None:
    assert importers_of("tinydb") <= {"reader.storage"}
    assert importers_of("pyperclip") == {"reader.clipboard"}
    assert importers_of("click") <= {name for name in modules() if name.startswith("reader.cli.")}
    assert importers_of("textual") <= {
        name for name in modules() if name.startswith("reader.tui.") and name not in headless()
    }


def test_widgets_know_neither_the_library_nor_what_is_on_disk() -> None:
    for room in ("reader.library", "reader.storage", "reader.journal", "reader.files"):
        assert not {
            name
            for name in importers_of(room)
            if name.startswith(("reader.tui.widgets", "reader.tui.screens.dialogs"))
        }


def test_the_core_does_no_input_or_output_and_is_not_random() -> None:
    foreign = {
        one.split(".")[0]
        for name in modules()
        if name.startswith("reader.core")
        for one in imports(name)
    }
    assert not foreign & {"os", "io", "pathlib", "random", "secrets", "subprocess", "socket"}
    assert foreign - set(sys.stdlib_module_names) <= {"reader", "rich", "regex", "edlib"}


def test_the_core_looks_at_no_clock() -> None:
    looks = ("time", "time_ns", "monotonic", "perf_counter", "now", "utcnow", "today")
    for name in modules():
        if name.startswith("reader.core"):
            for node in nodes(name):
                match node:
                    case ast.Attribute(value=ast.Name(id="time" | "datetime" | "date")):
                        assert node.attr not in looks, name


def test_no_style_stands_in_python() -> None:
    for name, path in modules().items():
        source = path.read_text(encoding="utf-8")
        assert "DEFAULT_CSS" not in source, name
        assert "\n    CSS = " not in source, name
