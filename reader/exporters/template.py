"""A person's own format: a Jinja2 template, which gets plain values and can reach nothing else.

It runs in Jinja's sandbox and has no loader, so it reads no file; what it names and is not there is
an error. Where the file that it makes is HTML or XML, all values are escaped.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

from reader.exporters import Annotated, ExportFailed, Format
from reader.exporters.markdown import escape, under_headings
from reader.exporters.records import article_record, kept_record

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE_ENDINGS: Final = frozenset((".j2", ".jinja", ".jinja2", ".tmpl", ".template"))
"""What stands behind the ending of the file that a template makes: `quotes.html.j2`."""

ESCAPED: Final = frozenset((".html", ".htm", ".xhtml", ".xml", ".svg", ".fodt", ".opml"))

_NAME = "<template>"


@dataclass(frozen=True)
class TemplateFormat(Format):
    """A format that a template gives."""

    template: "Template | None" = None

    def write(self, items: Iterable[Annotated]) -> str:
        """The template with `articles` filled in, each with its `annotations`."""
        assert self.template is not None  # noqa: S101 - `load` gives one
        values = {"articles": [_values(item) for item in items]}
        try:
            written = self.template.render(values)
        except Exception as error:  # a template may raise anything
            line = _line(error.__traceback__)
            where = self.label if line is None else f"{self.label} line {line}"
            raise ExportFailed(f"{where}: {error}") from error
        return written if not written or written.endswith("\n") else f"{written}\n"


def load(path: Path) -> TemplateFormat:
    """The format that a template file gives; ExportFailed says what is wrong with it, and where."""
    from jinja2 import StrictUndefined, TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    try:
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ExportFailed(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ExportFailed(f"{path} is not UTF-8") from error
    suffix = _suffix(path)
    environment = ImmutableSandboxedEnvironment(
        autoescape=suffix in ESCAPED,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["markdown"] = escape
    try:
        template = environment.from_string(source)
    except TemplateSyntaxError as error:
        raise ExportFailed(f"{path.name} line {error.lineno}: {error.message}") from error
    return TemplateFormat(path.name, suffix, __name__, template=template)


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


def _line(trace: TracebackType | None) -> int | None:
    """The line of the template in which an error happened; Jinja puts it into the traceback."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _NAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
