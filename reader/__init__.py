"""Reader: a terminal reading app that keeps highlights and notes safe for years."""

__version__ = "0.1.0"
