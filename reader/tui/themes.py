"""Reader's own two themes, and the variables that its styles use beyond Textual's.

In any theme the styles may say `$highlight-yellow` (also green, blue, red, purple: the ground
behind highlighted text), `$sign-yellow` … (the same hue for signs and swatches, readable on the
background), `$quiet` (secondary text), `$quieter` (rules and folded text), `$current` (the bar
beside the current paragraph), `$cursor-background`, `$cursor-foreground`, `$selection`, `$match`,
`$match-current`, `$heading`, `$link`, `$code`, and `$line` (the ground of status line and selected
row).
"""

from textual.theme import Theme

NIGHT_VARIABLES = {
    "highlight-yellow": "#5c4d12",
    "highlight-green": "#274d2e",
    "highlight-blue": "#214a69",
    "highlight-red": "#6b2c35",
    "highlight-purple": "#4f3568",
    "sign-yellow": "#e5c558",
    "sign-green": "#8fc98a",
    "sign-blue": "#7fb8e6",
    "sign-red": "#ee8d8d",
    "sign-purple": "#c59ae6",
    "quiet": "#9a978e",
    "quieter": "#6d6b66",
    "current": "#d9a860",
    "cursor-background": "#e8e2d4",
    "cursor-foreground": "#17181c",
    "selection": "#3f4a63",
    "match": "#5b4a34",
    "match-current": "#a8742b",
    "heading": "#f0e6cf",
    "link": "#8db7dd",
    "code": "#b9c9a3",
    "line": "#24262d",
}

PAPER_VARIABLES = {
    "highlight-yellow": "#f6e3a1",
    "highlight-green": "#cfe6c4",
    "highlight-blue": "#c9dff0",
    "highlight-red": "#f6cfc9",
    "highlight-purple": "#e3d2f0",
    "sign-yellow": "#8a6a00",
    "sign-green": "#2f7033",
    "sign-blue": "#215f97",
    "sign-red": "#a8322d",
    "sign-purple": "#743f9e",
    "quiet": "#6a6459",
    "quieter": "#9b9484",
    "current": "#a5642a",
    "cursor-background": "#2d2a26",
    "cursor-foreground": "#fbf7ec",
    "selection": "#cdd6e4",
    "match": "#efdcb8",
    "match-current": "#e3ad55",
    "heading": "#1f1b15",
    "link": "#1f5c96",
    "code": "#4c5f2a",
    "line": "#ece5d4",
}

NIGHT = Theme(
    name="reader-night",
    primary="#d9a860",
    secondary="#8db7dd",
    accent="#d9a860",
    foreground="#d8d3c6",
    background="#17181c",
    surface="#1d1f24",
    panel="#24262d",
    success="#8fc98a",
    warning="#e5c558",
    error="#ee8d8d",
    dark=True,
    variables=NIGHT_VARIABLES,
)

PAPER = Theme(
    name="reader-paper",
    primary="#a5642a",
    secondary="#1f5c96",
    accent="#a5642a",
    foreground="#2d2a26",
    background="#fbf7ec",
    surface="#f5efe0",
    panel="#ece5d4",
    success="#2f7033",
    warning="#8a6a00",
    error="#a8322d",
    dark=False,
    variables=PAPER_VARIABLES,
)


def variables_for(theme: Theme) -> dict[str, str]:
    """Values of Reader's variables in a theme that does not name them, such as Textual's own."""
    return NIGHT_VARIABLES if theme.dark else PAPER_VARIABLES
