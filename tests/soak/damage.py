"""What becomes of a library of which one file has gone bad."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.library import ArticleUnavailable, Library
from tests.soak.evidence import diagnosis
from tests.soak.hand import place_of
from tests.soak.model import Model, Wrong
from tests.soak.working import Working

MOST_WORK = 1000
"""Operations after which there must be files of every kind."""


def damage(content: bytes, chance: random.Random) -> bytes:
    """What is left of a file that has gone bad; never what it was."""
    while (bad := _damage(content, chance)) == content:
        pass
    return bad


def is_harmless(path: Path, content: bytes, bad: bytes) -> bool:
    """Whether a damaged file still says what it said: blank lines of a journal say nothing."""
    is_journal = path.parts[0] == "journal" and bad.endswith(b"\n")
    return is_journal and _lines(bad) == _lines(content)


def _lines(journal: bytes) -> list[bytes]:
    return [line for line in journal.split(b"\n") if line]


def _damage(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    length = chance.randint(1, 200)
    match chance.randrange(6):
        case 0:
            return content[:start]
        case 1:
            return b""
        case 2:
            return (
                content[:start]
                + bytes(min(length, len(content) - start))
                + content[start + length :]
            )
        case 3:
            return content[:start] + chance.randbytes(length) + content[start + length :]
        case 4:
            return content + chance.randbytes(length)
        case _:
            changed = bytearray(content)
            for _ in range(chance.randint(1, 5)):
                changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
            return bytes(changed)


@dataclass
class Original:
    """A library that is well, and what it holds."""

    data: Path
    sources: Path
    model: Model
    files: dict[str, list[Path]]
    """By kind; paths in the folder."""


def make_original(folder: Path, chance: random.Random) -> Original:
    """A library in which everything was done, with files of every kind."""
    data, sources = folder / "original", folder / "sources"
    sources.mkdir()
    working = Working(data, sources, chance)
    article = working.library.entries()[0].id
    working.library.remember_copy("a copy", article)
    working.library.save_draft(f"{article}/x", "a draft")
    working.do(100)
    for _ in range(MOST_WORK // 10):
        if working.library.waiting():
            break
        working.do(10)
    working.compare("before any damage")
    assert not working.wrong, working.wrong
    present = {entry.id: working.library.article(entry.id) for entry in working.library.entries()}
    working.library.close()
    files: dict[str, list[Path]] = {}
    for path in sorted(data.rglob("*")):
        if path.suffix in {".json", ".jsonl", ".draft"}:
            name = path.relative_to(data)
            kind = name.parts[0] if name.parts[0] != "state" else str(name.name)
            if kind == "articles":
                is_present = path.stem == present[path.parent.name].revision
                kind = "present texts" if is_present else "earlier texts"
            if kind != "backups":
                files.setdefault(kind.replace(article, "article"), []).append(name)
    return Original(data, sources, working.model, files)


def corrupt(count: int, chance: random.Random) -> Iterator[tuple[str, str, list[Wrong]]]:
    """Damage each kind of file that many times: its name, a summary, what is wrong."""
    with tempfile.TemporaryDirectory() as name:
        original = make_original(Path(name), chance)
        for kind in sorted(original.files):
            wrong: list[Wrong] = []
            said = 0
            for number in range(count):
                one = Damaged(original, kind, Path(name) / "data", chance)
                wrong += [Wrong(what.kind, f"{number}: {what.what}") for what in one.judge()]
                said += one.is_said
            yield kind, f"said {said}", wrong


class Damaged:
    """A copy of a library with one file that has gone bad."""

    def __init__(self, original: Original, kind: str, data: Path, chance: random.Random) -> None:
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(original.data, data)
        self._original, self._kind, self._data = original, kind, data
        self._path = chance.choice(original.files[kind])
        content = (data / self._path).read_bytes()
        self._bad = damage(content, chance)
        (data / self._path).write_bytes(self._bad)
        self._is_harmless = is_harmless(self._path, content, self._bad)
        self._before = {file for file in data.rglob("*") if file.is_file()}
        self.is_said = False

    def judge(self) -> list[Wrong]:
        """What is not as it must be in the library, now and when it is opened again."""
        try:
            library = Library(self._data)
            wrong = self._look(library)
            library.close()
            again = Library(self._data)
            wrong += self._look(again)
            again.close()
        except Exception as error:
            return [Wrong("wrong", repr(error))]
        fresh = {file for file in self._data.rglob("*") if file.is_file()} - self._before
        is_of_state = self._path.parts[0] == "state"
        if is_of_state and not any(file.read_bytes() == self._bad for file in fresh):
            wrong.append(Wrong("lost", f"{self._path} is not set aside as it was"))
        if not self.is_said and not self._is_harmless:
            wrong.append(Wrong("wrong", f"{self._path}: nothing says that it is damaged"))
        return wrong

    def _look(self, library: Library) -> list[Wrong]:
        wrong = list(self._differences(library))
        library.copies()
        for entry in library.entries():
            library.draft(f"{entry.id}/x")
            try:
                text = library.article(entry.id).text
            except ArticleUnavailable:
                self.is_said = True
                wrong.append(Wrong("lost", f"a text that its source has: {entry.title}"))
            else:
                name = Path(entry.sources[0]).name
                if text != self._original.model.records[name]["text"]:
                    wrong.append(Wrong("wrong", f"{name} has another text"))
        waiting = {one.id for one in library.waiting()}
        must = {one for one, record in self._original.model.records.items() if waits(record)}
        if not must <= waiting and self._kind != "waiting.jsonl":
            wrong.append(Wrong("lost", f"{len(must - waiting)} that wait"))
        self.is_said |= bool(library.problems)
        self.is_said |= bool(diagnosis(library))
        return wrong

    def _differences(self, library: Library) -> Iterator[Wrong]:
        there = {
            one.id: [one.quote, one.color, one.note, list(one.tags), place_of(one)]
            for entry in library.entries()
            for one in library.annotations(entry.id)
        }
        model = self._original.model
        for one, record in model.records.items():
            if record.get("live"):
                must = expected(record, list(model.places[one]))
                if there.get(one) != must:
                    yield Wrong("lost", f"{self._path}: {one} is {there.get(one)}, not {must}")
        for one in there.keys() - model.records.keys():
            yield Wrong("wrong", f"{self._path}: {one} comes from nowhere")
        for one in there.keys() & {
            one for one, r in model.records.items() if r.get("live") is False
        }:
            yield Wrong("returned", f"{self._path}: {one} was deleted")


def waits(record: dict[str, Any]) -> bool:
    """Whether an annotation waits for its article."""
    return bool(record.get("waiting") and not record.get("live"))


def expected(record: dict[str, Any], place: list[Any]) -> list[Any]:
    """What must be seen of an annotation."""
    anchor = record["anchor"]
    quote = anchor[2] if anchor else ""
    return [quote, record["color"], record["note"], list(record["tags"]), place]
