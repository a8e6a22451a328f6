"""The query language: how what a person types becomes a term.

    query  = every { "OR" every }
    every  = one { [ "AND" ] one }
    one    = ( "-" | "NOT" ) one | "(" query ")" | field ":" value | "#" tag | "@" saved
           | word | phrase

Words and fields that stand side by side must all be true, with `AND` or without. The operators are
written in capitals, because "or" is a French word. `#tag` is what is tagged so, or says `#tag`.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final, NamedTuple

from reader.core.fields import FIELDS, HAS, Kind
from reader.core.fold import fold_text
from reader.core.periods import Midnight, PeriodError, period
from reader.core.terms import (
    EVERYTHING,
    And,
    Begins,
    Field,
    FieldTerm,
    Has,
    Not,
    Or,
    Term,
    ValuesOf,
    Within,
    Words,
    WordsOf,
    all_of,
    any_of,
    none_of,
    select,
    walk,
)

__all__ = [
    "EVERYTHING",
    "FIELDS",
    "And",
    "Begins",
    "Field",
    "Has",
    "Kind",
    "Not",
    "Or",
    "Query",
    "QueryError",
    "Term",
    "Within",
    "Words",
]


DEEPEST: Final = 30
"""Parentheses and saved queries within each other; each costs some of Python's stack."""


class QueryError(ValueError):
    """What was typed is no query: in one line, what is wrong and what would be right."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        """Which character of what was typed is the first that is wrong, counted from 0."""


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00"


@dataclass(frozen=True, slots=True)
class Query:
    """What a person looks for."""

    term: Term = EVERYTHING
    problem: QueryError | None = field(default=None, compare=False)
    """What was left out of a query that was read leniently, if anything."""

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        names: Mapping[str, str] = MappingProxyType({}),
        today: date | None = None,
        begins: Midnight = _midnight,
        saved: Mapping[str, str] | None = None,
        within: tuple[str, ...] = (),
        fields: Collection[str] = FIELDS.keys(),
        lenient: bool = False,
    ) -> "Query":
        """Read what was typed.

        `names` are the person's names of colours, as in the settings. `today` is what ages are
        counted from, and `begins` says at which instant (UTC, ISO 8601) a day of the person's
        begins. `saved` are the queries that `@name` stands for; without them it is a word. The text
        is, or will be, that of a saved query if it is `within` one, which it cannot name.

        Raises QueryError; a lenient reading never does: it leaves out what is not finished or
        cannot be understood, and takes the name of no field for a word. Where no `fields` are to
        be had, all is words.
        """
        parser = _Parser(text, _Lexicon(names, today, begins, saved, within, fields, lenient))
        return cls(parser.read(), parser.problem)

    def __bool__(self) -> bool:
        """Whether it asks for anything."""
        return self.term != EVERYTHING

    def __str__(self) -> str:
        """The query as it may be typed; what that is read as is equal to it."""
        return str(self.term) if self else ""

    @property
    def terms(self) -> tuple[str, ...]:
        """Words and phrases that are looked for, folded; not those that must be absent."""
        found = walk(self.term)
        return tuple(one.folded for one, wanted in found if wanted and isinstance(one, Words))

    @property
    def of_articles(self) -> "Query":
        """What it asks of the article alone, in fields that are no annotation's: all that it means
        is in, or of, an article of which this is true."""
        parts = self.term.parts if isinstance(self.term, And) else (self.term,)
        return Query(all_of(part for part in parts if all(map(_is_of_article, walk(part)))))

    @property
    def asks_annotations(self) -> bool:
        """Whether it depends on annotations which articles it means: on their words it does not,
        nor on their last change, which is the article's too."""
        fields = (one.name for one, _ in walk(self.term) if isinstance(one, FieldTerm))
        return any(FIELDS[name].of != "article" and name != "updated" for name in fields)

    def mentions(self, term: Term) -> bool:
        """Whether a word or a field is part of it, be it denied."""
        return any(one == term for one, _ in walk(self.term))

    def among(self, numbers: Iterable[int], words: WordsOf, values: ValuesOf) -> list[int]:
        """Those of many things that are meant, in their order; see `terms.select`."""
        return select(self.term, numbers, words, values)

    def matches(self, folded: str, values: Callable[[str], Collection[str]] = lambda _: ()) -> bool:
        """Whether something is meant that says this, and has these values in its fields."""
        return bool(select(self.term, (0,), lambda _: folded, lambda _, name: values(name)))


class _Lexicon(NamedTuple):
    """What the meaning of a query depends on besides its text; see `Query.parse`."""

    names: Mapping[str, str]
    today: date | None
    begins: Midnight
    saved: Mapping[str, str] | None
    within: tuple[str, ...]
    fields: Collection[str]
    lenient: bool


_QUOTES = '"“”„‟″«»〝〞＂'  # what folds to `"`
_OTHER = rf"[^\s(){_QUOTES}]"
_START = r"(?<! [^\s()] )"
_SIGNS = str.maketrans("（）：－＊＠＃", "():-*@#")
"""What a keyboard for Chinese or Japanese types in place of a sign."""

_token = re.compile(
    rf"""
    (?P<open> \( ) | (?P<close> \) )
  | (?P<or> {_START} OR (?= [\s()] | $ ) )
  | (?P<and> {_START} AND (?= [\s()] | $ ) )
  | (?P<not> - (?= [^\s)] ) | {_START} NOT (?= [\s()] | $ ) )
  | (?: (?P<field> [A-Za-z]+ ) : (?! // ) | (?P<hash> \# ) (?! [\s()] | $ ) ) (?:
      (?P<quote> [{_QUOTES}] ) (?P<quoted> [^{_QUOTES}]* )
        (?: (?P<unquote> [{_QUOTES}] ) (?P<star> \* )? )?
    | (?P<value> {_OTHER}* ) )
  | (?P<begin> [{_QUOTES}] ) (?P<phrase> [^{_QUOTES}]* ) (?P<end> [{_QUOTES}] )?
  | @ (?P<saved> {_OTHER}+ )
  | {_OTHER}+
    """,
    re.VERBOSE,
)


class _Parser:
    """Reads one text by recursive descent: each method takes the tokens of what it is named for."""

    def __init__(self, text: str, lexicon: _Lexicon, depth: int = 0) -> None:
        self._lexicon = lexicon
        self._tokens = list(_token.finditer(text.translate(_SIGNS)))
        self._at = 0
        self._depth = depth
        self.problem: QueryError | None = None

    def read(self) -> Term:
        """The whole text."""
        parts = []
        while self._at < len(self._tokens):
            parts.append(self._query())
            if closing := self._take("close"):
                self._complain("no parenthesis is open that this one closes", closing.start())
        return all_of(part for part in parts if part is not None)

    # The grammar. What is None asks for nothing.

    def _query(self) -> Term | None:
        parts = [self._every()]
        while joining := self._take("or"):
            parts.append(self._every())
            if None in parts[-2:]:
                self._complain("OR stands between two things, as in a OR b", joining.start())
        there = [part for part in parts if part is not None]
        return any_of(there) if there else None

    def _every(self) -> Term | None:
        parts: list[Term] = []
        while self._goes_on("or", "close"):
            if joining := self._take("and"):
                if not parts or not self._goes_on("or", "close", "and"):
                    self._complain("AND stands between two things, as in a AND b", joining.start())
            elif (part := self._one()) is not None:
                parts.append(part)
        return all_of(parts) if parts else None

    def _one(self) -> Term | None:
        is_denied = False
        while denying := self._take("not"):
            is_denied = not is_denied
            if not self._goes_on("or", "close", "and"):
                self._complain("NOT stands before something, as in NOT a", denying.start())
                return None
        part = self._group() if self._comes("open") else self._single(self._taken())
        return none_of(part) if part is not None and is_denied else part

    def _group(self) -> Term | None:
        opening = self._taken()
        if self._depth == DEEPEST:
            self._complain("too many parentheses stand within each other", opening.start())
            return None
        self._depth += 1
        part = self._query()
        self._depth -= 1
        if not self._take("close"):
            self._complain("this parenthesis is not closed", opening.start())
        elif part is None:
            self._complain("nothing stands in these parentheses", opening.start())
        return part

    def _single(self, token: re.Match[str]) -> Term | None:
        try:
            if token["field"] or token["hash"]:
                return self._field(token)
            if token["saved"] and self._lexicon.saved is not None:
                return self._saved(token, self._lexicon.saved)
        except QueryError as error:
            self._complain(error.message, error.column)
            return None
        if token["begin"] and not token["end"]:
            self._complain("this quotation mark is not closed", token.start())
        return _words(token["phrase"] if token["begin"] else token[0].strip("*") or token[0])

    # Tokens.

    def _comes(self, *kinds: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].lastgroup in kinds

    def _goes_on(self, *but: str) -> bool:
        """Whether a token comes that is of none of these kinds."""
        return self._at < len(self._tokens) and not self._comes(*but)

    def _take(self, kind: str) -> re.Match[str] | None:
        return self._taken() if self._comes(kind) else None

    def _taken(self) -> re.Match[str]:
        self._at += 1
        return self._tokens[self._at - 1]

    def _complain(self, message: str, column: int) -> None:
        """Raise an error, or keep the first one of a lenient reading."""
        error = QueryError(message, column)
        if not self._lexicon.lenient:
            raise error
        self.problem = self.problem or error

    # Single terms.

    def _saved(self, token: re.Match[str], saved: Mapping[str, str]) -> Term | None:
        """The term of a saved query, which may name others."""
        name, within = token["saved"], self._lexicon.within
        if name in within:
            raise QueryError(f"@{name} names itself", token.start())
        if name not in saved:
            if not self._lexicon.lenient or not any(one.startswith(name) for one in saved):
                known = _listed([f"@{one}" for one in saved]) or "none yet"
                self._complain(f"no query is saved as @{name}; there are: {known}", token.start())
            return _words(token[0])
        if self._depth == DEEPEST:
            raise QueryError("too many saved queries stand within each other", token.start())
        lexicon = self._lexicon._replace(within=(*within, name))
        inner = _Parser(saved[name], lexicon, self._depth + 1)
        try:
            term = inner.read()
        except QueryError as error:
            raise QueryError(f"in @{name}: {error.message}", token.start()) from error
        if inner.problem:
            self._complain(f"in @{name}: {inner.problem.message}", token.start())
        return term if term != EVERYTHING else None

    def _field(self, token: re.Match[str]) -> Term | None:
        name = token["field"].lower() if token["field"] else "tag"
        if name not in self._lexicon.fields:
            if self._lexicon.lenient or not (token["value"] or token["quote"]):
                return _words(token[0].translate(_WITHOUT_QUOTES))
            raise QueryError(_unknown(token["field"]), token.start())
        if token["quote"] and not token["unquote"]:
            self._complain("this quotation mark is not closed", token.start("quote"))
        kind = FIELDS[name]
        group = "quoted" if token["quote"] else "value"
        column, value = token.start(group), fold_text(token[group]).strip()
        if kind.takes == "name" and not token["quote"]:
            value = value.lstrip("#")
        bare = value if token["quote"] else value.strip("*")
        if value and not bare and name not in ("is", "has"):
            return Has(name)
        if not value:
            raise QueryError(f"{name}: is followed at once by {_TAKES[kind.takes]}", column)
        match kind.takes:
            case "text":
                return Field(name, bare)
            case "id":
                return Begins(name, bare)
            case "name":
                if not value.startswith(bare):
                    raise QueryError(f"a * stands at the end, as in {name}:{bare[:1]}*", column)
                found = (Begins if token["star"] or bare != value else Field)(name, bare)
                return any_of((found, Words(f"#{bare}"))) if token["hash"] else found
            case "choice":
                return self._choice(name, value, column)
            case "date":
                lexicon = self._lexicon
                begins = date.isoformat if name == "in" else lexicon.begins
                try:
                    return Within(name, value, *period(value, begins, lexicon.today))
                except PeriodError as error:
                    raise QueryError(str(error), column + error.column) from error

    def _choice(self, name: str, value: str, column: int) -> Term:
        choices = FIELDS[name].choices
        named = self._lexicon.names if name == "color" else {}
        meant = {fold_text(own).strip(): choice for choice, own in named.items()}
        chosen = value if value in choices else meant.get(value)
        if chosen is None:
            own = [one for one in named.values() if fold_text(one) not in choices]
            meant_first = sorted(
                [*choices, *own], key=lambda one: not fold_text(one).startswith(value)
            )
            raise QueryError(f"{name}: is one of {_listed(meant_first)}", column)
        if name == "has":
            return Has(HAS[chosen])
        is_of_annotation = name == "is" and chosen in FIELDS["status"].choices
        return Field("status" if is_of_annotation else name, chosen)


def _is_of_article(found: tuple[Term, bool]) -> bool:
    term = found[0]
    return isinstance(term, FieldTerm) and FIELDS[term.name].of == "article"


_WITHOUT_QUOTES = dict.fromkeys(map(ord, _QUOTES))

_TAKES: Final = {
    "text": 'words, or by "several words"',
    "name": "a name",
    "id": "an id, or its beginning",
    "choice": "one of its values",
    "date": "a date",
}


def _words(text: str) -> Words | None:
    folded = fold_text(text).strip()
    return Words(folded) if folded else None


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), FIELDS, n=1)
    meant = f"{near[0]}: is one" if near else f"there are {_listed(FIELDS)}"
    return f"there is no field {name}: ({meant}; in quotation marks, it is words)"


def _listed(words: Collection[str]) -> str:
    return ", ".join(words)
