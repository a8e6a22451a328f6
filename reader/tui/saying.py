"""What the program says to the person: a line that stands for some seconds."""

from time import monotonic

from textual.message_pump import MessagePump

from reader.core.safe import safe_line


class Saying(MessagePump):
    """An app or a screen that says something."""

    _failed_until = 0.0

    def say(self, message: str, *, failed: bool = False) -> None:
        """Say something for some seconds; it may quote what comes from outside.

        It takes the place of what was said before, so that no heap of it covers the text; a failure
        stays beside it for as long as it is said.
        """
        now, app = monotonic(), self.app
        if now >= self._failed_until:
            app.clear_notifications()
        if failed:
            self._failed_until = now + app.NOTIFICATION_TIMEOUT
        app.notify(
            safe_line(message), severity="warning" if failed else "information", markup=False
        )
