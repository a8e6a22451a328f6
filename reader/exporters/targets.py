"""Where exports go: a file, or a folder with a file an article; whole or not at all.

A file that holds already what is to be written is not touched. In a folder, no link is followed
that leads out of it.
"""

import stat
import unicodedata
from collections.abc import Iterable, Sequence
from errno import EACCES
from pathlib import Path
from typing import NamedTuple

from reader.core.catalog import Entry
from reader.exporters import Annotated, ExportFailed, FileRefused, Format, file_name
from reader.exporters.managed import Merged, keys, merge
from reader.files import PRIVATE_FILE, read_if_there, write_safely

_MARK = "\ufeff"


class Written(NamedTuple):
    """What became of a file."""

    path: Path
    is_changed: bool
    """False: it held all that already."""
    told: tuple[str, ...] = ()
    """What the person should know, a sentence each."""


class Target:
    """A file that is exported to, perhaps again."""

    def __init__(self, path: Path, form: Format) -> None:
        """ExportFailed, if the file is there and cannot be read as it would have to be."""
        self.path, self._form = path, form
        self._is_stream = path.exists() and not path.is_file()
        self._old = None if self._is_stream else self._read()
        markers = form.markers
        self.keys = keys(self._text, markers) if markers and self._old is not None else []
        """What it has blocks of."""

    @property
    def articles(self) -> list[str]:
        """The articles that it has blocks of."""
        return list(dict.fromkeys(key.partition("/")[0] for key in self.keys))

    def annotations(self, article: str) -> frozenset[str]:
        """The annotations of an article that it has blocks of."""
        parts = (key.partition("/") for key in self.keys)
        return frozenset(name for owner, _, name in parts if name and owner == article)

    def write(self, items: Sequence[Annotated]) -> Written:
        """Have the file say it. ExportFailed, if the disk refuses."""
        if self._is_stream:
            return self._send(self._form.write(items))
        merged = self._merged(items)
        data = self._mark.encode() + merged.text.encode("utf-8", "replace")
        if data == self._old:
            return Written(self.path, is_changed=False, told=tuple(merged.told))
        try:
            self._put(data)
        except OSError as error:
            raise _refused(self.path, error) from error
        return Written(self.path, is_changed=True, told=tuple(merged.told))

    def _merged(self, items: Sequence[Annotated]) -> Merged:
        markers = self._form.markers
        if markers is None:
            return Merged(self._form.write(items), [])
        deleted = {f"{item.entry.id}/{annotation}" for item in items for annotation in item.deleted}
        # An article of which nothing is left is not told of anew.
        worth = [item for item in items if item.annotations or item.entry.id in self.articles]
        pieces = list(self._form.pieces(worth))
        self._old = self._read()  # at the last moment: a person may be writing in it
        return merge(self._text, pieces, deleted, markers)

    @property
    def _text(self) -> str:
        return (self._old or b"").decode().removeprefix(_MARK)

    @property
    def _mark(self) -> str:
        """What tells the encoding at the start of the file, as it is there or as it is usual."""
        is_there = (self._old or b"").startswith(_MARK.encode())
        return _MARK if is_there or self._form.encoding == "utf-8-sig" else ""

    def _read(self) -> bytes | None:
        try:
            old = read_if_there(self.path)
        except OSError as error:
            raise _refused(self.path, error) from error
        if self._form.is_managed and old is not None:
            try:
                old.decode()
            except UnicodeDecodeError as error:
                raise FileRefused(f"{self.path} is not UTF-8, and was left as it is") from error
        return old

    def _put(self, data: bytes) -> None:
        # The file itself is replaced, and not the link by which a person names it.
        path = self.path.resolve()
        mode = stat.S_IMODE(path.stat().st_mode) if self._old is not None else PRIVATE_FILE
        if not mode & stat.S_IWUSR:  # replacing a file asks for its folder's permission only
            raise PermissionError(EACCES, "it is read-only")
        write_safely(path, data, mode=mode)

    def _send(self, document: str) -> Written:
        """To a device or a pipe, which cannot be replaced."""
        try:
            self.path.write_text(document, encoding="utf-8")
        except OSError as error:
            raise _refused(self.path, error) from error
        return Written(self.path, is_changed=True)


class Folder:
    """A folder with a file an article.

    A managed file is known again by what is in it, so it may be renamed, and a title may change.
    """

    def __init__(self, path: Path, form: Format) -> None:
        """ExportFailed, if the folder cannot be made or read."""
        self._path, self._form = path, form
        self._targets: dict[str, Target] = {}
        self._names: dict[str, str] = {}
        self.told: list[str] = []
        """Of files that cannot be looked into."""
        try:
            path.mkdir(parents=True, exist_ok=True)
            names = sorted(found.name for found in path.iterdir())
        except OSError as error:
            raise _refused(path, error) from error
        # macOS composes names in its own way, and a sync brings them here.
        composed = ((name, unicodedata.normalize("NFC", name)) for name in names)
        self._taken = {nfc.casefold() for name, nfc in composed if self._is_not_free(name)}
        if form.is_managed:
            found = [self._known(path / name) for name in names if _is_of(form, name)]
            for target in sorted(filter(None, found), key=_by_likelihood):
                for article in target.articles[:1]:
                    own = self._targets.setdefault(article, target)
                    if own is not target and len(target.articles) == 1:
                        self.told.append(
                            f"{target.path.name} holds the same article as {own.path.name}, and was"
                            " left as it is"
                        )

    @property
    def articles(self) -> list[str]:
        """The articles that have a file here."""
        return list(self._targets)

    def give_names(self, entries: Iterable[Entry]) -> None:
        """Have a name for each article that has no file, whether or not it gets one; so it is the
        same each time, if the articles come in the same order."""
        for entry in entries:
            if entry.id not in self._targets:
                name = file_name(entry.title, self._form.suffix, self._taken)
                self._names[entry.id] = name
                self._taken.add(name.casefold())

    def target(self, article: str) -> Target:
        """The file of an article: the one that it has, or one of the name that it was given."""
        known = self._targets.get(article)
        return known or Target(self._path / self._names[article], self._form)

    def annotations(self, article: str) -> frozenset[str]:
        """The annotations of an article that its file has blocks of."""
        known = self._targets.get(article)
        return known.annotations(article) if known else frozenset()

    def _known(self, path: Path) -> Target | None:
        """A file that may be an article's already."""
        if self._leads_out(path) or not path.is_file():
            return None
        try:
            return Target(path, self._form)
        except ExportFailed as error:
            self.told.append(str(error))
            return None

    def _is_not_free(self, name: str) -> bool:
        """Whether nothing is to be written under a name: it may be a person's own file, or a link.

        A file of a format that is not managed is replaced by the newer one.
        """
        path = self._path / name
        return self._form.is_managed or self._leads_out(path) or path.is_dir()

    def _leads_out(self, path: Path) -> bool:
        return path.is_symlink() and not path.resolve().is_relative_to(self._path.resolve())


def _is_of(form: Format, name: str) -> bool:
    return name.endswith(form.suffix) and not name.startswith(".")


def _by_likelihood(target: Target) -> tuple[int, int]:
    """Of two files with an article the first is its own: the one with no other in it, and with the
    shorter name, as a copy that a sync makes at a conflict has a longer one."""
    return len(target.articles), len(target.path.name)


def _refused(path: Path, error: OSError) -> FileRefused:
    return FileRefused(f"{path} cannot be written: {error.strerror or error}")
