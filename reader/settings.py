"""The person's settings, and where data, cache, settings, styles and seeds live.

A setting that cannot be used is reported with its line, and the others hold: a slip of the pen in
`config.toml` never keeps anybody from reading.
"""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, TypeVar, cast, get_args

from reader.core.annotation import COLOR_NAMES, Color
from reader.core.safe import safe_line

ClipboardMethod = Literal["auto", "pyperclip", "tmux", "osc52", "command", "file"]

NotesShown = Literal["auto", "row", "sign"]

Value = TypeVar("Value")

NAME: Final = "reader"
"""Of the folders in the person's data, cache and configuration folders."""

MOST_SLIPS: Final = 20
"""Lines that are left out of a broken file before all of it is given up."""


NO_TEMPLATES: Final[Mapping[str, str]] = MappingProxyType({})
NO_KEYS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})


class Settings(NamedTuple):
    """What a person can set in `config.toml`."""

    measure: int = 72
    """Width of the text in cells, 20 to 200."""
    spacing: int = 1
    """Blank rows between paragraphs, 0 to 2."""
    indent: bool = False
    """Whether the first line of a paragraph is indented instead."""
    margin_notes: NotesShown = "auto"
    """`auto`: beside the text where there is room, else as `row`: a row below the paragraph;
    `sign`: only the sign in the gutter."""
    theme: str = "reader-night"
    """`reader-night`, `reader-paper`, or the name of one of Textual's themes."""
    clipboard: ClipboardMethod = "auto"
    """The way a copy takes: `auto` tries all of them."""
    clipboard_command: str = ""
    """What `clipboard = "command"` runs, with the text on its standard input."""
    export_folder: str = "~/Reader"
    """Where exports go, unless the person says otherwise."""
    look_up_command: str = ""
    """What `W` runs: with the word in the place of `{word}`, else behind it, and on its standard
    input."""
    copy_as: Mapping[str, str] = NO_TEMPLATES
    """Letter to the template by which `Y` and that letter copy: a file, named from the folder of
    the settings."""
    color_names: Mapping[str, str] = COLOR_NAMES
    """What the colours mean to the person: `yellow = "to quote"`."""
    keys: Mapping[str, tuple[str, ...]] = NO_KEYS
    """Command name to the keys that run it, instead of its own."""


class SettingsError(OSError):
    """A setting could not be kept; the message says why and what to do."""


# Where things live.


def data_folder(override: Path | str | None = None) -> Path:
    """`override`, else `READER_DATA`, else the user's data folder."""
    chosen = override or os.environ.get("READER_DATA")
    if chosen:
        return Path(chosen).expanduser()
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False)


def cache_folder() -> Path:
    """Holds nothing that cannot be derived again."""
    from platformdirs import user_cache_path

    return user_cache_path(NAME, appauthor=False)


def config_file() -> Path:
    """Where the person writes settings; it need not exist."""
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False) / "config.toml"


def styles_folder() -> Path:
    """All TCSS."""
    return _shipped("styles")


def seeds_folder() -> Path:
    """The articles that come with the program."""
    return _shipped("seeds")


def _shipped(name: str) -> Path:
    """A folder that stands in the package once installed, beside it in a checkout."""
    package = Path(__file__).parent
    beside = package.parent / name
    return beside if (package.parent / "pyproject.toml").exists() else package / name


# Reading.


def load_settings(path: Path) -> tuple[Settings, list[str]]:
    """The settings in force, and one sentence for each that could not be used."""
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        return Settings(), []
    except (OSError, UnicodeDecodeError) as error:
        return Settings(), [f"{path} cannot be read ({error}); the usual settings hold"]
    table, problems = _parse(text, path.name)
    settings = Settings()
    for name, value in table.items():
        try:
            if name not in CHECKS:
                raise ValueError(f"there is no setting {name!r}")
            if name in TABLES and isinstance(value, dict):
                value, wrong = _read_table(name, value, text, path.name)
                problems += wrong
            settings = settings._replace(**{name: CHECKS[name](value)})
        except ValueError as error:
            problems.append(f"{_place(text, path.name, None, name)}: {error}")
    return settings, problems


def setting_place(path: Path, name: str, table: str | None = None) -> str:
    """Where a setting stands, as it is said: the file's name, with the line if that can be told."""
    try:
        return _place(path.read_bytes().decode(), path.name, table, name)
    except (OSError, UnicodeDecodeError):
        return path.name


def _parse(text: str, file: str) -> tuple[dict[str, Any], list[str]]:
    """The file as TOML, without the lines that are none."""
    import tomllib

    lines = text.split("\n")
    problems: list[str] = []
    for _ in range(MOST_SLIPS):
        try:
            return tomllib.loads("\n".join(lines)), problems
        except tomllib.TOMLDecodeError as error:
            # Python says where only in the message, until 3.14.
            said = re.fullmatch(r"(.*) \(at line (\d+), column \d+\)", str(error), re.DOTALL)
            if said is None or not lines[int(said[2]) - 1].strip():
                problems.append(f"{file}: {error}; the usual settings hold")
                return {}, problems
            problems.append(f"{file} line {said[2]}: {said[1]}; the line is left out")
            lines[int(said[2]) - 1] = ""
    return {}, [*problems, f"{file}: too many lines are not TOML; the usual settings hold"]


def _read_table(
    name: str, table: dict[str, Any], text: str, file: str
) -> tuple[dict[str, Any], list[str]]:
    """The rows of a table of settings that can be used, and what is wrong with the others."""
    usable: dict[str, Any] = {}
    problems: list[str] = []
    for key, value in table.items():
        try:
            usable[key] = TABLES[name](key, value)
        except ValueError as error:
            problems.append(f"{_place(text, file, name, key)}: {error}")
    return usable, problems


def _place(text: str, file: str, table: str | None, name: str) -> str:
    line = _line_of(text, table, name)
    return file if line is None else f"{file} line {line}"


def _line_of(text: str, table: str | None, name: str) -> int | None:
    """The line of a key, or of the header of the table that has its name."""
    inside: str | None = None
    whole = name if table is None else f"{table}.{name}"
    for number, line in enumerate(text.split("\n"), 1):
        bare = line.strip()
        if header := re.match(r"\[\s*([^\[\]]+?)\s*\]", bare):
            inside = header[1].replace('"', "")
            if inside == whole:
                return number
        elif "=" in bare:
            key = re.sub(r"""["'\s]""", "", bare.split("=", 1)[0])
            if (key if inside is None else f"{inside}.{key}") == whole:
                return number
    return None


# What is a good value.


def _whole_number(name: str, least: int, most: int) -> Callable[[Any], int]:
    def check(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ValueError(f"{name} is a whole number from {least} to {most}, not {value!r}")
        return value

    return check


def _of_type(name: str, kind: type[Value], said: str) -> Callable[[Any], Value]:
    def check(value: Any) -> Value:
        if not isinstance(value, kind):
            raise ValueError(f"{name} is {said}, not {value!r}")
        return value

    return check


def _method(value: Any) -> ClipboardMethod:
    if value not in get_args(ClipboardMethod):
        raise ValueError(f"clipboard is one of {', '.join(get_args(ClipboardMethod))}")
    return cast("ClipboardMethod", value)


def _margin_notes(value: Any) -> NotesShown:
    if value not in get_args(NotesShown):
        raise ValueError(f"margin_notes is one of {', '.join(get_args(NotesShown))}")
    return cast("NotesShown", value)


def _color_name(key: str, value: Any) -> str:
    if key not in set(Color):
        raise ValueError(f"there is no colour {key!r}: the colours are {', '.join(Color)}")
    name = safe_line(_of_type(key, str, "a text")(value))
    if not name:
        raise ValueError(f"{key} is called something, or is left out of the names")
    return name


def _template(key: str, value: Any) -> str:
    if len(key) != 1 or not key.isalpha():
        raise ValueError(f"{key!r} is not a letter: `Y` and a letter copy by a template")
    if not _of_type(key, str, "the name of a template")(value).strip():
        raise ValueError(f"{key} is the name of a template, not empty")
    return str(value)


def _keys(key: str, value: Any) -> tuple[str, ...]:
    keys = [value] if isinstance(value, str) else value
    if not isinstance(keys, list) or not all(isinstance(one, str) and one for one in keys):
        raise ValueError(f'{key} is a list of keys, as in ["h", "Ctrl+D"]')
    return tuple(keys)


TABLES: Final[Mapping[str, Callable[[str, Any], Any]]] = {
    "copy_as": _template,
    "color_names": _color_name,
    "keys": _keys,
}
"""The settings that are tables: a check of one row."""

CHECKS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "measure": _whole_number("measure", 20, 200),
    "spacing": _whole_number("spacing", 0, 2),
    "indent": _of_type("indent", bool, "true or false"),
    "margin_notes": _margin_notes,
    "theme": _of_type("theme", str, "a text"),
    "clipboard": _method,
    "clipboard_command": _of_type("clipboard_command", str, "a text"),
    "export_folder": _of_type("export_folder", str, "a text"),
    "look_up_command": _of_type("look_up_command", str, "a text"),
    "copy_as": lambda rows: MappingProxyType(_of_type("copy_as", dict, "a table")(rows)),
    "color_names": lambda rows: MappingProxyType(
        {**COLOR_NAMES, **_of_type("color_names", dict, "a table")(rows)}
    ),
    "keys": lambda rows: MappingProxyType(_of_type("keys", dict, "a table")(rows)),
}
"""Each setting's check: the value as it is used, or a ValueError that says what would be good."""


# Keeping.


def save(path: Path, name: str, value: str | int) -> None:
    """Keep one setting and touch nothing else in the file, so that comments stay.

    An OSError, if the file cannot be written or edited safely.
    """
    from reader.files import write_safely

    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        text = ""
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not UTF-8; put {name} into it by hand") from error
    edited = _edit(text, name, value)
    if _parse(edited, path.name)[0].get(name) != value:
        raise SettingsError(f"{path} cannot be edited; put {name} into it by hand")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_safely(path.resolve(), edited.encode())


def _edit(text: str, name: str, value: str | int) -> str:
    """The file's text with a setting of the top level replaced, or added before the tables."""
    written = _quoted(value) if isinstance(value, str) else str(value)
    line = _line_of(text, None, name)
    lines = text.split("\n")
    if line is not None:
        lines[line - 1] = re.sub(
            r"""^([^=]*=\s*)("(?:[^"\\]|\\.)*"|'[^']*'|[^#\s]*)(.*)$""",
            lambda parts: parts[1] + written + parts[3],
            lines[line - 1],
        )
        return "\n".join(lines)
    tables = (number for number, line in enumerate(lines) if line.lstrip().startswith("["))
    first_table = next(tables, None)
    if first_table is None:
        return f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{name} = {written}\n"
    return "\n".join([*lines[:first_table], f"{name} = {written}", "", *lines[first_table:]])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    if not escaped.isprintable():
        raise SettingsError("a setting is one line of printable text")
    return f'"{escaped}"'
