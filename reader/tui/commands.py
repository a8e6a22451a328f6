"""The table of commands: what a person can do in each mode, with which keys, and what it is called.

Dispatch, footer, command palette, help, rebinding, `reader keys` and the key tables of the
documentation are all read from here. Data only: no Textual, because the command line reads it too.
"""

from collections.abc import Mapping
from functools import cache
from typing import Literal, NamedTuple

Mode = Literal[
    "library", "reading", "selecting", "passage", "hints", "note", "annotations", "repair", "review"
]
MODES: tuple[Mode, ...] = (
    "library",
    "reading",
    "selecting",
    "passage",
    "hints",
    "note",
    "annotations",
    "repair",
    "review",
)

Argument = Literal["letter", "color"]
"""What the key after a command's own keys is: any letter, or that of a colour or a style."""

COLOR_LETTERS: Mapping[str, str] = {
    "y": "yellow",
    "g": "green",
    "b": "blue",
    "r": "red",
    "p": "purple",
}

LOOK_LETTERS: Mapping[str, str] = {
    **COLOR_LETTERS,
    "h": "highlight",
    "u": "underline",
    "s": "strike",
}
"""How a passage is marked: in which colour, or in which style."""

COPY_LETTERS: Mapping[str, str] = {
    "p": "plain",
    "m": "markdown",
    "c": "cited",
    "o": "org",
    "h": "html",
    "w": "w3c",
    "l": "link",
    "A": "all",
}
"""In which form a passage is copied; a person's own templates may have other letters."""


class Command(NamedTuple):
    """One row: a command in the modes in which it has these keys."""

    name: str
    """A screen does it in `do_<name>`. The same name may have another row in another mode."""
    keys: tuple[str, ...]
    """As a person writes them: `j`, `gg`, `Ctrl+D`, `PgDn`, `↓`. The first one is shown."""
    label: str
    """At most twelve characters, for the footer."""
    help: str
    """A sentence."""
    modes: tuple[Mode, ...]
    group: str
    argument: Argument | None = None

    @property
    def shown(self) -> str:
        """Its first key as it is shown, with the letter that follows it."""
        following = {None: "", "letter": "+letter", "color": "+colour"}[self.argument]
        return (self.keys[0] if self.keys else "") + following


LIBRARY: tuple[Mode, ...] = ("library",)
READING: tuple[Mode, ...] = ("reading",)
ARTICLES: tuple[Mode, ...] = ("library", "reading")
SELECTING: tuple[Mode, ...] = ("selecting",)
TEXT: tuple[Mode, ...] = ("reading", "selecting")
ENDS: tuple[Mode, ...] = ("selecting", "passage")
MOVING: tuple[Mode, ...] = ("reading", "selecting", "passage")
PASSAGE: tuple[Mode, ...] = ("passage",)
HINTS: tuple[Mode, ...] = ("hints",)
SCREENS: tuple[Mode, ...] = (
    "library",
    "reading",
    "selecting",
    "passage",
    "annotations",
    "repair",
    "review",
)
NOTE: tuple[Mode, ...] = ("note",)
PANEL: tuple[Mode, ...] = ("annotations",)
REPAIR: tuple[Mode, ...] = ("repair",)
REVIEW: tuple[Mode, ...] = ("review",)

_Row = (
    tuple[tuple[Mode, ...], str, str, str, str]
    | tuple[tuple[Mode, ...], str, str, str, str, Argument]
)


def _group(group: str, *rows: _Row) -> tuple[Command, ...]:
    """The commands of a group: modes, name, keys parted by spaces, label, sentence, argument if any."""
    return tuple(
        Command(name, tuple(keys.split()), label, sentence, modes, group, *argument)
        for modes, name, keys, label, sentence, *argument in rows
    )


# A row of the table is a row of the file.
# fmt: off
COMMANDS: tuple[Command, ...] = (
    *_group("Note",
        (NOTE, "save",    "Ctrl+S Esc", "save",    "Save the note and return."),
        (NOTE, "editor",  "Ctrl+E",     "$EDITOR", "Write it in your own editor."),
        (NOTE, "discard", "Ctrl+G",     "discard", "Discard the change."),
    ),
    *_group("Repair",
        (REPAIR, "next_candidate",     "j ↓",    "next",      "Choose the next place."),
        (REPAIR, "previous_candidate", "k ↑",    "up",        "Choose the place before."),
        (REPAIR, "attach",             "Enter",  "attach",    "Attach it to the chosen place."),
        (REPAIR, "find_place",         "/",      "find",      "Find its place by hand."),
        (REPAIR, "next_orphan",        "n",      "next lost", "Leave this one for later."),
        (REPAIR, "keep_orphan",        "x",      "keep lost", "Keep it without a place."),
        (REPAIR, "undo",               "u",      "undo",      "Undo the last change."),
        (REPAIR, "redo",               "Ctrl+R", "redo",      "Redo what was undone."),
    ),
    *_group("Review",
        (REVIEW, "grade_again", "1",     "forgotten", "You have forgotten it."),
        (REVIEW, "grade_hard",  "2",     "hard",      "You hardly remember it."),
        (REVIEW, "grade_good",  "3",     "good",      "You remember it."),
        (REVIEW, "grade_easy",  "4",     "easy",      "You know it by heart."),
        (REVIEW, "skip",        "s",     "skip",      "Leave it as due as it is."),
        (REVIEW, "jump",        "Enter", "read on",   "Read on in its article."),
    ),
    *_group("Move",
        (LIBRARY, "next_article",       "j ↓",               "down",         "Go to the next article."),
        (LIBRARY, "previous_article",   "k ↑",               "up",           "Go to the previous article."),
        (LIBRARY, "first",              "gg Home",           "first",        "Go to the first article."),
        (LIBRARY, "last",               "G End",             "last",         "Go to the last article."),
        (LIBRARY, "page_down",          "PgDn Ctrl+F",       "page",         "Go one page down."),
        (LIBRARY, "page_up",            "PgUp Ctrl+B",       "page up",      "Go one page up."),
        (LIBRARY, "half_page_down",     "Ctrl+D",            "half page",    "Go half a page down."),
        (LIBRARY, "half_page_up",       "Ctrl+U",            "half page up", "Go half a page up."),
        (LIBRARY, "preview_down",       "Space",             "preview",      "Scroll the preview down; without one, the list."),
        (LIBRARY, "preview_up",         "b",                 "preview up",   "Scroll the preview up; without one, the list."),
        (LIBRARY, "open",               "Enter l Tab",       "open",         "Open the article."),
        (READING, "next_paragraph",     "j",                 "next",         "Go to the next paragraph; one taller than the screen scrolls first."),
        (READING, "previous_paragraph", "k",                 "previous",     "Go to the previous paragraph."),
        (READING, "line_down",          "↓ Ctrl+E",          "line down",    "Scroll one line down."),
        (READING, "line_up",            "↑ Ctrl+Y",          "line up",      "Scroll one line up."),
        (MOVING,  "page_down",          "Space PgDn Ctrl+F", "page",         "Go one page down."),
        (READING, "page_up",            "b PgUp Ctrl+B",     "page up",      "Go one page up."),
        (ENDS,    "page_up",            "PgUp Ctrl+B",       "page up",      "Go one page up."),
        (MOVING,  "half_page_down",     "Ctrl+D",            "half page",    "Go half a page down."),
        (MOVING,  "half_page_up",       "Ctrl+U",            "half page up", "Go half a page up."),
        (MOVING,  "first",              "gg Home",           "start",        "Go to the start of the article."),
        (MOVING,  "last",               "G End",             "end",          "Go to the end of the article; with a count, to that paragraph."),
        (READING, "next_heading",       "L }",               "heading",      "Go to the next heading."),
        (READING, "previous_heading",   "H {",               "heading up",   "Go to the previous heading."),
        (ENDS,    "character_left",     "h ←",               "left",         "One character left."),
        (ENDS,    "row_down",           "j ↓",               "down",         "One line down."),
        (ENDS,    "row_up",             "k ↑",               "up",           "One line up."),
        (ENDS,    "character_right",    "l →",               "right",        "One character right."),
        (ENDS,    "word_forward",       "w",                 "word",         "To the start of the next word."),
        (ENDS,    "word_backward",      "b",                 "word back",    "To the start of the word."),
        (ENDS,    "word_end",           "e",                 "word end",     "To the end of the word."),
        (ENDS,    "row_start",          "0",                 "line start",   "To the start of the line."),
        (ENDS,    "row_end",            "$",                 "line end",     "To the end of the line."),
        (ENDS,    "next_sentence",      ")",                 "sentence",     "To the next sentence."),
        (ENDS,    "previous_sentence",  "(",                 "sentence up",  "To the previous sentence."),
        (ENDS,    "next_paragraph",     "L }",               "paragraph",    "To the next paragraph."),
        (ENDS,    "previous_paragraph", "H {",               "paragraph up", "To the previous paragraph."),
        (PANEL,   "next",               "j ↓",               "down",         "Go to the next annotation."),
        (PANEL,   "previous",           "k ↑",               "up",           "Go to the previous annotation."),
        (PANEL,   "first",              "gg Home",           "first",        "Go to the first annotation."),
        (PANEL,   "last",               "G End",             "last",         "Go to the last annotation."),
        (PANEL,   "page_down",          "PgDn Ctrl+F",       "page",         "Go one page down."),
        (PANEL,   "page_up",            "PgUp Ctrl+B",       "page up",      "Go one page up."),
        (PANEL,   "half_page_down",     "Ctrl+D",            "half page",    "Go half a page down."),
        (PANEL,   "half_page_up",       "Ctrl+U",            "half page up", "Go half a page up."),
        (PANEL,   "jump",               "Enter l",           "jump",         "Go to its place in its article; Ctrl+O comes back."),
        (REVIEW,  "line_down",          "j ↓",               "line down",    "Scroll one line down."),
        (REVIEW,  "line_up",            "k ↑",               "line up",      "Scroll one line up."),
        (REVIEW,  "page_down",          "Space PgDn",        "page",         "Go one page down."),
        (REVIEW,  "page_up",            "b PgUp",            "page up",      "Go one page up."),
    ),
    *_group("Annotate",
        (READING,   "highlight",    "h",      "highlight",    "Highlight the paragraph in the current colour; again removes it."),
        (SELECTING, "highlight",    "Enter",  "highlight",    "Highlight the selection in the current colour."),
        (READING,   "choose_color", "c",      "colour",       "Choose the colour (y g b r p) or the style (h highlight, u underline, s strike); "
            "the annotation under the cursor takes it.", "color"),
        (SELECTING, "choose_color", "c",      "colour",       "Mark the selection in that colour (y g b r p) or style (h u s).", "color"),
        (READING,   "note",         "a",      "note",         "Write a note on the annotation under the cursor, else on the paragraph."),
        (READING,   "note_article", "M",      "article note", "Write a note on the whole article."),
        (SELECTING, "note",         "a",      "note",         "Highlight and write a note."),
        (READING,   "tags",         "t",      "tags",         "Tag the annotation under the cursor, else the paragraph."),
        (SELECTING, "tags",         "t #",    "tags",         "Highlight and tag."),
        (READING,   "delete",       "d",      "delete",       "Delete the annotation under the cursor."),
        (SELECTING, "delete",       "d",      "delete",       "Delete the annotations that the selection touches."),
        (READING,   "edit_passage", "e",      "passage",      "Move the ends of the annotation under the cursor."),
        (PASSAGE,   "keep",         "Enter",  "keep",         "Keep this passage."),
        (READING,   "repair",       "O",      "repair",       "Find a place for the annotations that have lost theirs."),
        (READING,   "undo",         "u",      "undo",         "Undo the last change, also after a restart."),
        (READING,   "redo",         "Ctrl+R", "redo",         "Redo what was undone."),
        (PANEL,     "tick",         "Space",  "tick",         "Tick it, and go to the next one."),
        (PANEL,     "tick_all",     "T",      "tick all",     "Tick all that are listed, or none."),
        (PANEL,     "choose_color", "c",      "colour",       "Give the ticked ones, else the selected one, a colour (y g b r p) or a style (h u s).", "color"),
        (PANEL,     "tags",         "t",      "tags",         "Tag the ticked ones, else the selected."),
        (PANEL,     "note",         "a",      "note",         "Write the note of the selected one."),
        (PANEL,     "delete",       "d",      "delete",       "Delete the ticked ones, else the selected."),
        (PANEL,     "repair",       "O",      "repair",       "Find a place for the selected one, or for others of its article."),
        (PANEL,     "undo",         "u",      "undo",         "Undo the last change."),
        (PANEL,     "redo",         "Ctrl+R", "redo",         "Redo what was undone."),
        (REVIEW,    "note",         "a",      "note",         "Write its note."),
        (REVIEW,    "tags",         "t",      "tags",         "Edit its tags."),
        (REVIEW,    "choose_color", "c",      "colour",       "Choose its colour (y g b r p) or its style (h u s).", "color"),
        (REVIEW,    "delete",       "d",      "delete",       "Delete it."),
        (REVIEW,    "edit_passage", "e",      "passage",      "Move its ends."),
        (REVIEW,    "repair",       "O",      "repair",       "Find its place, if it has lost it."),
        (REVIEW,    "undo",         "u",      "undo",         "Undo the last change or grade."),
        (REVIEW,    "redo",         "Ctrl+R", "redo",         "Redo what was undone."),
    ),
    *_group("Select",
        (READING, "select_sentence",   "s",         "sentence",   "Select the sentence."),
        (READING, "hints",             "f",         "hints",      "Show letters at every sentence in sight; type them, and it is selected."),
        (ENDS,    "add_sentence",      "s",         "+ sentence", "Add a sentence."),
        (TEXT,    "select_characters", "v",         "select",     "Select by character."),
        (TEXT,    "select_paragraphs", "V",         "paragraphs", "Select by paragraph."),
        (TEXT,    "select_again",      "gv",        "again",      "Select the last selection again."),
        (ENDS,    "extend_hint",       "f",         "reach",      "Extend to the end of the sentence that you name by its letters."),
        (ENDS,    "swap_ends",         "o",         "swap ends",  "Move the other end."),
        (HINTS,   "take_back",         "Backspace", "take back",  "Take back a letter."),
        (HINTS,   "cancel",            "Esc",       "leave",      "Leave all as it was."),
    ),
    *_group("Copy",
        (READING,   "copy",    "y",   "copy",    "Copy the annotation under the cursor, else the paragraph, word for word."),
        (SELECTING, "copy",    "y",   "copy",    "Copy the selection, word for word."),
        (TEXT,      "copy_as", "Y",   "copy as", "Copy as: p plain, m Markdown quote, c with citation, o Org, h HTML, w Web Annotation, "
            "l link to the passage, A all annotations of the article.", "letter"),
        (READING,   "copies",  '"',   "copies",  "Show the last 50 copies."),
        (TEXT,      "pipe",    "| P", "pipe",    "Pipe the passage to a command."),
        (TEXT,      "look_up", "W",   "look up", "Look up the word, with the command of the settings."),
        (PANEL,     "copy",    "y",   "copy",    "Copy the quotes of the ticked ones, else the one."),
        (PANEL,     "copy_as", "Y",   "copy as", "Copy the ticked ones, else the selected one, in a form.", "letter"),
        (PANEL,     "copies",  '"',   "copies",  "Show the last 50 copies."),
        (PANEL,     "export",  "E",   "export",  "Export the ticked ones, an article, or all."),
        (REVIEW,    "copy",    "y",   "copy",    "Copy it, word for word."),
        (REVIEW,    "copy_as", "Y",   "copy as", "Copy it in a form.", "letter"),
        (REVIEW,    "pipe",    "| P", "pipe",    "Pipe it to a command."),
        (REVIEW,    "look_up", "W",   "look up", "Look up the word."),
    ),
    *_group("Find",
        (LIBRARY,  "filter",              "/",       "filter",      "Show only the articles that match what you type."),
        (LIBRARY,  "search_all",          "F",       "search all",  "Search the texts and notes of all articles."),
        (LIBRARY,  "all_annotations",     "A",       "annotations", "List the annotations of all articles."),
        (LIBRARY,  "sort",                "S",       "sort",        "Choose the order of the list."),
        (LIBRARY,  "view_all",            "1",       "all",         "Show all articles."),
        (LIBRARY,  "view_unread",         "2",       "unread",      "Show the unread articles."),
        (LIBRARY,  "view_reading",        "3",       "reading",     "Show those you are reading."),
        (LIBRARY,  "view_done",           "4",       "done",        "Show those you have read."),
        (LIBRARY,  "view_annotated",      "5",       "annotated",   "Show the annotated ones."),
        (READING,  "search",              "/",       "search",      "Search in the article."),
        (ENDS,     "search",              "/",       "search",      "Extend to what you search."),
        (READING,  "search_all",          "F",       "search all",  "Search the texts and notes of all articles."),
        (MOVING,   "next_match",          "n",       "next match",  "Go to the next match."),
        (MOVING,   "previous_match",      "N",       "prev. match", "Go to the previous match."),
        (READING,  "annotations",         "A",       "annotations", "List the annotations of the article."),
        (READING,  "next_annotation",     "> ]",     "next note",   "Go to the next annotation."),
        (READING,  "previous_annotation", "< [",     "prev. note",  "Go to the previous annotation."),
        (READING,  "outline",             "i",       "outline",     "List the headings."),
        (READING,  "set_bookmark",        "m",       "bookmark",    "Set the bookmark a letter names.", "letter"),
        (READING,  "jump_to_bookmark",    "'",       "jump",        "Jump to the bookmark.", "letter"),
        (READING,  "back",                "Ctrl+O",  "back",        "Go back to before the last jump."),
        (READING,  "forward",             "Alt+→",   "forward",     "Go forward again."),
        (ARTICLES, "review",              "R",       "review",      "Read again what you have marked, what is due first."),
        (PANEL,    "filter",              "/",       "query",       "List only those that match what you type."),
        (PANEL,    "saved_queries",       "Q @",     "saved",       "Ask a saved query, or drop one."),
        (PANEL,    "save_query",          "S",       "save query",  "Save the query under a name."),
        (PANEL,    "other_scope",         "Tab",     "all/article", "List those of this article, or of the whole library."),
        (PANEL,    "sort",                "s",       "sort",        "Choose the order of the list."),
        (PANEL,    "review",              "R",       "review",      "Read again what you have marked, what is due first."),
        (PANEL,    "search_all",          "F",       "search all",  "Search the texts and notes of all articles."),
    ),
    *_group("Article",
        (LIBRARY,  "edit_details",     "e",       "details",      "Edit the title, the author and the date."),
        (LIBRARY,  "tags",             "t",       "tags",         "Edit the tags of the article."),
        (LIBRARY,  "archive",          "x",       "archive",      "Move the article out of the list, or back into it."),
        (LIBRARY,  "trash",            "D",       "trash",        "Move the article to the trash, where it stays for 30 days, or out of it (is:trashed)."),
        (LIBRARY,  "import_files",     "I",       "import",       "Take a file, or all that is in a folder, into the library."),
        (LIBRARY,  "undo",             "u",       "undo",         "Undo the last change."),
        (LIBRARY,  "redo",             "Ctrl+R",  "redo",         "Redo what was undone."),
        (READING,  "next_article",     "J",       "next article", "Open the next article."),
        (READING,  "previous_article", "K",       "prev article", "Open the previous article."),
        (READING,  "open_link",        "o",       "open link",    "Open the link under the cursor, else the source."),
        (ARTICLES, "toggle_read",      "r",       "read/unread",  "Mark the article as read, or as unread."),
        (ARTICLES, "export",           "E",       "export",       "Export highlights and notes to files."),
        (ARTICLES, "star",             "*",       "star",         "Star the article."),
        (REVIEW,   "open_link",        "o",       "open link",    "Open the link under the cursor, else the source."),
    ),
    *_group("View",
        (READING, "zen",         "z", "zen",         "Hide all but the text."),
        (READING, "wider",       "+", "wider",       "Widen the text."),
        (READING, "narrower",    "-", "narrower",    "Narrow the text."),
        (READING, "reset_width", "=", "width",       "Set the usual width again."),
        (READING, "boilerplate", "B", "boilerplate", "Show or fold boilerplate."),
    ),
    *_group("Reader",
        (SCREENS,   "palette", ": Ctrl+P", "palette", "Find any command by name."),
        (SCREENS,   "help",    "?",        "help",    "Show the keys of this mode."),
        (SCREENS,   "suspend", "Ctrl+Z",   "suspend", "Go to the shell; `fg` returns."),
        (LIBRARY,   "cancel",  "Esc",      "cancel",  "Clear the filter."),
        (READING,   "cancel",  "Esc",      "cancel",  "Clear the search."),
        (SELECTING, "cancel",  "Esc",      "leave",   "Leave the selection."),
        (PASSAGE,   "cancel",  "Esc",      "leave",   "Leave the passage as it was."),
        (LIBRARY,   "quit",    "q",        "quit",    "Quit Reader."),
        (READING,   "quit",    "q Tab",    "library", "Go back to the library."),
        (PANEL,     "close",   "Esc q",    "close",   "Clear the query; without one, close."),
        (REPAIR,    "close",   "Esc q",    "close",   "Close the tray."),
        (REVIEW,    "quit",    "q Esc",    "end",     "End the review."),
    ),
)
# fmt: on

FOOTER: Mapping[Mode, tuple[str, ...]] = {
    "library": ("open", "filter", "sort", "star", "help", "quit"),
    "reading": ("highlight", "note", "select_sentence", "copy", "help", "quit"),
    "selecting": ("highlight", "choose_color", "note", "tags", "copy", "cancel"),
    "passage": ("keep", "swap_ends", "add_sentence", "extend_hint", "help", "cancel"),
    "hints": ("take_back", "cancel"),
    "note": ("save", "editor", "discard"),
    "repair": ("attach", "next_orphan", "keep_orphan", "find_place", "help", "close"),
    "annotations": ("jump", "tick", "filter", "other_scope", "help", "close"),
    "review": ("grade_again", "grade_hard", "grade_good", "grade_easy", "skip", "quit"),
}
"""The commands that matter most in each mode: at most six, in the order in which they are shown."""


@cache
def commands_in(mode: Mode) -> tuple[Command, ...]:
    """The rows of one mode, in the order of the table."""
    return tuple(command for command in COMMANDS if mode in command.modes)
