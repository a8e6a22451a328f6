"""Queries as the tests type them: on one day, and with names for some colours."""

from datetime import date

from reader.core.query import Query, Term

TODAY = date(2026, 3, 31)
NAMES = {"yellow": "Claim", "red": "to quote", "blue": "blue"}


def parse(typed: str, *, lenient: bool = False) -> Query:
    return Query.parse(typed, names=NAMES, today=TODAY, lenient=lenient)


def term(typed: str) -> Term:
    return parse(typed).term
