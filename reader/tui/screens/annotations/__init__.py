"""The annotations panel: those of one article or of the whole library, found, changed, gone to.

`listing` says which are shown, `saved` keeps what was asked under a name, `changing` says what is
done to them, `noting` writes on one of them, and `panel` puts the screen together. Nothing of it is
loaded before it is opened.
"""

from reader.tui.screens.annotations.panel import AnnotationsScreen

__all__ = ["AnnotationsScreen"]
