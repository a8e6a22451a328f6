"""A person in front of an open article: what they press, and what they see."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.pilot import Pilot

from reader.core.annotation import Annotation
from reader.library import Library
from reader.settings import Settings
from reader.tui.app import ReaderApp
from reader.tui.screens.reading import ReadingScreen

TEXT = """# La Pologne

Le PDG a parlé. Il a souri, puis il est parti. Personne n'a compris.

Second paragraph, with an été in it.

## Des bureaux

Third paragraph, also with an ETE in it. And a second sentence.

> A quote from somebody else.

""" + "\n\n".join(
    f"Paragraph {number} goes on. {'Words and words. ' * 12}" for number in range(5, 30)
)


PAINTED = 0.02
"""Seconds in which Textual paints what has changed."""


@dataclass
class Reading:
    """A person in front of an open article."""

    pilot: Pilot[None]
    library: Library
    screen: ReadingScreen

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all is done and painted."""
        await self.pilot.press(*keys)
        await self.pilot.pause(PAINTED)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        return self.library.annotations(self.screen.article_id)

    @property
    def quotes(self) -> list[str]:
        return [one.quote for one in self.annotations]

    @property
    def paragraph(self) -> str:
        """The current paragraph."""
        return self.screen.article.text[slice(*self.screen.paragraph)]

    @property
    def selected(self) -> str:
        screen = self.screen
        return screen.article.text[slice(*screen.selection.passage(screen.article))]

    @property
    def picture(self) -> str:
        """What stands on the screen."""
        strips = self.pilot.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def status(self) -> str:
        """The status line."""
        return self.picture.split("\n")[self.screen.status.region.y]

    @property
    def said(self) -> str:
        """What the toasts say."""
        return "\n".join(toast.message for toast in self.pilot.app._notifications)


@asynccontextmanager
async def reading(
    library: Library,
    *,
    size: tuple[int, int] = (110, 30),
    settings: Settings | None = None,
    title: str = "La Pologne",
) -> AsyncIterator[Reading]:
    """The article open on the screen, with the cursor on its first paragraph."""
    article = library.resolve(title).id
    settings = settings or Settings(clipboard="file")
    app = ReaderApp(library, settings, open=article)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, ReadingScreen)
        yield Reading(pilot, library, app.screen)
