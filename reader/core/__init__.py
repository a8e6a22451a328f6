"""Pure values and algorithms: no Textual, no input or output, no clock, no randomness."""
