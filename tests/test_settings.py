"""A slip in the settings is told with its line, and costs nothing but itself."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.settings import (
    Settings,
    SettingsError,
    cache_folder,
    config_file,
    data_folder,
    load_settings,
    save,
    seeds_folder,
    setting_place,
    styles_folder,
)


def loaded(tmp_path: Path, text: str) -> tuple[Settings, list[str]]:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path)


def test_without_a_file_the_usual_settings_hold(tmp_path: Path) -> None:
    settings, problems = load_settings(tmp_path / "none.toml")
    assert (settings, problems) == (Settings(), [])
    assert (settings.measure, settings.spacing, settings.indent) == (72, 1, False)
    assert settings.color_names["yellow"] == "yellow"


def test_what_is_set_holds(tmp_path: Path) -> None:
    settings, problems = loaded(
        tmp_path,
        """
measure = 60
spacing = 0
indent = true
theme = "reader-paper"
clipboard = "command"
clipboard_command = "termux-clipboard-set"

[color_names]
yellow = "to\\u001b quote"

[keys]
highlight = ["H", "Ctrl+D"]
note = "N"
""",
    )
    assert problems == []
    assert (settings.measure, settings.spacing, settings.indent) == (60, 0, True)
    assert (settings.clipboard, settings.clipboard_command) == ("command", "termux-clipboard-set")
    assert settings.color_names["yellow"] == "to␛ quote"
    assert settings.color_names["green"] == "green"
    assert settings.keys == {"highlight": ("H", "Ctrl+D"), "note": ("N",)}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("measure = 5", "measure is a whole number from 20 to 200, not 5"),
        ("measure = true", "measure is a whole number from 20 to 200, not True"),
        ('spacing = "1"', "spacing is a whole number from 0 to 2, not '1'"),
        ("indent = 1", "indent is true or false, not 1"),
        ('margin_notes = "left"', "margin_notes is one of auto, row, sign"),
        ("margin_notes = []", "margin_notes is one of auto, row, sign"),
        ("theme = 1", "theme is a text, not 1"),
        ('clipboard = "xclip"', "clipboard is one of auto, pyperclip, tmux, osc52, command, file"),
        ("clipboard = ['a']", "clipboard is one of auto, pyperclip, tmux, osc52, command, file"),
        ("keys = 3", "keys is a table, not 3"),
        ('margins = "wide"', "there is no setting 'margins'"),
        ('color_names.pink = "p"', "there is no colour 'pink'"),
        ("color_names.red = 4", "red is a text, not 4"),
        ('color_names.red = " "', "red is called something"),
        ('copy_as.xx = "a.j2"', "'xx' is not a letter"),
        ('copy_as.x = ""', "x is the name of a template, not empty"),
        ("keys.note = 1", 'note is a list of keys, as in ["h", "Ctrl+D"]'),
        ('keys.note = [""]', 'note is a list of keys, as in ["h", "Ctrl+D"]'),
        ("this is no setting", "the line is left out"),
        ('theme = "never closed', "the line is left out"),
    ],
)
def test_a_slip_is_told_with_its_line_and_the_rest_holds(
    tmp_path: Path, line: str, said: str
) -> None:
    settings, [problem] = loaded(tmp_path, f"# mine\n\n{line}\n")
    assert problem.startswith("config.toml line 3: ")
    assert said in problem
    assert settings == Settings()


def test_one_bad_row_of_a_table_leaves_the_others(tmp_path: Path) -> None:
    settings, problems = loaded(
        tmp_path, '[keys]\nnote = 4\nstar = "S"\n\n[color_names]\nred = "!"\n'
    )
    [problem] = problems
    assert problem.startswith("config.toml line 2: note is a list of keys")
    assert settings.keys == {"star": ("S",)}
    assert settings.color_names["red"] == "!"


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b"theme = \xff\xfe")
    settings, [problem] = load_settings(path)
    assert settings == Settings()
    assert "cannot be read" in problem
    assert load_settings(tmp_path)[1]


@given(st.text())
def test_no_text_at_all_keeps_anybody_from_reading(text: str) -> None:
    from reader.settings import _parse

    table, problems = _parse(text, "config.toml")
    assert table or problems or not text.strip() or text.lstrip().startswith(("#", "["))


# Keeping a setting.


def test_a_kept_setting_leaves_comments_and_order_alone(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'# mine\r\ntheme = "a # b"  # why\r\n\r\n[keys]\r\ntheme = "t"\r\n')
    save(path, "theme", "reader-paper")
    assert (
        path.read_bytes()
        == b'# mine\r\ntheme = "reader-paper"  # why\r\n\r\n[keys]\r\ntheme = "t"\r\n'
    )
    save(path, "measure", 64)
    settings, _ = load_settings(path)
    assert (settings.measure, settings.theme) == (64, "reader-paper")
    assert settings.keys == {"theme": ("t",)}


def test_the_first_kept_setting_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "config.toml"
    save(path, "theme", "dracula")
    save(path, "measure", 80)
    save(path, "measure", 81)
    assert path.read_text() == 'theme = "dracula"\nmeasure = 81\n'


def test_a_file_without_a_last_newline_is_continued_on_a_new_line(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("measure = 60")
    save(path, "theme", "nord")
    assert path.read_text() == 'measure = 60\ntheme = "nord"\n'


def test_a_link_to_the_settings_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("measure = 60\n")
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    save(link, "measure", 61)
    assert link.is_symlink()
    assert real.read_text() == "measure = 61\n"


@pytest.mark.parametrize("text", ['theme = """\nlong\n"""\n', "list = [\n  [1],\n]\n"])
def test_what_cannot_be_edited_safely_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match="by hand"):
        save(path, "theme", "nord")
    assert path.read_text() == text


# Where things live.


def test_the_data_folder_is_the_one_that_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_DATA", "/from/the/environment")
    assert data_folder() == Path("/from/the/environment")
    assert data_folder("/from/the/option") == Path("/from/the/option")
    monkeypatch.delenv("READER_DATA")
    assert data_folder().name == "reader"
    assert config_file().name == "config.toml"
    assert cache_folder() != data_folder()


def test_styles_and_seeds_are_there() -> None:
    assert list(styles_folder().glob("*.tcss"))
    assert (seeds_folder() / "000_a2dd445eaaf761cc.txt").exists()


def test_the_line_of_a_setting_is_found(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('a = 1\nkeys.star = "S"\n\n[keys]\n"note" = "n"\n')
    assert setting_place(path, "note", "keys") == f"{path.name} line 5"
    assert setting_place(path, "star", "keys") == f"{path.name} line 2"
    assert setting_place(path, "help", "keys") == path.name
    assert setting_place(tmp_path / "none", "help", "keys") == "none"
