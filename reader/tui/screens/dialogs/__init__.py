"""Dialogs: each is given plain values and returns a plain value; None means that it was left."""
