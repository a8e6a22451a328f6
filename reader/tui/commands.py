"""The table of commands: what a person can do in each mode, with which keys, and what it is called.

Dispatch, footer, command palette, help, rebinding, `reader keys` and the key tables of the
documentation are all read from here. Data only: no Textual, because the command line reads it too.
"""

from collections.abc import Mapping
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

COMMANDS: tuple[Command, ...] = (
    # The library.
    Command("next_article", ("j", "↓"), "down", "Go to the next article.", LIBRARY, "Move"),
    Command("previous_article", ("k", "↑"), "up", "Go to the previous article.", LIBRARY, "Move"),
    Command("first", ("gg", "Home"), "first", "Go to the first article.", LIBRARY, "Move"),
    Command("last", ("G", "End"), "last", "Go to the last article.", LIBRARY, "Move"),
    Command("page_down", ("PgDn", "Ctrl+F"), "page", "Go one page down.", LIBRARY, "Move"),
    Command("page_up", ("PgUp", "Ctrl+B"), "page up", "Go one page up.", LIBRARY, "Move"),
    Command("half_page_down", ("Ctrl+D",), "half page", "Go half a page down.", LIBRARY, "Move"),
    Command("half_page_up", ("Ctrl+U",), "half page up", "Go half a page up.", LIBRARY, "Move"),
    Command(
        "preview_down",
        ("Space",),
        "preview",
        "Scroll the preview down; without one, the list.",
        LIBRARY,
        "Move",
    ),
    Command(
        "preview_up",
        ("b",),
        "preview up",
        "Scroll the preview up; without one, the list.",
        LIBRARY,
        "Move",
    ),
    Command("open", ("Enter", "l"), "open", "Open the article.", LIBRARY, "Article"),
    Command(
        "filter",
        ("/",),
        "filter",
        "Show only the articles that match what you type.",
        LIBRARY,
        "Find",
    ),
    Command(
        "search_all",
        ("F",),
        "search all",
        "Search the texts and notes of all articles.",
        LIBRARY,
        "Find",
    ),
    Command(
        "all_annotations",
        ("A",),
        "annotations",
        "List the annotations of all articles.",
        LIBRARY,
        "Find",
    ),
    Command("sort", ("S",), "sort", "Choose the order of the list.", LIBRARY, "Find"),
    Command("view_all", ("1",), "all", "Show all articles.", LIBRARY, "Find"),
    Command("view_unread", ("2",), "unread", "Show the unread articles.", LIBRARY, "Find"),
    Command("view_reading", ("3",), "reading", "Show those you are reading.", LIBRARY, "Find"),
    Command("view_done", ("4",), "done", "Show those you have read.", LIBRARY, "Find"),
    Command("view_annotated", ("5",), "annotated", "Show the annotated ones.", LIBRARY, "Find"),
    Command(
        "edit_details",
        ("e",),
        "details",
        "Edit the title, the author and the date.",
        LIBRARY,
        "Article",
    ),
    Command("tags", ("t",), "tags", "Edit the tags of the article.", LIBRARY, "Article"),
    Command(
        "archive",
        ("x",),
        "archive",
        "Move the article out of the list, or back into it.",
        LIBRARY,
        "Article",
    ),
    Command(
        "trash",
        ("D",),
        "trash",
        "Move the article to the trash, where it stays for 30 days.",
        LIBRARY,
        "Article",
    ),
    # The text, and selecting in it.
    Command(
        "next_paragraph",
        ("j",),
        "next",
        "Go to the next paragraph; one taller than the screen scrolls first.",
        READING,
        "Move",
    ),
    Command(
        "previous_paragraph", ("k",), "previous", "Go to the previous paragraph.", READING, "Move"
    ),
    Command("line_down", ("↓", "Ctrl+E"), "line down", "Scroll one line down.", READING, "Move"),
    Command("line_up", ("↑", "Ctrl+Y"), "line up", "Scroll one line up.", READING, "Move"),
    Command("page_down", ("Space", "PgDn", "Ctrl+F"), "page", "Go one page down.", MOVING, "Move"),
    Command("page_up", ("b", "PgUp", "Ctrl+B"), "page up", "Go one page up.", READING, "Move"),
    Command("page_up", ("PgUp", "Ctrl+B"), "page up", "Go one page up.", ENDS, "Move"),
    Command("half_page_down", ("Ctrl+D",), "half page", "Go half a page down.", MOVING, "Move"),
    Command("half_page_up", ("Ctrl+U",), "half page up", "Go half a page up.", MOVING, "Move"),
    Command("first", ("gg", "Home"), "start", "Go to the start of the article.", MOVING, "Move"),
    Command(
        "last",
        ("G", "End"),
        "end",
        "Go to the end of the article; with a count, to that paragraph.",
        MOVING,
        "Move",
    ),
    Command("next_heading", ("L", "}"), "heading", "Go to the next heading.", READING, "Move"),
    Command(
        "previous_heading", ("H", "{"), "heading up", "Go to the previous heading.", READING, "Move"
    ),
    Command("character_left", ("h", "←"), "left", "One character left.", ENDS, "Move"),
    Command("row_down", ("j", "↓"), "down", "One line down.", ENDS, "Move"),
    Command("row_up", ("k", "↑"), "up", "One line up.", ENDS, "Move"),
    Command("character_right", ("l", "→"), "right", "One character right.", ENDS, "Move"),
    Command("word_forward", ("w",), "word", "To the start of the next word.", ENDS, "Move"),
    Command("word_backward", ("b",), "word back", "To the start of the word.", ENDS, "Move"),
    Command("word_end", ("e",), "word end", "To the end of the word.", ENDS, "Move"),
    Command("row_start", ("0",), "line start", "To the start of the line.", ENDS, "Move"),
    Command("row_end", ("$",), "line end", "To the end of the line.", ENDS, "Move"),
    Command("next_sentence", (")",), "sentence", "To the next sentence.", ENDS, "Move"),
    Command("previous_sentence", ("(",), "sentence up", "To the previous sentence.", ENDS, "Move"),
    Command("next_paragraph", ("L", "}"), "paragraph", "To the next paragraph.", ENDS, "Move"),
    Command(
        "previous_paragraph",
        ("H", "{"),
        "paragraph up",
        "To the previous paragraph.",
        ENDS,
        "Move",
    ),
    Command(
        "highlight",
        ("h",),
        "highlight",
        "Highlight the paragraph in the current colour; again removes it.",
        READING,
        "Annotate",
    ),
    Command(
        "highlight",
        ("Enter",),
        "highlight",
        "Highlight the selection in the current colour.",
        SELECTING,
        "Annotate",
    ),
    Command(
        "choose_color",
        ("c",),
        "colour",
        "Choose the colour (y g b r p) or the style (h highlight, u underline, s strike); the "
        "annotation under the cursor takes it.",
        READING,
        "Annotate",
        "color",
    ),
    Command(
        "choose_color",
        ("c",),
        "colour",
        "Mark the selection in that colour (y g b r p) or style (h u s).",
        SELECTING,
        "Annotate",
        "color",
    ),
    Command(
        "note",
        ("a",),
        "note",
        "Write a note on the annotation under the cursor, else on the paragraph.",
        READING,
        "Annotate",
    ),
    Command(
        "note_article",
        ("M",),
        "article note",
        "Write a note on the whole article.",
        READING,
        "Annotate",
    ),
    Command("note", ("a",), "note", "Highlight and write a note.", SELECTING, "Annotate"),
    Command(
        "tags",
        ("t",),
        "tags",
        "Tag the annotation under the cursor, else the paragraph.",
        READING,
        "Annotate",
    ),
    Command("tags", ("t", "#"), "tags", "Highlight and tag.", SELECTING, "Annotate"),
    Command(
        "delete", ("d",), "delete", "Delete the annotation under the cursor.", READING, "Annotate"
    ),
    Command(
        "delete",
        ("d",),
        "delete",
        "Delete the annotations that the selection touches.",
        SELECTING,
        "Annotate",
    ),
    Command(
        "edit_passage",
        ("e",),
        "passage",
        "Move the ends of the annotation under the cursor.",
        READING,
        "Annotate",
    ),
    Command("keep", ("Enter",), "keep", "Keep this passage.", PASSAGE, "Annotate"),
    Command(
        "repair",
        ("O",),
        "repair",
        "Find a place for the annotations that have lost theirs.",
        READING,
        "Annotate",
    ),
    Command(
        "undo", ("u",), "undo", "Undo the last change, also after a restart.", READING, "Annotate"
    ),
    Command("redo", ("Ctrl+R",), "redo", "Redo what was undone.", READING, "Annotate"),
    Command("undo", ("u",), "undo", "Undo the last change.", LIBRARY, "Article"),
    Command("redo", ("Ctrl+R",), "redo", "Redo what was undone.", LIBRARY, "Article"),
    Command("select_sentence", ("s",), "sentence", "Select the sentence.", READING, "Select"),
    Command(
        "hints",
        ("f",),
        "hints",
        "Show letters at every sentence in sight; type them, and it is selected.",
        READING,
        "Select",
    ),
    Command("add_sentence", ("s",), "+ sentence", "Add a sentence.", ENDS, "Select"),
    Command("select_characters", ("v",), "select", "Select by character.", TEXT, "Select"),
    Command("select_paragraphs", ("V",), "paragraphs", "Select by paragraph.", TEXT, "Select"),
    Command("select_again", ("gv",), "again", "Select the last selection again.", TEXT, "Select"),
    Command(
        "extend_hint",
        ("f",),
        "reach",
        "Extend to the end of the sentence that you name by its letters.",
        ENDS,
        "Select",
    ),
    Command("swap_ends", ("o",), "swap ends", "Move the other end.", ENDS, "Select"),
    Command(
        "copy",
        ("y",),
        "copy",
        "Copy the annotation under the cursor, else the paragraph, word for word.",
        READING,
        "Copy",
    ),
    Command("copy", ("y",), "copy", "Copy the selection, word for word.", SELECTING, "Copy"),
    Command(
        "copy_as",
        ("Y",),
        "copy as",
        "Copy as: p plain, m Markdown quote, c with citation, o Org, h HTML, w Web Annotation, "
        "l link to the passage, A all annotations of the article.",
        TEXT,
        "Copy",
        "letter",
    ),
    Command("copies", ('"',), "copies", "Show the last 50 copies.", READING, "Copy"),
    Command("pipe", ("|",), "pipe", "Pipe the passage to a command.", TEXT, "Copy"),
    Command(
        "look_up",
        ("W",),
        "look up",
        "Look up the word, with the command of the settings.",
        TEXT,
        "Copy",
    ),
    Command("search", ("/",), "search", "Search in the article.", READING, "Find"),
    Command("search", ("/",), "search", "Extend to what you search.", ENDS, "Find"),
    Command(
        "search_all",
        ("F",),
        "search all",
        "Search the texts and notes of all articles.",
        READING,
        "Find",
    ),
    Command("next_match", ("n",), "next match", "Go to the next match.", MOVING, "Find"),
    Command("previous_match", ("N",), "prev. match", "Go to the previous match.", MOVING, "Find"),
    Command(
        "annotations",
        ("A",),
        "annotations",
        "List the annotations of the article.",
        READING,
        "Find",
    ),
    Command(
        "next_annotation", (">", "]"), "next note", "Go to the next annotation.", READING, "Find"
    ),
    Command(
        "previous_annotation",
        ("<", "["),
        "prev. note",
        "Go to the previous annotation.",
        READING,
        "Find",
    ),
    Command("outline", ("i",), "outline", "List the headings.", READING, "Find"),
    Command(
        "set_bookmark",
        ("m",),
        "bookmark",
        "Set the bookmark a letter names.",
        READING,
        "Find",
        "letter",
    ),
    Command("jump_to_bookmark", ("'",), "jump", "Jump to the bookmark.", READING, "Find", "letter"),
    Command("back", ("Ctrl+O",), "back", "Go back to before the last jump.", READING, "Find"),
    Command("forward", ("Alt+→",), "forward", "Go forward again.", READING, "Find"),
    Command("next_article", ("J",), "next article", "Open the next article.", READING, "Article"),
    Command(
        "previous_article", ("K",), "prev article", "Open the previous article.", READING, "Article"
    ),
    Command(
        "open_link",
        ("o",),
        "open link",
        "Open the link under the cursor, else the source.",
        READING,
        "Article",
    ),
    Command(
        "toggle_read",
        ("r",),
        "read/unread",
        "Mark the article as read, or as unread.",
        ("library", "reading"),
        "Article",
    ),
    Command(
        "export",
        ("E",),
        "export",
        "Export highlights and notes to files.",
        ("library", "reading"),
        "Article",
    ),
    Command(
        "review",
        ("R",),
        "review",
        "Read again what you have marked, what is due first.",
        ("library", "reading"),
        "Find",
    ),
    Command("star", ("*",), "star", "Star the article.", ("library", "reading"), "Article"),
    Command("zen", ("z",), "zen", "Hide all but the text.", READING, "View"),
    Command("wider", ("+",), "wider", "Widen the text.", READING, "View"),
    Command("narrower", ("-",), "narrower", "Narrow the text.", READING, "View"),
    Command("reset_width", ("=",), "width", "Set the usual width again.", READING, "View"),
    Command("boilerplate", ("B",), "boilerplate", "Show or fold boilerplate.", READING, "View"),
    # Everywhere.
    Command("palette", (":", "Ctrl+P"), "palette", "Find any command by name.", SCREENS, "Reader"),
    Command("help", ("?",), "help", "Show the keys of this mode.", SCREENS, "Reader"),
    Command("suspend", ("Ctrl+Z",), "suspend", "Go to the shell; `fg` returns.", SCREENS, "Reader"),
    Command("cancel", ("Esc",), "cancel", "Clear the filter.", LIBRARY, "Reader"),
    Command("cancel", ("Esc",), "cancel", "Clear the search.", READING, "Reader"),
    Command("cancel", ("Esc",), "leave", "Leave the selection.", SELECTING, "Reader"),
    Command("cancel", ("Esc",), "leave", "Leave the passage as it was.", PASSAGE, "Reader"),
    Command("take_back", ("Backspace",), "take back", "Take back a letter.", HINTS, "Select"),
    Command("cancel", ("Esc",), "leave", "Leave all as it was.", HINTS, "Select"),
    Command("quit", ("q",), "quit", "Quit Reader.", LIBRARY, "Reader"),
    Command("quit", ("q",), "library", "Go back to the library.", READING, "Reader"),
    # The note editor: every other key writes.
    Command("save", ("Ctrl+S", "Esc"), "save", "Save the note and return.", NOTE, "Note"),
    Command("editor", ("Ctrl+E",), "$EDITOR", "Write it in your own editor.", NOTE, "Note"),
    Command("discard", ("Ctrl+G",), "discard", "Discard the change.", NOTE, "Note"),
    # The annotations panel.
    Command("next", ("j", "↓"), "down", "Go to the next annotation.", PANEL, "Move"),
    Command("previous", ("k", "↑"), "up", "Go to the previous annotation.", PANEL, "Move"),
    Command("first", ("gg", "Home"), "first", "Go to the first annotation.", PANEL, "Move"),
    Command("last", ("G", "End"), "last", "Go to the last annotation.", PANEL, "Move"),
    Command("page_down", ("PgDn", "Ctrl+F"), "page", "Go one page down.", PANEL, "Move"),
    Command("page_up", ("PgUp", "Ctrl+B"), "page up", "Go one page up.", PANEL, "Move"),
    Command("half_page_down", ("Ctrl+D",), "half page", "Go half a page down.", PANEL, "Move"),
    Command("half_page_up", ("Ctrl+U",), "half page up", "Go half a page up.", PANEL, "Move"),
    Command(
        "jump",
        ("Enter", "l"),
        "jump",
        "Go to its place in its article; Ctrl+O comes back.",
        PANEL,
        "Find",
    ),
    Command("filter", ("/",), "query", "List only those that match what you type.", PANEL, "Find"),
    Command(
        "other_scope",
        ("Tab",),
        "all/article",
        "List those of this article, or of the whole library.",
        PANEL,
        "Find",
    ),
    Command("sort", ("s",), "sort", "Choose the order of the list.", PANEL, "Find"),
    Command(
        "search_all",
        ("F",),
        "search all",
        "Search the texts and notes of all articles.",
        PANEL,
        "Find",
    ),
    Command("tick", ("Space",), "tick", "Tick it, and go to the next one.", PANEL, "Annotate"),
    Command(
        "tick_all", ("T",), "tick all", "Tick all that are listed, or none.", PANEL, "Annotate"
    ),
    Command(
        "choose_color",
        ("c",),
        "colour",
        "Give the ticked ones, else the selected one, a colour (y g b r p) or a style (h u s).",
        PANEL,
        "Annotate",
        "color",
    ),
    Command("tags", ("t",), "tags", "Tag the ticked ones, else the selected.", PANEL, "Annotate"),
    Command("note", ("a",), "note", "Write the note of the selected one.", PANEL, "Annotate"),
    Command(
        "delete", ("d",), "delete", "Delete the ticked ones, else the selected.", PANEL, "Annotate"
    ),
    Command(
        "repair",
        ("O",),
        "repair",
        "Find a place for the selected one, or for others of its article.",
        PANEL,
        "Annotate",
    ),
    Command("undo", ("u",), "undo", "Undo the last change.", PANEL, "Annotate"),
    Command("redo", ("Ctrl+R",), "redo", "Redo what was undone.", PANEL, "Annotate"),
    Command(
        "copy", ("y",), "copy", "Copy the quotes of the ticked ones, else the one.", PANEL, "Copy"
    ),
    Command(
        "export", ("E",), "export", "Export the ticked ones, an article, or all.", PANEL, "Copy"
    ),
    Command(
        "close", ("Esc", "q"), "close", "Clear the query; without one, close.", PANEL, "Reader"
    ),
    # The repair tray.
    Command("next_candidate", ("j", "↓"), "next", "Choose the next place.", REPAIR, "Repair"),
    Command("previous_candidate", ("k", "↑"), "up", "Choose the place before.", REPAIR, "Repair"),
    Command("attach", ("Enter",), "attach", "Attach it to the chosen place.", REPAIR, "Repair"),
    Command("find_place", ("/",), "find", "Find its place by hand.", REPAIR, "Repair"),
    Command("next_orphan", ("n",), "next lost", "Leave this one for later.", REPAIR, "Repair"),
    Command("keep_orphan", ("x",), "keep lost", "Keep it without a place.", REPAIR, "Repair"),
    Command("undo", ("u",), "undo", "Undo the last change.", REPAIR, "Repair"),
    Command("redo", ("Ctrl+R",), "redo", "Redo what was undone.", REPAIR, "Repair"),
    Command("close", ("Esc", "q"), "close", "Close the tray.", REPAIR, "Reader"),
    # Reviewing.
    Command("grade_again", ("1",), "forgotten", "You have forgotten it.", REVIEW, "Review"),
    Command("grade_hard", ("2",), "hard", "You hardly remember it.", REVIEW, "Review"),
    Command("grade_good", ("3",), "good", "You remember it.", REVIEW, "Review"),
    Command("grade_easy", ("4",), "easy", "You know it by heart.", REVIEW, "Review"),
    Command("skip", ("s",), "skip", "Leave it as due as it is.", REVIEW, "Review"),
    Command("jump", ("Enter",), "read on", "Read on in its article.", REVIEW, "Review"),
    Command("line_down", ("j", "↓"), "line down", "Scroll one line down.", REVIEW, "Move"),
    Command("line_up", ("k", "↑"), "line up", "Scroll one line up.", REVIEW, "Move"),
    Command("page_down", ("Space", "PgDn"), "page", "Go one page down.", REVIEW, "Move"),
    Command("page_up", ("b", "PgUp"), "page up", "Go one page up.", REVIEW, "Move"),
    Command("note", ("a",), "note", "Write its note.", REVIEW, "Annotate"),
    Command("tags", ("t",), "tags", "Edit its tags.", REVIEW, "Annotate"),
    Command(
        "choose_color",
        ("c",),
        "colour",
        "Choose its colour (y g b r p) or its style (h u s).",
        REVIEW,
        "Annotate",
        "color",
    ),
    Command("delete", ("d",), "delete", "Delete it.", REVIEW, "Annotate"),
    Command("edit_passage", ("e",), "passage", "Move its ends.", REVIEW, "Annotate"),
    Command("undo", ("u",), "undo", "Undo the last change or grade.", REVIEW, "Annotate"),
    Command("redo", ("Ctrl+R",), "redo", "Redo what was undone.", REVIEW, "Annotate"),
    Command("copy", ("y",), "copy", "Copy it, word for word.", REVIEW, "Copy"),
    Command("copy_as", ("Y",), "copy as", "Copy it in a form.", REVIEW, "Copy", "letter"),
    Command("pipe", ("|",), "pipe", "Pipe it to a command.", REVIEW, "Copy"),
    Command("look_up", ("W",), "look up", "Look up the word.", REVIEW, "Copy"),
    Command(
        "open_link",
        ("o",),
        "open link",
        "Open the link under the cursor, else the source.",
        REVIEW,
        "Article",
    ),
    Command("quit", ("q", "Esc"), "end", "End the review.", REVIEW, "Reader"),
)

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


def commands_in(mode: Mode) -> tuple[Command, ...]:
    """The rows of one mode, in the order of the table."""
    return tuple(command for command in COMMANDS if mode in command.modes)
