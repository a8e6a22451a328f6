"""Everything a person can do, behind one door: the screens and the command line both come here.

Each module adds a kind of verb: `reading`, `annotating`, `shelving`, `undoing`, `adding`, … Below
them, `keeping` makes changes safe and `loading` brings them back.
"""

from reader.library.adding import Adding
from reader.library.doctor import Doctor
from reader.library.importing import Importing
from reader.library.indexing import Indexing
from reader.library.outcomes import (
    Added,
    Ambiguous,
    ArticleUnavailable,
    Copy,
    Due,
    Finding,
    Hit,
    IndexState,
    LibraryError,
    NotFound,
    NotSaved,
    Outcome,
    Row,
    Spot,
)
from reader.library.quoting import Quoting
from reader.library.recalling import Recalling
from reader.library.reviewing import Reviewing
from reader.library.safekeeping import Safekeeping
from reader.library.shelving import Shelving
from reader.library.undoing import Undoing
from reader.library.verifying import Verifying


class Library(
    Importing,
    Reviewing,
    Shelving,
    Undoing,
    Adding,
    Quoting,
    Indexing,
    Recalling,
    Safekeeping,
    Verifying,
    Doctor,
):
    """A person's articles, and all that they left in them, in one data folder.

    Every change is in the journal when its method returns, or `unsaved` says that it is not. All
    methods may be called from any thread.
    """


__all__ = [
    "Added",
    "Ambiguous",
    "ArticleUnavailable",
    "Copy",
    "Due",
    "Finding",
    "Hit",
    "IndexState",
    "Library",
    "LibraryError",
    "NotFound",
    "NotSaved",
    "Outcome",
    "Row",
    "Spot",
]
