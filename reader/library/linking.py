"""Links to passages: what is copied to come back to a place, from anywhere."""

from typing import TYPE_CHECKING

from reader.core.catalog import WEB
from reader.core.segments import Range
from reader.library.outcomes import Copy, NotFound, Spot
from reader.library.reading import Reading

if TYPE_CHECKING:
    from reader.core.links import Link


class Linking(Reading):
    """Where links lead, and links to where one is."""

    def link(self, article: str, passage: Range) -> str:
        """A link to a passage that `follow` finds again, also when the text has changed.

        For an article of the web it is an address, with which a browser finds the passage, too.
        """
        from reader.core import links

        target = self.entry(article).address or article
        return links.write(target, self.article_unread(article).text, passage)

    def own_link(self, article: str, passage: Range) -> str:
        """A link to a passage that leads to this library's article, wherever that is from."""
        from reader.core import links

        return links.write(article, self.article_unread(article).text, passage)

    def follow(self, link: str) -> Spot:
        """Where a link leads: an article, and the passage if its words are still there.

        Raises NotFound if no article here is meant.
        """
        from reader.core import links

        parts = links.read(link)
        article = self._article_of(parts)
        if parts.words is None and parts.place is None:
            return Spot(article, None)
        text = self.article_unread(article).text
        start, end = parts.place or (0, 0)
        if parts.words is None:
            return Spot(article, (start, end) if 0 <= start < end <= len(text) else None)
        return Spot(article, links.find(text, parts.words, start))

    def place_of(self, copy: Copy) -> Spot:
        """Where a copy is from; of one that kept no place, where its words first stand.

        Raises NotFound if that is not known.
        """
        if copy.link:
            return self.follow(copy.link)
        if copy.article is None:
            raise NotFound("It is not known where this is from")
        start = self.article_unread(copy.article).text.find(copy.text)
        return Spot(copy.article, (start, start + len(copy.text)) if start >= 0 else None)

    def _article_of(self, link: "Link") -> str:
        if not link.target.startswith(WEB):
            return self.entry(link.target).id
        for entry in self.entries():
            bare = {source.partition("#")[0] for source in entry.sources}
            if not entry.trashed and link.target.partition("#")[0] in bare:
                return entry.id
        raise NotFound(f"No article here is from {link.target}")
