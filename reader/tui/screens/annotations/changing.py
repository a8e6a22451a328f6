"""What the panel does to annotations: to all that are ticked at once, as one change."""

from reader.core.annotation import Annotation, Color, Style
from reader.library import LibraryError
from reader.tui.screens.annotations.saved import Saved
from reader.tui.widgets.annotation_list import Listed, Named


class Changing(Saved):
    """The commands that change what is ticked; where nothing is, the selected annotation."""

    def annotation(self, item: Listed | None) -> Annotation | None:
        """The annotation of a row, as it is now; None if it is gone."""
        return self._named((item.article, item.id)) if item else None

    def annotations(self, article: str) -> tuple[Annotation, ...]:
        """Those of an article; none, if it is gone."""
        try:
            return self.library.annotations(article)
        except LibraryError:
            return ()

    def _named(self, named: Named) -> Annotation | None:
        article, name = named
        return next((one for one in self.annotations(article) if one.id == name), None)

    def do_choose_color(self, _count: int | None, argument: str | None) -> None:
        """Give them a colour, or a style."""
        named = self.list.meant
        if not named or argument is None:
            return
        if argument in set(Style):
            style = Style(argument)
            self.change(lambda: self.library.restyle_all(named, style), _many(named, style))
        else:
            color = Color(argument)
            name = self.settings.color_names[color]
            self.change(lambda: self.library.recolor_all(named, color), _many(named, name))

    def do_tags(self, _count: int | None, _argument: str | None) -> None:
        """Edit their tags; of several, those that all of them have."""
        from reader.tui.screens.dialogs.tags import TagsDialog

        named = self.list.meant
        own = [set(one.tags) for one in map(self._named, named) if one is not None]
        if not own:
            return
        common = tuple(sorted(set.intersection(*own)))

        def tag(tags: tuple[str, ...] | None) -> None:
            if tags is not None and set(tags) != set(common):
                add = [one for one in tags if one not in common]
                remove = [one for one in common if one not in tags]
                self.change(
                    lambda: self.library.retag_all(named, add=add, remove=remove),
                    _many(named, "tagged"),
                )

        title = "Tags" if len(named) == 1 else f"Tags that all {len(named):,} have"
        self.app.push_screen(TagsDialog(common, self.library.tags(), title), tag)

    def do_delete(self, _count: int | None, _argument: str | None) -> None:
        """Delete them."""
        if named := self.list.meant:
            done = self.change(
                lambda: self.library.delete_all(named), _many(named, "deleted") or "Deleted"
            )
            if done:
                self.list.untick(named)
                self.show_status()


def _many(named: list[Named], done: str) -> str | None:
    """What was done, if it is to more than what one sees; else nothing need be said."""
    return f"{len(named):,} annotations {done}" if len(named) > 1 else None
