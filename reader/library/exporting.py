"""Taking annotations elsewhere: what is exported, and the files that it goes into."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.change import Document
from reader.library.outcomes import ArticleUnavailable, LibraryError
from reader.library.records import REVIEW, WORDS, read_anchor
from reader.library.searching import Searching

if TYPE_CHECKING:
    from reader.core.query import Query
    from reader.exporters import Annotated, Described, Format, Kept
    from reader.exporters.targets import Written


class Exporting(Searching):
    """What can be taken elsewhere."""

    def annotated(
        self, query: "Query | str" = "", *, article: str | None = None
    ) -> "Iterator[Annotated]":
        """What matches a query, in one article or in all, article by article."""
        for name, wanted in self._matching(query, article).items():
            yield self._annotated(name, wanted)

    def export(
        self,
        form: str,
        query: "Query | str" = "",
        *,
        article: str | None = None,
        template: Path | None = None,
    ) -> str:
        """What matches, as one document of a format, or of the one that a template gives.

        LibraryError says why there is none.
        """
        from reader.exporters import ExportFailed

        try:
            with closing(_format(form, template)) as chosen:
                return chosen.write(self.annotated(query, article=article))
        except ExportFailed as error:
            raise LibraryError(str(error)) from error

    def export_to(
        self,
        path: Path,
        form: str,
        query: "Query | str" = "",
        *,
        article: str | None = None,
        only: Iterable[tuple[str, str]] | None = None,
        template: Path | None = None,
        is_folder: bool | None = None,
    ) -> "list[Written]":
        """Have a file say what matches, or a file an article in a folder; or `only` what is named
        by article and id, whatever matches.

        `is_folder` None: it is one, if there is one. A managed file that is there is brought up to
        date: what matches comes to what it has already. LibraryError says what was not written.
        """
        from reader.exporters import ExportFailed

        try:
            matching = self._matching(query, article) if only is None else _by_article(only)
            with closing(_format(form, template)) as chosen:
                if path.is_dir() if is_folder is None else is_folder:
                    return list(self._to_folder(path, chosen, matching, article))
                return [self._to_file(path, chosen, matching)]
        except ExportFailed as error:
            raise LibraryError(str(error)) from error

    def _to_file(
        self, path: Path, form: "Format", matching: Mapping[str, Collection[str]]
    ) -> "Written":
        from reader.exporters.targets import Target

        target = Target(path, form)
        names = self._in_order({*matching, *target.articles})
        return target.write(
            [
                self._annotated(name, {*matching.get(name, ()), *target.annotations(name)})
                for name in names
            ]
        )

    def _to_folder(
        self,
        path: Path,
        form: "Format",
        matching: Mapping[str, Collection[str]],
        article: str | None,
    ) -> "Iterator[Written]":
        from reader.exporters import FileRefused
        from reader.exporters.targets import Folder, Written

        folder = Folder(path, form)
        known = [name for name in folder.articles if article in (None, name)]
        names = self._in_order({*matching, *known})
        there = [entry for entry in self.entries() if not entry.trashed]
        folder.give_names(sorted(there, key=lambda entry: (entry.added, entry.id)))
        refused: list[str] = []
        for name in names:
            wanted = {*matching.get(name, ()), *folder.annotations(name)}
            try:
                yield folder.target(name).write([self._annotated(name, wanted)])
            except FileRefused as error:
                refused.append(str(error))
        if refused:
            others = len(refused) - 1
            raise FileRefused(refused[0] + (f" (nor can {others} others)" if others else ""))
        for problem in folder.told:
            yield Written(path, is_changed=False, told=(problem,))

    def _matching(self, query: "Query | str", article: str | None) -> dict[str, list[str]]:
        """The annotations that match, by their article, as the library is ordered."""
        return _by_article((one.article, one.id) for one in self.find_annotations(query, article))

    def _in_order(self, names: Collection[str]) -> list[str]:
        """Those articles that are there, as the library is ordered."""
        return [entry.id for entry in self.entries() if entry.id in names and not entry.trashed]

    def _annotated(self, article: str, wanted: Collection[str]) -> "Annotated":
        """Some annotations of an article, with all that an exporter may say of them."""
        from reader.exporters import Annotated

        with self._guard:
            try:
                text = self.article_unread(article)
            except ArticleUnavailable:
                text = None
            documents = self._holding(article).documents
            wanted = set(wanted)
            return Annotated(
                self.entry(article),
                text,
                [one for one in self.annotations(article) if one.id in wanted],
                self._revision(article),
                {name: described for name in wanted if (described := self._marked(article, name))},
                {name: _kept(documents[name]) for name in wanted if name in documents},
                frozenset(
                    name for name, document in documents.items() if document.get("deleted", True)
                ),
                self._color_names,
            )

    def _marked(self, article: str, annotation: str) -> "Described | None":
        """Where a passage was marked."""
        from reader.exporters import Described

        document = self._holding(article).documents.get(annotation, {})
        if not (described := document.get("anchor")):
            return None
        try:
            anchor = read_anchor(described)
        except (KeyError, TypeError, ValueError):
            return None
        return Described(str(described.get("revision", "")), anchor.start, anchor.end)


def _kept(document: Document) -> "Kept":
    """What is kept of an annotation beside what is seen of it."""
    from reader.exporters import Kept

    target = document.get("target") or {}
    words = {name: str(target[name]) for name in WORDS if name in target}
    return Kept(words or None, bool(target.get("kept")), document.get(REVIEW))


def _format(name: str, template: Path | None) -> "Format":
    from reader.exporters import FORMATS

    if template is None:
        return FORMATS[name]
    from reader.exporters.template import load

    return load(template)


def _by_article(named: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for article, name in named:
        found.setdefault(article, []).append(name)
    return found
