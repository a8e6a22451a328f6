"""One line in which a person types, safe against what they paste."""

from textual.widgets import Input

from reader.core.safe import safe


class LineInput(Input):
    """An `Input` whose value can hold no control character, however it got there."""

    def validate_value(self, value: str) -> str:
        """Make safe what was typed, pasted or set; line breaks and tabs become spaces."""
        return safe(value).replace("\n", " ").replace("\t", " ")
