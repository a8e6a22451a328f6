"""The commands of the command line: where each is, and what it does in a few words.

A module is imported when one of its commands is run, so none pays for the others.
"""

from collections.abc import Mapping
from typing import Final

COMMANDS: Final[Mapping[str, tuple[str, str]]] = {
    "add": ("articles", "Add files or folders to the library."),
    "list": ("articles", "List articles."),
    "show": ("articles", "Print the text of an article."),
    "search": ("articles", "Search in all texts, quotes and notes."),
    "verify": ("verifying", "Say whether a quote is in the library."),
    "edit": ("shelving", "Change title, state, star or tags of articles."),
    "trash": ("shelving", "Move articles to the trash, or back."),
    "bookmark": ("placing", "Set a bookmark, or print them."),
    "highlight": ("placing", "Highlight a passage."),
    "annotations": ("annotations", "List annotations."),
    "note": ("annotations", "Write a note on an annotation."),
    "tag": ("annotations", "Tag annotations."),
    "move": ("placing", "Move the ends of an annotation."),
    "attach": ("placing", "Give an annotation a place again."),
    "recolor": ("annotations", "Give annotations a colour or a style."),
    "delete": ("annotations", "Delete annotations; undo brings them back."),
    "quote": ("quoting", "Print the words of annotations in a form."),
    "copies": ("quoting", "Print what was copied last."),
    "undo": ("undoing", "Undo the last change."),
    "redo": ("undoing", "Make again what was undone."),
    "review": ("review", "Print what is due to be read again."),
    "export": ("exporting", "Export quotes, notes and tags."),
    "import": ("importing", "Import highlights and notes from a file."),
    "backup": ("care", "Put everything into one archive."),
    "restore": ("care", "Get everything back from an archive."),
    "doctor": ("care", "Check the data, and repair it."),
    "keys": ("care", "Print the keys of the reading screens."),
    "config": ("care", "Print the settings in force and their file."),
}
"""Name to module and short help, in the order in which they are listed."""
