"""Commands that look after everything: backup, restore, doctor, keys, config."""

from pathlib import Path
from typing import Any

import click

from reader.cli.output import Failed, columns, say, say_json, say_lines, tell
from reader.cli.parameters import command, json_option
from reader.cli.session import Session


@command("backup")
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it exists.")
@json_option
@click.pass_obj
def backup_command(session: Session, target: Path, force: bool, as_document: bool) -> None:
    """Put all articles, annotations, changes, drafts, copies and saved queries into one archive."""
    if target.exists() and not force:
        raise Failed(f"{target} exists; choose another name, or --force replaces it")
    session.library.backup(target)
    if as_document:
        say_json({"file": str(target), **_counts(session), "bytes": target.stat().st_size})
    else:
        say(str(target))


@command("restore")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path))
@json_option
@click.pass_obj
def restore_command(session: Session, source: Path, as_document: bool) -> None:
    """Get everything back from an archive that `reader backup` made.

    It takes the place of what is there, which is moved into `backups` in the data folder.
    """
    if not source.exists():
        raise Failed(f"{source} does not exist")
    before = session.bare_library.restore(source)
    if as_document:
        say_json({"file": str(source), **_counts(session), "before": str(before)})
    else:
        say(f"Restored {len(session.bare_library.entries())} articles")


def _counts(session: Session) -> dict[str, int]:
    """How much there is in the library, the trash included."""
    entries = session.bare_library.entries()
    return {"articles": len(entries), "annotations": sum(entry.annotations for entry in entries)}


@command("doctor")
@click.option("--repair", is_flag=True, help="Put right what can be put right.")
@json_option
@click.pass_obj
@click.pass_context
def doctor_command(ctx: click.Context, session: Session, repair: bool, as_document: bool) -> None:
    """Check that everything on disk can be read and fits together.

    What is damaged is set aside, never deleted. Annotations are rebuilt from the journal at once,
    as at every start; --repair does the rest. Ends with 1 if something is left to be done.
    """
    findings = session.bare_library.doctor(repair)
    if as_document:
        say_json([finding._asdict() for finding in findings])
    else:
        say_lines(
            f"{'repaired' if finding.repaired else finding.severity}: {finding.message}"
            for finding in findings
        )
        if not findings:
            say("All is well")
    if any(not finding.repaired and finding.severity != "note" for finding in findings):
        ctx.exit(1)


@command("keys")
@json_option
@click.pass_obj
def keys_command(session: Session, as_document: bool) -> None:
    """Print the keys of the reading screens, mode by mode, as your settings have them."""
    from reader.tui.commands import MODES, commands_in
    from reader.tui.keymap import keys_of

    settings, problems = session.settings_in_force()
    for problem in problems:
        tell(problem)
    rows = [(mode, row, keys_of(row, settings.keys)) for mode in MODES for row in commands_in(mode)]
    if as_document:
        say_json(
            [
                {"mode": mode, "command": row.name, "keys": list(keys), "help": row.help}
                for mode, row, keys in rows
            ]
        )
        return
    lines = columns((mode, "  ".join(keys), row.name, row.help) for mode, row, keys in rows)
    shown = None
    for (mode, _, _), line in zip(rows, lines, strict=True):
        if shown not in (None, mode):
            say("")
        shown = mode
        say_lines([line])


@command("config")
@json_option
@click.pass_obj
def config_command(session: Session, as_document: bool) -> None:
    """Print the settings in force, the file they come from, and where the data is."""
    from reader.settings import config_file

    settings, problems = session.settings_in_force()
    for problem in problems:
        tell(problem)
    values = {name: _plain(value) for name, value in settings._asdict().items()}
    if as_document:
        say_json({"file": str(config_file()), "data": str(session.folder), **values})
        return
    say_lines([f"# settings: {config_file()}", f"# data: {session.folder}"])
    say_lines(f"{name} = {_toml(value)}" for name, value in values.items())


def _plain(value: Any) -> Any:
    """Mappings and tuples as JSON has them."""
    if isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return list(value)
    return {key: _plain(one) for key, one in value.items()}


def _toml(value: Any) -> str:
    """A value as it would be written in the settings, on one line."""
    import json

    if isinstance(value, dict):
        rows = ", ".join(f"{key} = {_toml(one)}" for key, one in value.items())
        return f"{{ {rows} }}" if rows else "{}"
    return json.dumps(value, ensure_ascii=False)
