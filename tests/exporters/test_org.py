"""What Org makes of quotes, notes and tags: just what they say."""

import re

import pytest
from hypothesis import given

from reader.exporters import FORMATS, Annotated
from tests.exporters.items import TWO, annotated, annotation_on, article_of, entry_of, item, on


def test_org_has_a_heading_an_annotation_and_the_rest_below_it() -> None:
    document = FORMATS["org"].write(
        [item(on(TWO, TWO + 20, "* no heading\n#+end_src", "ia", "a b"))]
    )
    assert document == (
        """\
* A title
:PROPERTIES:
:SOURCE: /home/me/a.txt
:END:

** two three. Four five :ia:a_b:
:PROPERTIES:
:COLOR: yellow
:STATUS: exact
:CREATED: 2026-11-24T03:40:00.000Z
:END:
#+begin_quote
two three.

Four five
#+end_quote
#+begin_src markdown
  ,* no heading
  ,#+end_src
#+end_src
"""
    )


@given(annotated())
def test_nothing_in_an_annotation_is_a_heading_or_a_block_of_orgs(item: Annotated) -> None:
    lines = FORMATS["org"].write([item]).split("\n")
    assert sum(line.startswith("** ") for line in lines) == len(item.annotations)
    assert sum(line.startswith("*") for line in lines) == len(item.annotations) + 1
    for kind in ("quote", "src"):
        begins = [n for n, line in enumerate(lines) if line.startswith(f"#+begin_{kind}")]
        ends = [n for n, line in enumerate(lines) if line.startswith(f"#+end_{kind}")]
        assert len(begins) == len(ends)
        assert all(start < end for start, end in zip(begins, ends, strict=True))


@pytest.mark.parametrize(
    ("quote", "meant"),
    [
        ("TODO this", "\u200bTODO this"),
        ("COMMENT that", "\u200bCOMMENT that"),
        ("[#A] first", "\u200b[#A] first"),
        ("so :it: is :so:", "so :it: is :so:\u200b"),
        ("at <2026-01-02> it", "at <\u200b2026-01-02> it"),
        ("see [fn:1] and <<x>>", "see [\u200bfn\u200b:1] and <\u200b<x>>"),
        ("of H_2 and x^2", "of H_\u200b2 and x^\u200b2"),
        ("{{{x}}} \\alpha @@b:c@@", "{\u200b{\u200b{x}}} \\\u200balpha @\u200b@b:c@\u200b@"),
        ("C:\\dir, 5 < 6 {x} a@b", "C:\\\u200bdir, 5 < 6 {x} a@b"),
        ("see [[x]]", "see [\u200b[x]\u200b]"),
        # What follows was seen in Emacs 28 with Org 9.5: it made links, ran code, counted, stopped
        # an export, or was printed as something else.
        ("shell:ls elisp:(x) doi:1", "shell\u200b:ls elisp\u200b:(x) doi\u200b:1"),
        ("call_foo() src_sh{ls}", "call\u200b_\u200bfoo() src\u200b_\u200bsh{ls}"),
        ("[1/2] [50%] but [12]", "[\u200b1/2] [\u200b50%] but [12]"),
        ("[2026-01-02] [cite:@x]", "[\u200b2026-01-02] [\u200bcite\u200b:@x]"),
        ("$x$ for $5 and a$b", "$x$\u2060 for $5 and a$b"),
        ("a -- b...", "a -\u200b- b.\u200b.\u200b."),
        ("<http://x.org>", "<\u200bhttp://x.org>"),
        ("see http://x.org/a_b/*c/.", "see http://x.org/a_b/*c/."),
        ("NEXT is mine", "\u200bNEXT is mine"),
        (":it:", "\u200b:it:"),
    ],
)
def test_no_words_of_a_quote_are_orgs(quote: str, meant: str) -> None:
    document = in_org(quote)
    assert f"\n** {meant}\n" in document
    assert re.sub("[\u200b\u2060]", "", document).count(f"{quote}\n") == 2


@pytest.mark.parametrize("line", ["%%(diary-float t 4 2)", "CLOCK: [x]", "DEADLINE: x", "a. x"])
def test_no_line_of_a_quote_begins_anything_in_org(line: str) -> None:
    assert f"\n\u200b{line}\n" in in_org(line)


def in_org(quote: str) -> str:
    article = article_of("T", quote)
    annotation = annotation_on(article, 2, 2 + len(quote))
    return FORMATS["org"].write([Annotated(entry_of(article), article, [annotation])])


def test_tags_that_are_one_to_org_stand_once() -> None:
    document = FORMATS["org"].write([item(on(TWO, TWO + 3, "", "a b", "a-b", "é", "x\u200dy"))])
    assert "\n** two :a_b:é:x_y:\n" in document


def test_a_note_keeps_its_indents_in_org() -> None:
    note = "x\n\ty\n  \t,* z"
    document = FORMATS["org"].write([item(on(TWO, TWO + 3, note))])
    assert "\n  x\n      y\n      ,,* z\n" in document
