"""What a person does to passages: highlights, notes, tags. Each call is one change."""

from collections.abc import Callable, Iterable, Sequence

from reader.core.anchoring import describe
from reader.core.annotation import Annotation, Color, Style
from reader.core.change import Document, Edit
from reader.core.safe import safe, safe_tags
from reader.library.outcomes import LibraryError, NotFound
from reader.library.reading import Reading, in_short
from reader.library.records import anchor_document, read_anchor, retagged, target_document

Named = tuple[str, str]
"""An annotation among those of all articles: its article, and its id."""


class Annotating(Reading):
    """What can be done to passages."""

    def annotate(
        self,
        article: str,
        passage: tuple[int, int] | None,
        *,
        color: Color | None = None,
        style: Style = Style.HIGHLIGHT,
        note: str = "",
        tags: Iterable[str] = (),
    ) -> Annotation:
        """Leave something on a passage of the text that `article` gave last, or on the article."""
        with self._guard:
            anchor = self._described(article, passage)
            name = ""
            fields = {
                "anchor": anchor,
                "color": color and color.value,
                "style": style.value,
                "note": safe(note),
                "tags": safe_tags(tags),
                "created": self._now(),
            }

            def build() -> list[Edit]:
                nonlocal name
                name = self._next_stamp()
                return self._made(article, name, fields)

            kind = "highlight" if color else "note" if note else "tag"
            self._change(kind, f"{kind} {_quoted(anchor)}", build)
            made = self._holding(article).get(name)
            if made is None:
                raise LibraryError("The annotation could not be made")
            return made

    def annotate_all(
        self,
        passages: Iterable[tuple[str, tuple[int, int]]],
        *,
        color: Color,
        style: Style = Style.HIGHLIGHT,
    ) -> list[Annotation]:
        """Mark passages of the texts of several articles, all as one change.

        A passage that has a colour already is left as it is, and so made no second time.
        """
        with self._guard:
            asked = list(dict.fromkeys(passages))
            colored = {
                (article, one.passage)
                for article in {article for article, _ in asked}
                for one in self.annotations(article)
                if one.color is not None
            }
            wanted = [
                (name, self._described(name, at)) for name, at in asked if (name, at) not in colored
            ]
            fields: Document = {
                "color": color.value,
                "style": style.value,
                "note": "",
                "tags": [],
                "created": self._now(),
            }
            names: list[tuple[str, str]] = []

            def build() -> list[Edit]:
                edits: list[Edit] = []
                for article, anchor in wanted:
                    names.append((article, self._next_stamp()))
                    edits += self._made(*names[-1], {"anchor": anchor, **fields})
                return edits

            if wanted:
                one = _quoted(wanted[0][1])
                label = one if len(wanted) == 1 else f"{len(wanted)} passages"
                self._change("highlight", f"highlight {label}", build)
            made = [self._holding(article).get(name) for article, name in names]
            return [annotation for annotation in made if annotation is not None]

    def recolor(self, article: str, ids: Sequence[str], color: Color | None) -> None:
        """Give annotations a colour, or take it; one that is left with nothing goes."""
        self.recolor_all([(article, one) for one in ids], color)

    def recolor_all(self, named: Iterable[Named], color: Color | None) -> None:
        """The same in several articles, all as one change."""
        value = color.value if color else None
        what = f"make {self._color_names[value]}" if value else "take the colour from"
        self._set(named, "color", what, lambda _: value)

    def restyle(self, article: str, ids: Sequence[str], style: Style) -> None:
        """Draw annotations in a style."""
        self.restyle_all([(article, one) for one in ids], style)

    def restyle_all(self, named: Iterable[Named], style: Style) -> None:
        """The same in several articles, all as one change."""
        self._set(named, "style", style.value, lambda _: style.value)

    def set_note(self, article: str, annotation: str, note: str) -> None:
        """Write an annotation's note; an annotation that is left with nothing goes, and one that
        was deleted while the note was written comes back with it."""
        what = "edit the note on" if note.strip() else "empty the note on"
        text = safe(note) if note.strip() else ""
        self._set([(article, annotation)], "note", what, lambda _: text, brings_back=True)

    def set_tags(self, article: str, annotation: str, tags: Iterable[str]) -> None:
        """Set an annotation's tags; it goes and comes back as with a note."""
        wanted = safe_tags(tags)
        self._set([(article, annotation)], "tags", "tag", lambda _: wanted, brings_back=True)

    def retag_all(
        self, named: Iterable[Named], *, add: Iterable[str] = (), remove: Iterable[str] = ()
    ) -> None:
        """Add tags to annotations of several articles and take others away, all as one change; one
        that is left with nothing goes."""
        added, removed = tuple(add), tuple(remove)
        self._set(
            named,
            "tags",
            "tag",
            lambda document: retagged(document.get("tags") or (), added, removed),
        )

    def delete(self, article: str, ids: Sequence[str]) -> None:
        """Delete annotations."""
        self.delete_all((article, one) for one in ids)

    def delete_all(self, named: Iterable[Named]) -> None:
        """The same in several articles, all as one change."""
        self._set(named, "deleted", "delete", lambda _: True)

    def move(self, article: str, annotation: str, passage: tuple[int, int]) -> None:
        """Put an annotation on another passage; one that was deleted meanwhile comes back there."""
        with self._guard:
            anchor = self._described(article, passage)
            record = f"annotation/{article}/{self._known(article, annotation)}"
            if self._is_described_so(article, annotation, anchor):
                return
            self._change(
                "move",
                f"move to {_quoted(anchor)}",
                lambda: [
                    self._edit(record, "anchor", anchor),
                    self._edit(record, "target", self._target(article, anchor)),
                    self._edit(record, "deleted", after=False),
                ],
            )

    def _is_described_so(self, article: str, annotation: str, anchor: Document | None) -> bool:
        """Whether an annotation stands where it was described, and in these words: that it was in
        an earlier text makes no difference that is seen."""
        live = self._holding(article).get(annotation)
        if live is None or anchor is None or live.status != "exact":
            return False
        return live.anchor == read_anchor(anchor)

    def _made(self, article: str, name: str, fields: Document) -> list[Edit]:
        """The edits that make an annotation."""
        record = f"annotation/{article}/{name}"
        values = {**fields, "target": self._target(article, fields["anchor"])}
        edits = [Edit(record, field, None, value) for field, value in values.items()]
        return [*edits, Edit(record, "deleted", before=True, after=False)]

    def _set(
        self,
        named: Iterable[Named],
        field: str,
        what: str,
        value: Callable[[Document], object],
        *,
        brings_back: bool = False,
    ) -> None:
        """Give a field of annotations the value that follows from what they are.

        With `brings_back` one that is deleted is set too, and is there again with it.
        """
        with self._guard:
            records = [
                f"annotation/{article}/"
                + (self._known(article, one) if brings_back else self._live(article, one).id)
                for article, one in dict.fromkeys(named)
            ]
            if not records:
                return

            def build() -> list[Edit | None]:
                edits = []
                for record in records:
                    after = {**self._document(record)}
                    after[field] = value(after)
                    edits.append(self._edit(record, field, after[field]))
                    if field != "deleted":
                        # One that another program has deleted by now comes back with it.
                        edits.append(self._edit(record, "deleted", after=_is_bare(after)))
                return edits

            quoted = _quoted(self._document(records[0]).get("anchor"))
            label = quoted if len(records) == 1 else f"{len(records)} annotations"
            self._change(field, f"{what} {label}", build)

    def _live(self, article: str, annotation: str) -> Annotation:
        found = self._holding(article).get(annotation)
        if found is None:
            raise NotFound("That annotation is not there any more")
        return found

    def _known(self, article: str, annotation: str) -> str:
        """The id of an annotation that is there, or was."""
        if annotation not in self._holding(article).documents:
            raise NotFound("That annotation is not there any more")
        return annotation

    def _described(self, article: str, passage: tuple[int, int] | None) -> Document | None:
        """The anchor of a passage of the text that the caller has before them."""
        if passage is None:
            self.entry(article)
            return None
        revision = self._given.get(article, self._revision(article))
        text = self._text(article, revision).text
        start, end = passage
        if not 0 <= start < end <= len(text):
            raise LibraryError("Nothing is selected there")
        return anchor_document(describe(text, start, end), revision)

    def _target(self, article: str, anchor: Document | None) -> Document | None:
        """Where an anchor is in the present text, if that is not the one it was described in."""
        present = self._revision(article)
        if anchor is None or anchor["revision"] == present:
            return None
        from reader.core.relocating import Relocator

        before = self._text(article, anchor["revision"]).text
        text = self._text(article, present).text
        described = read_anchor(anchor)
        found = Relocator(text, before).locate(described, (described.start, described.end))
        return target_document(found, described, present, text)


def _is_bare(document: Document) -> bool:
    return not (document.get("color") or document.get("note") or document.get("tags"))


def _quoted(anchor: Document | None) -> str:
    """What a change was about, in a few words."""
    return f"“{in_short(anchor['exact'])}”" if anchor else "on the article"
