"""Tags as other programs take them, where those know fewer characters than Reader."""

from typing import Final

import regex

from reader.core.safe import safe_line

NOT_IN_HASHTAGS: Final = regex.compile(
    r"""
    [^\p{L}\p{M}\p{N}\p{So}\U0001f3fb-\U0001f3ff/_-]+
    | _+(?![\p{L}\p{N}]) | (?<![\p{L}\p{N}])_+       # it would be mark-up
    """,
    regex.VERBOSE,
)


def hashtag(tag: str) -> str:
    """`#tag` as Obsidian and its like read it, which needs no escape in Markdown; empty, if there
    is nothing in it that they read.

    They read letters, digits, `_`, `-`, `/` and emoji, and none that is digits alone.
    """
    name = NOT_IN_HASHTAGS.sub("-", safe_line(tag))
    name = regex.sub(r"-*/[-/]*", "/", regex.sub("-+", "-", name)).strip("-/")
    if name.isdecimal():
        name = f"_{name}"
    return name and f"#{name}"


def word(tag: str, others: str, filling: str) -> str:
    """The tag with `filling` where there is neither a letter nor a digit, nor one of `others`."""
    return regex.sub(rf"[^\p{{L}}\p{{M}}\p{{N}}_{others}]+", filling, safe_line(tag))
