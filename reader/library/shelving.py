"""What a person does to whole articles. Each call is one change, however many articles it takes."""

from collections.abc import Iterable, Sequence

from reader.core.annotation import ReadingState
from reader.core.change import Edit
from reader.core.safe import safe_line, safe_tags
from reader.library.reading import Reading, in_short
from reader.library.records import BOOKMARK


class Shelving(Reading):
    """What can be done to whole articles."""

    def set_reading_state(self, articles: Sequence[str], state: ReadingState) -> None:
        """Say that articles are unread, being read, or done."""
        self._set_all(articles, "state", state, f"mark {{}} as {state}")

    def star(self, articles: Sequence[str], starred: bool) -> None:
        """Give articles a star, or take it."""
        self._set_all(articles, "starred", starred, "star {}" if starred else "take the star of {}")

    def archive(self, articles: Sequence[str], archived: bool) -> None:
        """Move articles out of the list, or back."""
        self._set_all(articles, "archived", archived, "archive {}" if archived else "unarchive {}")

    def trash(self, articles: Sequence[str]) -> None:
        """Move articles to the trash; their texts are kept there for thirty days, what the person
        left in them for ever."""
        self._set_all(articles, "trashed", self._now(), "move {} to the trash")

    def set_article_tags(self, article: str, tags: Iterable[str]) -> None:
        """Set an article's own tags."""
        self._set_all([article], "tags", safe_tags(tags), "tag {}")

    def edit_details(
        self, article: str, *, title: str | None, author: str | None, date: str | None
    ) -> None:
        """Put the person's own title, author and date before the source's; what is empty, or the
        same as the source's, gives way to it."""

        def build() -> list[Edit | None]:
            record = self._document(f"article/{article}")
            edits = []
            for field, value in (("title", title), ("author", author), ("date", date)):
                own = safe_line(value or "") or None
                if own == record.get(field):
                    own = None
                edits.append(self._edit(f"article/{article}", f"own {field}", own))
            return edits

        with self._guard:
            label = f"edit the details of {self._named([article])}"
            self._change("details", label, build)

    def set_bookmark(self, article: str, letter: str, offset: int) -> None:
        """Let a letter stand for a place in an article."""
        self._set_all(
            [article], f"{BOOKMARK}{letter}", offset, f"set the bookmark {letter} in {{}}"
        )

    def _set_all(self, articles: Sequence[str], field: str, value: object, label: str) -> None:
        with self._guard:
            self._change(
                field,
                label.replace("{}", self._named(articles)),
                lambda: [self._edit(f"article/{article}", field, value) for article in articles],
            )

    def _named(self, articles: Sequence[str]) -> str:
        """Articles in a few words; NotFound if there is no such article."""
        titles = [self.entry(article).title for article in articles]
        return f"“{in_short(titles[0])}”" if len(titles) == 1 else f"{len(titles)} articles"
