"""The query language: what is meant by what is typed, and what is said when nothing can be."""

import pytest

from reader.core.fold import fold_text
from reader.core.query import (
    DEEPEST,
    And,
    Begins,
    Field,
    Has,
    Not,
    Or,
    Query,
    QueryError,
    Term,
    Within,
    Words,
)
from tests.core.queries import TODAY, parse, term

HAYSTACK = fold_text("Les Œuvres complètes d’Honoré de Balzac, l’été\u00a02023")


# Words.


@pytest.mark.parametrize(
    "typed",
    [
        "", "  ", "balzac", "BALZAC", "honore", "oeuvre", "œuvres", "d'honoré", "balzac oeuvres",
        "alza", '"honoré de balzac"', "« Honoré de Balzac »", "“été 2023”", '""', "l’ete",
        "flaubert OR balzac", "balzac OR flaubert zola", "-flaubert", "-(zola OR flaubert) balzac",
        "--balzac", "(balzac)", "2023 (zola OR (oeuvre balzac))", "-(balzac flaubert)",
        '-"de zola"', "balzac AND oeuvre", "balzac NOT zola", "NOT (zola OR flaubert)", "balz*",
        "*vres",
        "（zola OR balzac）", "－flaubert",
    ],
)  # fmt: skip
def test_what_matches(typed: str) -> None:
    assert parse(typed).matches(HAYSTACK)


@pytest.mark.parametrize(
    "typed",
    [
        "flaubert", "balzac flaubert", '"de honoré"', "honoredebalzac", "-balzac", "and",
        "- balzac",
        "flaubert OR zola", "-(zola OR balzac)", "(balzac OR zola) flaubert", "balzac or flaubert",
    ],
)  # fmt: skip
def test_what_does_not_match(typed: str) -> None:
    assert not parse(typed).matches(HAYSTACK)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("a b OR c", Or((And((Words("a"), Words("b"))), Words("c")))),
        ("a (b OR c)", And((Words("a"), Or((Words("b"), Words("c")))))),
        ("(a b) c", And((Words("a"), Words("b"), Words("c")))),
        ("-a-b", Not(Words("a-b"))),
        ("a - b", And((Words("a"), Words("-"), Words("b")))),
        ("-(-a)", Words("a")),
        ("-OR", Not(Words("or"))),
        ("a AND b OR NOT c", Or((And((Words("a"), Words("b"))), Not(Words("c"))))),
        ("NOT NOT a", Words("a")),
        ("-NOT ANDy", And((Not(Words("not")), Words("andy")))),
        ("ORnot", Words("ornot")),
        ("f(x)", And((Words("f"), Words("x")))),
        ("12:30", Words("12:30")),
        ("Re: a", And((Words("re:"), Words("a")))),
        ("https://example.com/a", Words("https://example.com/a")),
        ('"is:unread"', Words("is:unread")),
        ("@balzac", Words("@balzac")),
        ("*", Words("*")),
        ("a*b*", Words("a*b")),
        ('"a*"', Words("a*")),
        ("C# #", And((Words("c#"), Words("#")))),
    ],
)
def test_how_words_are_put_together(typed: str, meant: Term) -> None:
    assert term(typed) == meant


# Fields.


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("color:yellow", Field("color", "yellow")),
        ("COLOR:claim", Field("color", "yellow")),
        ('color:"To  Quote"', Field("color", "red")),
        ("color:«to quote»", Field("color", "red")),
        ("color:*", Has("color")),
        ("style:underline", Field("style", "underline")),
        ("tag:IA", Field("tag", "ia")),
        ("tag:#ia", Field("tag", "ia")),
        ("#IA", Or((Field("tag", "ia"), Words("#ia")))),
        ("-#ia", Not(Or((Field("tag", "ia"), Words("#ia"))))),
        ('#"two words"', Or((Field("tag", "two words"), Words("#two words")))),
        ("#*", Has("tag")),
        ("#idée/*", Or((Begins("tag", "idee/"), Words("#idee/")))),
        ('tag:"to d"*', Begins("tag", "to d")),
        ("tag:ia*", Begins("tag", "ia")),
        ('tag:"ia*"', Field("tag", "ia*")),
        ("note:vérif*", Field("note", "verif")),
        ("id:001a", Begins("id", "001a")),
        ("color：red", Field("color", "red")),
        ("note:＊", Has("note")),
        ('tag:"two words"', Field("tag", "two words")),
        ("note:*", Has("note")),
        ('note:"*"', Field("note", "*")),
        ("note:Été", Field("note", "ete")),
        ("has:note", Has("note")),
        ("has:highlight", Has("color")),
        ("has:date", Has("in")),
        ("is:orphan", Field("status", "orphan")),
        ("status:moved", Field("status", "moved")),
        ("is:Unread", Field("is", "unread")),
        ("title:pologne", Field("title", "pologne")),
        ("source:https://example.com/", Field("source", "https://example.com/")),
        ("lang:FR", Field("lang", "fr")),
        ("-color:red", Not(Field("color", "red"))),
    ],
)
def test_fields(typed: str, meant: Term) -> None:
    assert term(typed) == meant


@pytest.mark.parametrize(
    ("written", "since", "until"),
    [
        ("2026", "2026-01-01", "2027-01-01"),
        ("2026-2", "2026-02-01", "2026-03-01"),
        ("2026-10-24", "2026-10-24", "2026-10-25"),
        ("2026-12-31", "2026-12-31", "2027-01-01"),
        ("2026-10..2026-11", "2026-10-01", "2026-12-01"),
        ("2026-10…2026-11-05", "2026-10-01", "2026-11-06"),
        ("2026..2026-11", "2026-01-01", "2026-12-01"),
        ("..2026", "", "2027-01-01"),
        ("2026..", "2026-01-01", "~"),
        ("9999", "9999-01-01", "~"),
        ("0d", "2026-03-31", "~"),
        ("7d", "2026-03-24", "~"),
        ("2w", "2026-03-17", "~"),
        ("1m", "2026-02-28", "~"),
        ("3M", "2025-12-31", "~"),
        ("2y", "2024-03-31", "~"),
        ("9999y", "0001-01-01", "~"),
        ("today", "2026-03-31", "2026-04-01"),
        ("Yesterday", "2026-03-30", "2026-03-31"),
        ("yesterday..", "2026-03-30", "~"),
        ("2w..1w", "2026-03-17", "2026-03-25"),
        ("..7d", "", "2026-03-25"),
        ("2026-01..1m", "2026-01-01", "2026-03-01"),
        ("２０２６－０３", "2026-03-01", "2026-04-01"),
    ],
)
def test_periods_are_whole_days(written: str, since: str, until: str) -> None:
    found = term(f"in:{written}")
    assert isinstance(found, Within)
    assert (found.since, found.until) == (since, until)
    day = Query.parse(f"created:{written}", today=TODAY, begins=lambda day: f"<{day}>").term
    assert isinstance(day, Within)
    assert (day.since.strip("<>"), day.until.strip("<>")) == (since, until), "in the person's days"


@pytest.mark.parametrize(
    ("typed", "values", "matches"),
    [
        ("in:2023", "2023-05-01/2023-05-31", True),
        ("in:2023-05", "2023-05-01/2023-05-31", True),
        ("in:2023-05-02", "2023-05-01/2023-05-31", False),
        ("in:2023-05-02..", "2023-05-01/2023-05-31", False),
        ("in:..2023-05", "2023-05-01/2023-05-31", True),
        ("in:2023..", "~May 2023", False),
        ("in:..2023", "~May 2023", False),
        ("in:*", "~May 2023", True),
        ("created:2023-05-02", "2023-05-02T00:00:00.000Z", True),
        ("created:2023-05-02", "2023-05-02T23:59:59.999Z", True),
        ("created:2023-05-02", "2023-05-03T00:00:00.000Z", False),
    ],
)
def test_what_lies_in_a_period(typed: str, values: str, matches: bool) -> None:
    assert parse(typed).matches("", lambda _name: [values]) is matches


def test_a_field_asks_for_one_of_its_values() -> None:
    values = {
        "color": ["yellow", "red"],
        "note": ["une idée".replace("é", "e")],
        "tag": ["diagonale"],
    }

    def of(name: str) -> list[str]:
        return values.get(name, [])

    for typed in (
        "color:yellow color:red",
        "note:idee",
        "-tag:ia",
        "tag:*",
        "-title:*",
        "has:note",
    ):
        assert parse(typed).matches("", of), typed
    for typed in ("color:blue", "tag:ia", "-color:*", "note:id_e"):
        assert not parse(typed).matches("", of), typed


# What is wrong.


@pytest.mark.parametrize(
    ("typed", "column", "said"),
    [
        ("été colr:red", 4, "color:"),
        ("zzzzzz:red", 0, "there are id,"),
        ("color:pink", 6, "yellow, green, blue, red, purple, Claim, to quote"),
        ("a is:new", 5, "unread, reading, done"),
        ("has:colour", 4, "note, tag"),
        ("is:*", 3, "unread"),
        ("note: word", 5, "followed at once"),
        ('tag:""', 5, "followed at once"),
        ("created:tomorrow", 8, "2026-10"),
        ("created:1w..2w", 12, "ends before it begins"),
        ("created:1w..2x", 12, "2026-10"),
        ("a is:mov", 5, "is: is one of moved, unread"),
        ("color:to", 6, "color: is one of to quote, yellow"),
        ("tag:*ia", 4, "at the end, as in tag:i*"),
        ("AND a", 0, "between"),
        ("a AND", 2, "between"),
        ("a AND OR b", 2, "between"),
        ("(a AND) b", 3, "between"),
        ("a NOT", 2, "before something"),
        ("(NOT) a", 1, "before something"),
        ("（a 中文", 0, "not closed"),
        ("中文 colr：red", 3, "color:"),
        ("created:2026-13", 8, "2026-10"),
        ("created:2026-02-30", 8, "2026-10"),
        ("created:2026..2026-1x", 14, "2026-10"),
        ("created:2026-11..2026-10", 17, "ends before it begins"),
        ('created:"2026..2025"', 15, "ends before it begins"),
        ("created:..", 8, "2026-10"),
        ("a (b OR c", 2, "not closed"),
        ("a b) c", 3, "no parenthesis"),
        ("a ()", 2, "nothing"),
        ("OR a", 0, "between"),
        ("a OR", 2, "between"),
        ("a OR OR b", 2, "between"),
        ("(a OR) b", 3, "between"),
        ('a "b c', 2, "not closed"),
        ("« a", 0, "not closed"),
        ('note:"b', 5, "not closed"),
        ("(" * (DEEPEST + 1) + "a", DEEPEST, "too many"),
    ],
)
def test_an_error_points_at_the_character(typed: str, column: int, said: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert said in caught.value.message
    assert caught.value.column == column
    assert "\n" not in caught.value.message


def test_an_age_needs_to_know_the_day() -> None:
    with pytest.raises(QueryError, match="write a date"):
        Query.parse("created:7d")


# While it is typed.


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ('balzac "comp', "balzac comp"),
        ("balzac col:", "balzac col:"),
        ("balzac color:", "balzac"),
        ("balzac color:ye", "balzac"),
        ("balzac created:2026-", "balzac"),
        ("balzac created:2026-11..2026", "balzac created:2026-11..2026"),
        ("balzac created:2026-11..2025", "balzac"),
        ("balzac OR", "balzac"),
        ("balzac AND", "balzac"),
        ("balzac NOT", "balzac"),
        ("OR balzac", "balzac"),
        ("balzac (", "balzac"),
        ("balzac (honoré OR", "balzac honoré"),
        ("balzac (honoré OR (zola) été", "balzac (honoré OR zola été)"),
        ("balzac) honoré", "balzac honoré"),
        ("balzac -(color:x)", "balzac"),
        ("Re: balzac", '"re:" balzac'),
        ('x:"a b" balzac', '"x:a b" balzac'),
    ],
)
def test_what_is_not_finished_is_left_out_or_is_words(typed: str, meant: str) -> None:
    found = parse(typed, lenient=True)
    assert found.term == parse(meant, lenient=True).term


def test_what_was_left_out_can_be_said() -> None:
    left_out = parse("a color:pink is:new", lenient=True).problem
    assert left_out is not None
    assert left_out.column == 8
    assert parse("a color:red", lenient=True).problem is None


def test_where_there_are_no_fields_all_is_words() -> None:
    found = Query.parse("color:yellow -b", fields=(), lenient=True)
    assert found.term == And((Words("color:yellow"), Not(Words("b"))))


# Saved queries.


def test_a_saved_query_is_part_of_another() -> None:
    saved = {"ia": "tag:ia OR robot", "red": "color:red @ia", "loop": "a @pool", "pool": "@loop"}
    query = Query.parse("@red -zola", saved=saved)
    assert query.term == term("color:red (tag:ia OR robot) -zola")
    for typed, column, said in (
        ("a @none", 2, "@ia, @red, @loop"),
        ("@loop", 0, "in @loop: in @pool: @loop names itself"),
    ):
        with pytest.raises(QueryError) as caught:
            Query.parse(typed, saved=saved)
        assert said in caught.value.message
        assert caught.value.column == column
    assert Query.parse("@none", saved=saved, lenient=True).term == Words("@none")


def test_saved_queries_that_name_each_other_without_end_are_refused() -> None:
    saved = {f"q{number}": f"(((@q{number + 1})))" for number in range(400)}
    with pytest.raises(QueryError, match="too many"):
        Query.parse("@q0", saved=saved)
    problem = Query.parse("a @q0", saved=saved, lenient=True).problem
    assert problem is not None
    assert problem.column == 2


def test_what_is_wrong_with_a_saved_query_is_said_of_its_name_while_one_types() -> None:
    saved = {"old": "a color:pink", "gone": "b @other", "loop": "b @loop"}
    for typed, column, said in (
        ("zola @old", 5, "in @old: color: is one of"),
        ("@gone", 0, "in @gone: no query is saved as @other; there are: @old, @gone"),
        ("a @oldest", 2, "no query is saved as @oldest; there are: @old, @gone"),
        ("@loop", 0, "in @loop: @loop names itself"),
    ):
        problem = Query.parse(typed, saved=saved, lenient=True).problem
        assert problem is not None
        assert said in problem.message
        assert problem.column == column
    assert Query.parse("@ol", saved=saved, lenient=True).problem is None, "it is not typed whole"
