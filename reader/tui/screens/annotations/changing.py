"""What the panel does to annotations: to all that are ticked at once, as one change."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from reader.core.annotation import Annotation, Color, Style
from reader.library import LibraryError
from reader.tui.screens.annotations.saved import Saved
from reader.tui.screens.working import work
from reader.tui.widgets.annotation_list import Listed, Named


class Changing(Saved):
    """The commands that change what is ticked; where nothing is, the selected annotation."""

    def annotation(self, item: Listed | None) -> Annotation | None:
        """The annotation of a row, as it is now; None if it is gone."""
        return next(self.found([(item.article, item.id)]), None) if item else None

    def found(self, named: Sequence[Named]) -> Iterator[Annotation]:
        """Those of them that are there, article by article as they stand in it."""
        meant = set(named)
        for article in dict.fromkeys(article for article, _ in named):
            yield from (one for one in self.annotations(article) if (article, one.id) in meant)

    def annotations(self, article: str) -> tuple[Annotation, ...]:
        """Those of an article; none, if it is gone."""
        try:
            return self.library.annotations(article)
        except LibraryError:
            return ()

    def do_choose_color(self, _count: int | None, argument: str | None) -> None:
        """Give them a colour, or a style."""
        named = self.list.meant
        if not named or argument is None:
            return
        if argument in set(Style):
            style = Style(argument)
            change = partial(self.library.restyle_all, named, style)
            self._change_all("Drawing", named, change, _many(named, style))
        else:
            color = Color(argument)
            change = partial(self.library.recolor_all, named, color)
            self._change_all("Colouring", named, change, _many(named, self._name_of(color)))

    def _name_of(self, color: Color) -> str:
        return self.settings.color_names[color]

    def do_tags(self, _count: int | None, _argument: str | None) -> None:
        """Edit their tags; of several, those that all of them have."""
        if named := self.list.meant:
            work(
                self,
                f"Reading the tags of {_counted(named)}",
                lambda: self._common_tags(named),
                lambda result: self._ask_tags(named, result()),
            )

    def _common_tags(self, named: list[Named]) -> tuple[str, ...] | None:
        """The tags that all of them have; None if all are gone."""
        own = [set(one.tags) for one in self.found(named)]
        return tuple(sorted(set.intersection(*own))) if own else None

    def _ask_tags(self, named: list[Named], common: tuple[str, ...] | None) -> None:
        from reader.tui.screens.dialogs.tags import TagsDialog

        if common is None:
            return

        def tag(tags: tuple[str, ...] | None) -> None:
            if tags is not None and set(tags) != set(common):
                add = [one for one in tags if one not in common]
                remove = [one for one in common if one not in tags]
                change = partial(self.library.retag_all, named, add=add, remove=remove)
                self._change_all("Tagging", named, change, _many(named, "tagged"))

        title = "Tags" if len(named) == 1 else f"Tags that all {len(named):,} have"
        self.app.push_screen(TagsDialog(common, self.library.tags(), title), tag)

    def do_delete(self, _count: int | None, _argument: str | None) -> None:
        """Delete them."""
        if named := self.list.meant:
            change = partial(self.library.delete_all, named)
            said = _many(named, "deleted") or "Deleted"
            self._change_all("Deleting", named, change, said, lambda: self.list.untick(named))

    def _change_all(
        self,
        doing: str,
        named: list[Named],
        change: Callable[[], None],
        said: str | None,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Do a change of all of them, however long that takes; `then`, if it was done."""

        def show(result: Callable[[], None]) -> None:
            if self.change(result, said):
                then()
                self.show_status()

        work(self, f"{doing} {_counted(named)}", change, show)


def _counted(named: list[Named]) -> str:
    return "1 annotation" if len(named) == 1 else f"{len(named):,} annotations"


def _many(named: list[Named], done: str) -> str | None:
    """What was done, if it is to more than what one sees; else nothing need be said."""
    return f"{len(named):,} annotations {done}" if len(named) > 1 else None
