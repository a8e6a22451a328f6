"""The articles that ship with the program: as they were given, true, and short enough."""

from hashlib import sha256

from reader.core.article import Article
from reader.core.catalog import minutes
from reader.importers import read, walk
from reader.settings import seeds_folder
from reader.tui.commands import COLOR_LETTERS, Mode
from reader.tui.keymap import keymap, split_keys
from tests.importers.reading import assert_canonical, blocks_of

ARTICLE = "000_a2dd445eaaf761cc.txt"
ARTICLE_HASH = "428886dc7d43e4a5245ceeae68ff8017de5554374741f0756cd761d4ee6ad5a4"

TAUGHT: dict[Mode, dict[str, str]] = {
    "reading": {
        "j": "next_paragraph",
        "k": "previous_paragraph",
        "Space": "page_down",
        "b": "page_up",
        "L": "next_heading",
        "H": "previous_heading",
        "i": "outline",
        "G": "last",
        "Ctrl+O": "back",
        "h": "highlight",
        "c": "choose_color",
        "s": "select_sentence",
        "f": "hints",
        "v": "select_characters",
        "a": "note",
        "t": "tags",
        "u": "undo",
        "Ctrl+R": "redo",
        "d": "delete",
        "y": "copy",
        "Y": "copy_as",
        '"': "copies",
        "/": "search",
        "n": "next_match",
        "N": "previous_match",
        "Esc": "cancel",
        "A": "annotations",
        "<": "previous_annotation",
        ">": "next_annotation",
        "m": "set_bookmark",
        "'": "jump_to_bookmark",
        "z": "zen",
        "+": "wider",
        "-": "narrower",
        "=": "reset_width",
        "B": "boilerplate",
        "o": "open_link",
        "*": "star",
        "?": "help",
        "q": "quit",
    },
    "selecting": {"s": "add_sentence", "w": "word_forward", "Enter": "highlight", "Esc": "cancel"},
    "note": {"Ctrl+S": "save"},
    "annotations": {"Enter": "jump"},
}
"""What *Getting started* says that its keys do."""

LETTERS = {*COLOR_LETTERS, "f"}
"""Letters that follow a key: the colours, and the bookmark that the article proposes."""


def getting_started() -> Article:
    """The article that teaches Reader."""
    article = read(seeds_folder() / "getting_started.md").article
    assert_canonical(article)
    return article


def named_keys(article: Article) -> set[str]:
    """The keys that an article names: they are set as code."""
    return {article.text[span.start : span.end] for span in article.spans if span.kind == "code"}


def test_the_seeds_are_read_in_their_order_and_without_remarks() -> None:
    paths = walk(seeds_folder())
    assert [path.name for path in paths] == [ARTICLE, "getting_started.md"]
    assert all(read(path).notes == [] for path in paths)


def test_the_article_of_the_seeds_is_byte_for_byte_as_it_was_given() -> None:
    assert sha256((seeds_folder() / ARTICLE).read_bytes()).hexdigest() == ARTICLE_HASH


def test_every_key_that_getting_started_names_does_what_it_says() -> None:
    for mode, keys in TAUGHT.items():
        commands = keymap(mode)
        for key, command in keys.items():
            assert commands[split_keys(key)] == command, key
    taught = {key for keys in TAUGHT.values() for key in keys}
    assert named_keys(getting_started()) == taught | LETTERS


def test_every_paragraph_of_getting_started_invites_to_try_something() -> None:
    article = getting_started()
    keys = [span.start for span in article.spans if span.kind == "code"]
    for block in article.blocks:
        if block.kind not in ("heading", "boilerplate"):
            assert any(block.start <= start < block.end for start in keys)


def test_getting_started_is_read_in_less_than_five_minutes() -> None:
    article = getting_started()
    assert article.words <= 900
    assert minutes(article.words) < 5


def test_getting_started_shows_what_an_article_can_hold() -> None:
    article = getting_started()
    assert {kind for kind, _text in blocks_of(article)} == {
        "heading 1",
        "heading 2",
        "paragraph",
        "quote",
        "item",
        "boilerplate",
    }
    assert {span.kind for span in article.spans} == {"emphasis", "strong", "code", "link"}
    assert article.title == "Getting started"
