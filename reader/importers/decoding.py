"""From bytes to text: byte order mark, UTF-8, or detection; and what is no text at all.

The text that comes out is Unicode NFC and safe; its only line break is the newline.
"""

import codecs
import re
import unicodedata
from typing import Final, NamedTuple

from reader.core.safe import safe
from reader.importers import ImportFailed


class Decoded(NamedTuple):
    """A text, and what had to be done to the bytes to get it."""

    text: str
    notes: list[str]


SAMPLE: Final = 64 * 1024
"""Bytes at the start of a file that tell a binary from a text, and one encoding from another."""

_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
"""Bytes that no text holds. Escape is not among them: logs and manuals keep their colours."""

_BOMS = (
    # UTF-32 first: its mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive (or an EPUB, or an office document)",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"\x89PNG\r\n": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "a database",
    b"{\\rtf": "an RTF document",
}

_BINARY = "Not a text but binary data: Reader takes plain text and Markdown."

_line_break = re.compile("\r\n|[\r\v\f\x85\u2028]")
_western_letter = re.compile("[à-öø-üÿœßÀ-ÏÑ-ÖØ-ÜŒŸ]")
_western = re.compile("[\x00-\x7f\xa0¡£§©ª«®°²³·º»½¿‘’“”„†‡•–—…‹›€™]|" + _western_letter.pattern)
_beyond_ascii = re.compile("[^\x00-\x7f\ufffd]")
_escaped_byte = re.compile("[\udc80-\udcff]")


def decode(data: bytes) -> Decoded:
    """The text of a file. Raises `ImportFailed` if it is empty, a binary, or in no known encoding.

    A byte order mark decides; else it is UTF-8 if at most one byte in 1,000 is not; else the
    encoding is detected.
    """
    if not data:
        raise ImportFailed("Empty: the file holds nothing to read.")
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise ImportFailed(f"Not a text but {name}: Reader takes plain text and Markdown.")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding, [])
    if (wide := _unmarked_utf16(data)) is not None:
        return _replaced(data, wide, [f"Read as {wide}."])
    sample = data[:SAMPLE]
    if (len(sample) - len(sample.translate(None, _CONTROLS))) * 10 > len(sample):
        raise ImportFailed(_BINARY)
    return _utf8(data) or _detected(data)


def tidy(text: str) -> str:
    """The text in NFC, safe, and with newlines as its only line breaks."""
    text = _line_break.sub("\n", text).replace("\u2029", "\n\n")
    # Twice: what is unsafe may stand between a letter and its accent.
    return _composed(safe(_composed(text)))


def _composed(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _utf8(data: bytes) -> Decoded | None:
    """The text if it is UTF-8 but for a few bytes.

    In a short file one byte is more than one in 1,000; then valid sequences of bytes, which no
    other encoding yields by chance, must outnumber the bad bytes.
    """
    try:
        return Decoded(tidy(data.decode()), [])
    except UnicodeDecodeError:
        text, invalid = _escaped_byte.subn("\ufffd", data.decode(errors="surrogateescape"))
    if invalid * 1000 > len(data) and invalid * 3 > len(_beyond_ascii.findall(text)):
        return None
    return Decoded(tidy(text), [_bytes_replaced(invalid)])


def _bytes_replaced(count: int) -> str:
    return f"{count} invalid byte{'s' if count > 1 else ''} became U+FFFD."


def _unmarked_utf16(data: bytes) -> str | None:
    """Which UTF-16 it is, if the text has no mark: half of most texts in it is zero bytes."""
    sample = data[:SAMPLE]
    if len(data) % 2 or sample.count(0) * 10 < len(sample) * 3:
        return None
    high, low = sample[0::2], sample[1::2]
    if low.count(0) * 10 > len(low) * 6 and high.count(0) * 100 <= len(high):
        return "utf-16-le"
    if high.count(0) * 10 > len(high) * 6 and low.count(0) * 100 <= len(low):
        return "utf-16-be"
    return None


def _detected(data: bytes) -> Decoded:
    """The text in the likeliest of the other encodings."""
    if _is_western(data):
        return _replaced(data, "cp1252", ["Read as windows-1252, not UTF-8."])
    from charset_normalizer import from_bytes

    # A stray control tells nothing, and would make the detection give up.
    sample = data[:SAMPLE].translate(bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS)))
    match = from_bytes(sample[: sample.rfind(b"\n") + 1] or sample).best()
    if match is None:
        raise ImportFailed("Its encoding is not known: save the file as UTF-8 and add it again.")
    return _replaced(data, match.encoding, [f"Read as {match.encoding}, not UTF-8."])


def _is_western(data: bytes) -> bool:
    """Whether Windows-1252 reads it as some letters with accents among many without.

    Asked before the general detection, which takes a few French sentences for Polish or Turkish.
    """
    text = data[:SAMPLE].decode("cp1252", errors="replace")
    if _western.sub("", text):
        return False
    accented = len(_western_letter.findall(text))
    return accented * 3 < sum(character.isalpha() for character in text)


def _replaced(data: bytes, encoding: str, notes: list[str]) -> Decoded:
    """The text in that encoding; what is invalid becomes U+FFFD, and is counted."""
    text = data.decode(encoding, errors="replace")
    invalid = text.count("\ufffd")
    if invalid:
        invalid -= data.decode(encoding, errors="ignore").count("\ufffd")
    if invalid * 10 > len(text):
        raise ImportFailed(_BINARY)
    return Decoded(tidy(text), [*notes, _bytes_replaced(invalid)] if invalid else notes)
