"""What the program says to the person: a line that stands for some seconds."""

from time import monotonic

from textual.message_pump import MessagePump

from reader.core.safe import safe_line


class Saying(MessagePump):
    """An app or a screen that says something."""

    _said, _said_until = "", 0.0

    def say(self, message: str, *, failed: bool = False) -> None:
        """Say something for some seconds; it may quote what comes from outside.

        What is still being said is not said beside itself.
        """
        if message == self._said and monotonic() < self._said_until:
            return
        self._said, self._said_until = message, monotonic() + self.app.NOTIFICATION_TIMEOUT
        self.app.notify(
            safe_line(message), severity="warning" if failed else "information", markup=False
        )
