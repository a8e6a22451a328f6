"""Text from outside made safe to keep and to show: never a command to the terminal.

It stands at both borders: at import, and wherever something from outside is shown. Textual passes
escape sequences in text straight through, so a title could rename the window or fill the clipboard.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

MARKS: Final = 30
"""Combining marks that one character may carry: the limit of UAX 15's stream-safe text."""

_REPLACEMENT = "\ufffd"

_unsafe = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but newline and tab, DEL, C1
    "\u2028\u2029"  # line and paragraph separator
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides, isolates
    "\ud800-\udfff"  # surrogates, which no encoding can write
    "\U000e0000-\U000e007f]"  # tags: text that nobody sees
)
_crowd = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1fff\u200c\u200d\u20d0-\u20ff\u2cef-\u2dff\u302a-\u302f"
    f"\u3099\u309a\ua66f-\uabff\ufb1e\ufe00-\ufe2f\U00010000-\U0010ffff]{{{MARKS + 1},}}"
)
"""Where too many marks could be: every mark is in here, and few letters of scripts without them."""


def safe(text: str) -> str:
    """The text with all that could command a terminal, break a line or hide made visible.

    Controls become their pictures (`␛`), line separators newlines, what has no picture U+FFFD.
    Newlines, tabs, joiners and direction marks stay. Safe text comes back as it is.
    """
    if text.isascii() and text.isprintable():
        return text
    if _unsafe.search(text):
        text = _unsafe.sub(_shown, text)
    return _crowd.sub(_thinned, text)


def safe_line(text: str) -> str:
    """Safe text on one line, for a title, a tag, a file name or a message."""
    return safe(text).replace("\n", " ").replace("\t", " ").strip()


def safe_tags(tags: Iterable[str]) -> list[str]:
    """Tags as they are kept: safe, on one line, each once, none empty."""
    return list(dict.fromkeys(filter(None, map(safe_line, tags))))


def _shown(unsafe: re.Match[str]) -> str:
    """What stands for an unsafe character."""
    character = unsafe[0]
    if character < " ":
        return chr(0x2400 + ord(character))
    if character == "\x7f":
        return "\u2421"
    if character in "\x85\u2028\u2029":
        return "\n"
    return "" if character >= "\U000e0000" else _REPLACEMENT


def _thinned(crowd: re.Match[str]) -> str:
    """The characters of a crowd without the marks that are too many for one."""
    kept: list[str] = []
    marks = 0
    for character in crowd[0]:
        is_mark = character in "\u200c\u200d" or unicodedata.category(character)[0] == "M"
        marks = marks + 1 if is_mark else 0
        if marks <= MARKS:
            kept.append(character)
    return "".join(kept)
