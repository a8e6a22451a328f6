"""Passages as they are pasted elsewhere: in forms of ours, or by a person's own template."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.anchoring import describe
from reader.core.annotation import Annotation
from reader.core.segments import Range
from reader.library.exporting import Exporting
from reader.library.linking import Linking
from reader.library.outcomes import LibraryError

if TYPE_CHECKING:
    from reader.exporters import Annotated


class Quoting(Exporting, Linking):
    """What can be copied."""

    def quote_as(
        self, form: str, article: str, noted: Annotation | Range, *, template: Path | None = None
    ) -> str:
        """A passage of the text that `article` gave last, or an annotation, in a form.

        Forms: those of `exporters.pasting`, `link` to the passage, `all` that is annotated in the
        article; a template stands instead of a form. LibraryError says why there is none.
        """
        from reader.exporters import ExportFailed, pasting

        if form == "all" and template is None:
            return self.export("markdown", article=article).rstrip("\n")
        item = self._noted(article, noted)
        try:
            if template is not None:
                from reader.exporters.template import load

                with closing(load(template)) as chosen:
                    return chosen.write([item]).rstrip("\n")
            if form == "link":
                passage = item.annotations[0].passage
                return self.link(article, passage) if passage else ""
            return pasting.FORMS[form](item)
        except ExportFailed as error:
            raise LibraryError(str(error)) from error

    def _noted(self, article: str, noted: Annotation | Range) -> "Annotated":
        """The article with an annotation, or with what a passage would be as one."""
        if isinstance(noted, Annotation):
            return self._annotated(article, {noted.id})
        from reader.exporters import Annotated

        with self._guard:
            revision = self._given.get(article, self._revision(article))
            text = self._text(article, revision)
            start, end = noted
            if not 0 <= start < end <= len(text.text):
                raise LibraryError("There is nothing to copy here")
            name, at = f"{article}-{start}-{end}", self._now()
            passing = Annotation(
                name, article, describe(text.text, start, end), created=at, updated=at, score=1.0
            )
            return Annotated(
                self.entry(article), text, [passing], revision, color_names=self._color_names
            )
