"""The few lines of YAML that may stand above a Markdown text, and say what it is.

Only what front matter is made of is understood: keys with a scalar, a list of scalars, or folded
lines. mdit-py-plugins merely cuts the lines out, and a YAML library would bring tags, anchors and
implicit types (`no` is false) for the sake of five strings. Whatever is more than that is not taken
for front matter, and so stays in the text, where nothing of it is lost.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_front = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_key = re.compile(r"([^\W\d][\w .-]*?)[ \t]*:(?:[ \t]+(.*))?")
_item = re.compile(r"[ \t]*-[ \t]+(.*)")
_further = re.compile(r"[ \t]+(\S.*)")
_comment = re.compile(r"(?:^|[ \t]+)#.*")
_quoted = re.compile(r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')[ \t]*(?:#.*)?")
_flow = re.compile(r"\[(.*)\]")
_flow_item = re.compile(r"\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^,]*?)\s*(?:,|$)")
_date = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?=[T ]|$)")


class FrontMatter(NamedTuple):
    """What it says, by key in small letters; and where the text begins."""

    fields: Mapping[str, tuple[str, ...]]
    end: int

    def get(self, *keys: str) -> str | None:
        """What stands under the first of the keys that has something; a list with commas."""
        for key in keys:
            if value := ", ".join(filter(None, self.fields.get(key, ()))):
                return value
        return None

    @property
    def date(self) -> str | None:
        """The date, as ISO 8601, if it is one."""
        match = _date.match(self.get("date", "published", "created") or "")
        return match[0] if match else None


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of a text; it has no fields and ends at 0 if there is none."""
    match = _front.match(text)
    fields = _fields((match[1] or "").split("\n")) if match else None
    return FrontMatter(fields, match.end()) if match and fields else FrontMatter({}, 0)


def _fields(lines: Sequence[str]) -> dict[str, tuple[str, ...]] | None:
    """The fields; None if a line is none of those that are understood."""
    fields: dict[str, tuple[str, ...]] = {}
    key = ""
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if match := _key.fullmatch(line):
            key = match[1].lower()
            fields[key] = _values(match[2] or "")
        elif key and (match := _item.fullmatch(line)):
            fields[key] = (*fields[key], _scalar(match[1]))
        elif key and (match := _further.fullmatch(line)):
            fields[key] = (" ".join((*fields[key], match[1])),)
        else:
            return None
    return fields


def _values(value: str) -> tuple[str, ...]:
    value = value.strip()
    if _comment.sub("", value) in ("", "|", ">", "|-", ">-", "|+", ">+", "~", "null"):
        return ()
    if flow := _flow.fullmatch(_comment.sub("", value)):
        return tuple(_scalar(item) for item in _flow_item.findall(flow[1]) if item)
    return (_scalar(value),)


def _scalar(value: str) -> str:
    value = value.strip()
    if quoted := _quoted.fullmatch(value):
        inner = quoted[1]
        if inner[0] == "'":
            return inner[1:-1].replace("''", "'")
        try:
            return str(json.loads(inner, strict=False))
        except ValueError:  # an escape that YAML knows and JSON does not
            return inner[1:-1]
    return _comment.sub("", value)
