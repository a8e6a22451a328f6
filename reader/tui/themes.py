"""Reader's own two themes, and the variables that its styles use beyond Textual's.

In any theme the styles may say `$highlight-yellow` (also green, blue, red, purple: the ground
behind highlighted text), `$sign-yellow` … (the same hue for signs, swatches and text, readable on
all of these), `$quiet` (secondary text), `$quoted` (the text of quotes, readable on highlights
too), `$quieter` (rules and scrollbars: never text), `$current` (the bar beside the paragraph),
`$cursor-background`, `$cursor-foreground`, `$selection`, `$match`, `$match-current`, `$heading`,
`$link`, `$code`, and `$line` (the ground of status line and selected row).

All text has the contrast of WCAG 2.2 AA, 4.5 to 1, on every ground that it can stand on. Each
colour is one that stays what it is when it is rounded to a terminal's 256: a soft green that would
become grey there is not among them. For 16 colours both themes have a second palette under the
same name, made of the terminal's own.
"""

from collections.abc import Mapping
from typing import Final

from textual.app import App
from textual.theme import Theme

from reader.settings import styles_folder

NIGHT_VARIABLES = {
    "highlight-yellow": "#504310",
    "highlight-green": "#23482a",
    "highlight-blue": "#1d4073",
    "highlight-red": "#632a2e",
    "highlight-purple": "#4a2e66",
    "sign-yellow": "#e5c558",
    "sign-green": "#8fc98a",
    "sign-blue": "#85bce7",
    "sign-red": "#f1a1a1",
    "sign-purple": "#cda7e9",
    "quiet": "#a19e95",
    "quoted": "#bcb7aa",
    "quieter": "#75736d",
    "current": "#e0b26c",
    "cursor-background": "#e8e2d4",
    "cursor-foreground": "#17181c",
    "selection": "#3a4573",
    "match": "#734a1c",
    "match-current": "#c08a3a",
    "heading": "#f0ecdc",
    "link": "#9cc4ea",
    "code": "#b9c9a3",
    "line": "#24262d",
}

PAPER_VARIABLES = {
    "highlight-yellow": "#f6e39a",
    "highlight-green": "#cdecc4",
    "highlight-blue": "#c0dcf2",
    "highlight-red": "#f6cfc9",
    "highlight-purple": "#e4c2f4",
    "sign-yellow": "#775000",
    "sign-green": "#286429",
    "sign-blue": "#1e5a90",
    "sign-red": "#a02b2b",
    "sign-purple": "#7a2f9e",
    "quiet": "#5a544a",
    "quoted": "#524d43",
    "quieter": "#928b7b",
    "current": "#844815",
    "cursor-background": "#2d2a26",
    "cursor-foreground": "#fbf7ec",
    "selection": "#cdd6ec",
    "match": "#efdcb8",
    "match-current": "#a05a10",
    "heading": "#1f1b15",
    "link": "#1b5687",
    "code": "#455727",
    "line": "#ebe5d4",
}

NIGHT = Theme(
    name="reader-night",
    primary="#e0b26c",
    secondary="#9cc4ea",
    accent="#e0b26c",
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
    primary="#844815",
    secondary="#1b5687",
    accent="#844815",
    foreground="#2d2a26",
    background="#fbf7ec",
    surface="#f5efe0",
    panel="#ebe5d4",
    success="#286529",
    warning="#745700",
    error="#a02b2b",
    dark=False,
    variables=PAPER_VARIABLES,
)


def variables_for(theme: Theme) -> dict[str, str]:
    """Values of Reader's variables in a theme that does not name them, such as Textual's own."""
    return NIGHT_VARIABLES if theme.dark else PAPER_VARIABLES


# Sixteen colours.

ANSI: Final[Mapping[str, str]] = {
    "black": "#000000",
    "red": "#aa0000",
    "green": "#00aa00",
    "yellow": "#aa5500",
    "blue": "#0000aa",
    "purple": "#aa00aa",
    "cyan": "#00aaaa",
    "grey": "#aaaaaa",
    "dark": "#555555",
    "bright-red": "#ff5555",
    "bright-green": "#55ff55",
    "bright-yellow": "#ffff55",
    "bright-blue": "#5555ff",
    "bright-purple": "#ff55ff",
    "bright-cyan": "#55ffff",
    "white": "#ffffff",
}
"""Rich's values of the sixteen: from these it finds the terminal's own colour exactly."""


def fit_terminal(app: App[None]) -> None:
    """Read the styles for a terminal of 256 or sixteen colours, or of none, where it is one."""
    few, rounded = has_few_colors(app), has_rounded_colors(app)
    styles = styles_folder() / "few_colors.tcss"
    if not (few or rounded or app.no_color) or app.stylesheet.has_source(str(styles)):
        return
    app.stylesheet.read(styles)
    app.set_class(rounded, "rounded-colors")
    if few:
        app.add_class("few-colors")
        for theme in (NIGHT, PAPER):
            app.register_theme(few_colors(theme))
    app.refresh_css(animate=False)


def has_few_colors(app: App[None]) -> bool:
    """Whether the terminal shows sixteen colours."""
    return app.console.color_system == "standard" and not app.is_headless


def has_rounded_colors(app: App[None]) -> bool:
    """Whether the terminal shows 256 colours, to which those of the theme are rounded."""
    return app.console.color_system == "256" and not app.is_headless


def few_colors(theme: Theme) -> Theme:
    """One of Reader's two themes for a terminal of sixteen colours, under the same name."""
    dark = theme.dark
    ink, paper = ("white", "black") if dark else ("black", "white")
    bright = "bright-" if dark else ""
    accent = "bright-yellow" if dark else "blue"
    roles = {
        **{f"highlight-{hue}": hue for hue in ("yellow", "green", "blue", "red", "purple")},
        **{f"sign-{hue}": f"{bright}{hue}" for hue in ("yellow", "green", "blue", "red", "purple")},
        "quiet": "grey" if dark else "black",
        "quoted": ink,
        "quieter": "dark",
        "current": accent,
        "cursor-background": ink,
        "cursor-foreground": paper,
        "selection": "blue" if dark else "grey",
        "match": "cyan",
        "match-current": "grey",
        "heading": ink,
        "link": "bright-cyan" if dark else "blue",
        "code": "bright-green" if dark else "purple",
        "line": "blue" if dark else "grey",
    }
    return Theme(
        name=theme.name,
        primary=ANSI[accent],
        secondary=ANSI["bright-cyan" if dark else "purple"],
        accent=ANSI[accent],
        foreground=ANSI[ink],
        background=ANSI[paper],
        surface=ANSI[paper],
        panel=ANSI["blue" if dark else "grey"],
        success=ANSI[f"{bright}green"],
        warning=ANSI[f"{bright}yellow"],
        error=ANSI[f"{bright}red"],
        dark=dark,
        variables={role: ANSI[name] for role, name in roles.items()},
    )
