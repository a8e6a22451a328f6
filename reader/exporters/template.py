"""A person's own format: a Jinja2 template, which gets plain values and can reach nothing else.

Where the file that it makes is HTML or XML, all values are escaped. It is filled in by another
process, which is ended if it does not come to an end.
"""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any, Final

from reader.exporters import Annotated, ExportFailed, Format
from reader.exporters.markdown import under_headings
from reader.exporters.records import article_record, kept_record

TEMPLATE_ENDINGS: Final = frozenset((".j2", ".jinja", ".jinja2", ".tmpl", ".template"))
"""What stands behind the ending of the file that a template makes: `quotes.html.j2`."""

ESCAPED: Final = frozenset((".html", ".htm", ".xhtml", ".xml", ".svg", ".fodt", ".opml"))

SECONDS: Final = 10
"""How long a template may take, and a second more for each megabyte that it is given."""

MEMORY: Final = 1 << 30
"""Bytes that it may take, and 20 more for each that it is given."""


class _Program:
    """`templating` at work, from the first that it is asked until it is closed."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._process: subprocess.Popen[bytes] | None = None

    def ask(self, **asked: Any) -> Mapping[str, Any]:
        """What it answers; ExportFailed, if it does not in time."""
        import orjson

        data = orjson.dumps(asked)
        seconds, memory = SECONDS + len(data) // 1_000_000, MEMORY + 20 * len(data)
        limits = orjson.dumps({"seconds": seconds, "memory": memory})
        try:
            process = self._process = self._process or _started()
            assert process.stdin is not None  # noqa: S101 - it was started with both
            assert process.stdout is not None  # noqa: S101
            ending = Timer(seconds, process.kill)
            ending.start()
            try:
                process.stdin.write(data[:-1] + b"," + limits[1:] + b"\n")
                process.stdin.flush()
                answer: Mapping[str, Any] = orjson.loads(process.stdout.readline())
            finally:
                ending.cancel()
        except (OSError, ValueError) as error:
            said = f"{self._label} was stopped: it takes too much time or memory"
            raise ExportFailed(said) from error
        return answer

    def close(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


@dataclass(frozen=True, kw_only=True)
class TemplateFormat(Format):
    """A format that a template gives."""

    source: str
    program: _Program

    def write(self, items: Iterable[Annotated]) -> str:
        """The template with `articles` filled in, each with its `annotations`."""
        answer = self.program.ask(
            source=self.source,
            is_escaped=self.suffix in ESCAPED,
            articles=[_values(item) for item in items],
        )
        if "error" in answer:
            line = answer["line"]
            where = self.label if line is None else f"{self.label} line {line}"
            raise ExportFailed(f"{where}: {answer['error']}")
        written = str(answer["text"])
        return written if not written or written.endswith("\n") else f"{written}\n"

    def close(self) -> None:
        """End the program that fills it in."""
        self.program.close()


def load(path: Path) -> TemplateFormat:
    """The format that a template file gives; ExportFailed, if it cannot be read."""
    try:
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ExportFailed(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ExportFailed(f"{path} is not UTF-8") from error
    label = path.name
    return TemplateFormat(label, _suffix(path), __name__, source=source, program=_Program(label))


def _started() -> subprocess.Popen[bytes]:
    import reader

    return subprocess.Popen(
        [sys.executable, "-P", "-m", "reader.exporters.templating"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(Path(reader.__file__).parent.parent)},
    )


def _suffix(path: Path) -> str:
    """How the name of the file ends that the template makes."""
    suffixes = [one for one in path.suffixes if one.lower() not in TEMPLATE_ENDINGS]
    return suffixes[-1].lower() if suffixes else ".txt"


def _values(item: Annotated) -> Mapping[str, Any]:
    """One article as a template sees it: what `reader list --json` tells, and its annotations.

    An annotation's `heading` is the Markdown of the heading that it is the first to stand under,
    `color_name` what the person calls its colour.
    """
    annotations = [
        {
            **kept_record(item, annotation),
            "heading": "".join(heading),
            "color_name": item.color_name(annotation),
        }
        for annotation, heading in under_headings(item)
    ]
    text = item.article.text if item.article else ""
    return {**article_record(item.entry), "text": text, "annotations": annotations}
