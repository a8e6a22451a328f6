"""What the panel does to annotations: to all that are ticked at once, as one change."""

from reader.core.annotation import Annotation, Color, Style
from reader.library import LibraryError
from reader.tui.screens.annotations.listing import Listing
from reader.tui.widgets.annotation_list import Listed, Named


class Changing(Listing):
    """The commands that change what is ticked; where nothing is, the selected annotation."""

    def annotation(self, item: Listed | None) -> Annotation | None:
        """The annotation of a row, as it is now; None if it is gone."""
        if item is None:
            return None
        try:
            found = self.library.annotations(item.article)
        except LibraryError:
            return None
        return next((one for one in found if one.id == item.id), None)

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
        own = [set(tags) for tags in map(self._tags_of, named) if tags is not None]
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

    def _tags_of(self, named: Named) -> tuple[str, ...] | None:
        article, name = named
        try:
            found = self.library.annotations(article)
        except LibraryError:
            return None
        return next((one.tags for one in found if one.id == name), None)


def _many(named: list[Named], done: str) -> str | None:
    """What was done, if it is to more than what one sees; else nothing need be said."""
    return f"{len(named):,} annotations {done}" if len(named) > 1 else None
