"""Times as the clock on the wall shows them; they are kept in UTC."""

from datetime import datetime
from typing import Final

DAY: Final = "%Y-%m-%d"
MINUTE: Final = "%Y-%m-%d %H:%M"


def local(at: str, form: str = DAY) -> str:
    """A time of ISO 8601 where the person is; what is no time stands as it is."""
    try:
        return datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone().strftime(form)
    except (ValueError, OverflowError, OSError):
        return at
