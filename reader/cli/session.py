"""One run of a command: its library and settings, opened when needed and left in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader.cli.output import Failed, tell
from reader.settings import (
    Settings,
    config_file,
    data_folder,
    load_settings,
    seeds_folder,
    setting_place,
)

if TYPE_CHECKING:
    from reader.library import Library


class Session:
    """What the commands of one run share."""

    def __init__(self, data: str | None = None) -> None:
        self.data = data
        """The folder that was asked for; None: the usual one."""
        self._library: Library | None = None

    @property
    def folder(self) -> Path:
        """The data folder."""
        return data_folder(self.data)

    @property
    def library(self) -> "Library":
        """The person's library, with the articles that come with the program on the first run."""
        if self._library is None:
            self.bare_library.add_seeds(seeds_folder())
        return self.bare_library

    @property
    def bare_library(self) -> "Library":
        """The library as it is on disk, for those who repair or replace it."""
        if self._library is None:
            from reader.library import Library

            self._library = Library(self.folder, color_names=self.settings.color_names)
        return self._library

    @property
    def settings(self) -> Settings:
        """The person's settings."""
        return self._loaded[0]

    def settings_in_force(self) -> tuple[Settings, list[str]]:
        """The person's settings, and what is wrong in their file, its keys included."""
        from reader.tui.keymap import conflicts

        settings, problems = self._loaded
        told, keys = list(problems), dict(settings.keys)
        for conflict in conflicts(settings.keys):
            del keys[conflict.command]
            where = setting_place(config_file(), conflict.command, "keys")
            told.append(f"{where}: {conflict.message}")
        return settings._replace(keys=keys), told

    @cached_property
    def _loaded(self) -> tuple[Settings, list[str]]:
        return load_settings(config_file())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Tell what went wrong in the library and leave all on disk; Failed, if that cannot be."""
        if self._library is None:
            return
        from reader.library import LibraryError

        library, self._library = self._library, None
        try:
            library.close()
        except LibraryError as fault:
            raise Failed(library.unsaved or str(fault)) from fault
        finally:
            for problem in library.problems:
                tell(problem)
        if library.unsaved:
            raise Failed(library.unsaved)


@contextmanager
def failures() -> Iterator[None]:
    """Turn what the library or the disk says could not be done into `Failed`."""
    try:
        yield
    except Exception as error:
        reason = _reason(error)
        if reason is None:
            raise
        raise Failed(reason) from error


def _reason(error: Exception) -> str | None:
    """Why something could not be done; None, if the error is a fault of the program."""
    from reader.importers import ImportFailed
    from reader.library import LibraryError

    if isinstance(error, LibraryError | ImportFailed):
        return str(error)
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return None
