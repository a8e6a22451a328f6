"""One module a screen or a dialog. Only screens talk to the library."""
