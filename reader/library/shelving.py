"""What a person does to whole articles. Each call is one change, however many articles it takes."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from reader.core.annotation import ReadingState
from reader.core.change import Document, Edit
from reader.core.safe import safe_line, safe_tags
from reader.library.reading import Reading, in_short
from reader.library.records import BOOKMARK, retagged

DETAILS: Final = ("title", "author", "date")
"""What the source says of an article, and the person may say otherwise."""


class Wanted(NamedTuple):
    """What articles shall be; what is None, or empty of tags, stays as it is."""

    title: str | None = None
    """The person's own, as author and date; empty, it gives way to the source's."""
    author: str | None = None
    date: str | None = None
    state: ReadingState | None = None
    starred: bool | None = None
    archived: bool | None = None
    add: tuple[str, ...] = ()
    """Tags to have,"""
    remove: tuple[str, ...] = ()
    """and tags to have no more."""


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

    def take_from_trash(self, articles: Sequence[str]) -> None:
        """Move articles from the trash back to where they were."""
        self._set_all(articles, "trashed", None, "take {} out of the trash")

    def set_article_tags(self, article: str, tags: Iterable[str]) -> None:
        """Set an article's own tags."""
        self._set_all([article], "tags", safe_tags(tags), "tag {}")

    def edit_details(
        self, article: str, *, title: str | None, author: str | None, date: str | None
    ) -> None:
        """Put the person's own title, author and date before the source's; what is empty, or the
        same as the source's, gives way to it."""
        wanted = Wanted(title or "", author or "", date or "")
        self._edit_all([article], "details", "the details", wanted)

    def edit(self, articles: Sequence[str], wanted: Wanted) -> None:
        """Give articles what is wanted of details, state, star and tags, all as one change."""
        names = (name for name, value in wanted._asdict().items() if value not in (None, ()))
        fields = dict.fromkeys("tags" if name in ("add", "remove") else name for name in names)
        self._edit_all(articles, "edit", ", ".join(fields), wanted)

    def set_bookmark(self, article: str, letter: str, offset: int) -> None:
        """Let a letter stand for a place in an article."""
        self._set_all(
            [article], f"{BOOKMARK}{letter}", offset, f"set the bookmark {letter} in {{}}"
        )

    def _edit_all(self, articles: Sequence[str], kind: str, what: str, wanted: Wanted) -> None:
        with self._guard:
            self._change(
                kind,
                f"edit {what} of {self._named(articles)}",
                lambda: [edit for article in articles for edit in self._edits_of(article, wanted)],
            )

    def _edits_of(self, article: str, wanted: Wanted) -> Iterator[Edit | None]:
        """The edits that make of an article what is wanted."""
        entry, document = self.entry(article), self._document(f"article/{article}")
        after: Document = {}
        for name in DETAILS:
            if (said := getattr(wanted, name)) is not None:
                own = safe_line(said)
                after[f"own {name}"] = own if own and own != document.get(name) else None
        for name in ("state", "starred", "archived"):
            if getattr(wanted, name) not in (None, getattr(entry, name)):
                after[name] = getattr(wanted, name)
        if (tags := retagged(entry.tags, wanted.add, wanted.remove)) != [*entry.tags]:
            after["tags"] = tags
        return (self._edit(f"article/{article}", *pair) for pair in after.items())

    def _set_all(self, articles: Sequence[str], field: str, value: object, label: str) -> None:
        with self._guard:
            self._change(
                field.partition(" ")[0],
                label.replace("{}", self._named(articles)),
                lambda: [self._edit(f"article/{article}", field, value) for article in articles],
            )

    def _named(self, articles: Sequence[str]) -> str:
        """Articles in a few words; NotFound if there is no such article."""
        titles = [self.entry(article).title for article in articles]
        return f"“{in_short(titles[0])}”" if len(titles) == 1 else f"{len(titles)} articles"
