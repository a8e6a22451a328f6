"""The reading screen, one module a kind of verb.

`page` holds what all of them share: the article, the pane, the selection, the status line, of
which `standing` finds the words. `moving`, `selecting`, `hinting`, `annotating`, `noting`,
`finding`, `copying`, `piping` and `arranging` each bring the commands of one kind; `screen` puts
them together.
"""

from reader.tui.screens.reading.screen import ReadingScreen

__all__ = ["ReadingScreen"]
