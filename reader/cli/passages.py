"""Which passage of an article is meant: by its words, or by its offsets."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple
from unicodedata import normalize

import click

from reader.cli.output import Failed
from reader.cli.parameters import Function
from reader.core.safe import safe

if TYPE_CHECKING:
    from reader.core.article import Article

Range = tuple[int, int]


class Passage(NamedTuple):
    """A passage as the options name it."""

    quote: str | None = None
    nth: int | None = None
    start: int | None = None
    end: int | None = None
    is_whole: bool = False
    """Whether the sentences in which it stands are meant."""

    @property
    def is_named(self) -> bool:
        """Whether words or offsets are given."""
        return (self.quote, self.start, self.end) != (None, None, None)

    def find(self, article: "Article") -> Range:
        """Where it is in a text; Failed, if it is not certain which one is meant."""
        return self.whole(article, self._found(article.text))

    def whole(self, article: "Article", passage: Range) -> Range:
        """A passage, or the sentences in which it stands, if those are meant."""
        if not self.is_whole:
            return passage
        from reader.core.segments import sentence_at

        start, end = passage
        return sentence_at(article, start)[0], max(
            end, sentence_at(article, max(start, end - 1))[1]
        )

    def _found(self, text: str) -> Range:
        if (self.quote is None) == (self.start is None) or (self.start is None) != (
            self.end is None
        ):
            raise click.UsageError("Either --quote or --start and --end say which passage it is.")
        if self.quote is not None:
            return _find(text, self.quote, self.nth)
        if self.nth is not None:
            raise click.UsageError("--nth goes with --quote.")
        start, end = self.start or 0, self.end or 0
        if not 0 <= start < end <= len(text):
            raise Failed(f"{start} to {end} is no passage: the text has {len(text)} characters")
        return start, end


def passage_options(function: Function) -> Callable[..., Any]:
    """`--quote`, `--nth`, `--start`, `--end` and `--sentence`, given as one `passage`."""

    @wraps(function)
    def called(
        *args: Any,
        quote: str | None,
        nth: int | None,
        start: int | None,
        end: int | None,
        is_whole: bool,
        **more: Any,
    ) -> Any:
        return function(*args, passage=Passage(quote, nth, start, end, is_whole), **more)

    number, place = click.IntRange(min=1), click.IntRange(min=0)
    for option in (
        click.option("--sentence", "is_whole", is_flag=True, help="The sentences it stands in."),
        click.option("--end", type=place, metavar="N", help="Offset behind its last character."),
        click.option("--start", type=place, metavar="N", help="Offset of its first character."),
        click.option("--nth", type=number, metavar="N", help="Which one, if there are several."),
        click.option("--quote", metavar="TEXT", help="Words of the text."),
    ):
        called = option(called)
    return called


def _find(text: str, quote: str, nth: int | None) -> Range:
    if not quote.strip():
        raise Failed("the quote is empty")
    ways = (_exactly, _folded, _spaced)
    found = next(filter(None, (list(way(text, quote)) for way in ways)), [])
    if not found:
        raise Failed("the quote is not in the text; `reader show` prints it")
    if nth is None and len(found) > 1:
        raise Failed(f"the quote is there {len(found)} times; --nth says which one is meant")
    if nth is not None and nth > len(found):
        raise Failed(f"the quote is there {_times(len(found))} only")
    return found[(nth or 1) - 1]


def _exactly(text: str, quote: str) -> Iterator[Range]:
    start = text.find(quote)
    while start >= 0:
        yield start, start + len(quote)
        start = text.find(quote, start + 1)


def _folded(text: str, quote: str) -> Iterator[Range]:
    """Whatever the case, the accents and the kinds of spaces."""
    from reader.core.search import find

    return iter(find(text, quote))


def _spaced(text: str, quote: str) -> Iterator[Range]:
    """Whatever spaces stand beside the marks, as `reader verify` finds it."""
    from reader.core.fold import fold_composed
    from reader.core.quotation import Quotation

    words = normalize("NFC", safe(quote)).strip()
    return Quotation(words).all_in(text, fold_composed(text))


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
