"""What all tests share: property tests are held to what is true, not to how long it takes.

The usual number of examples fits the gate; `pytest --hypothesis-profile thorough` tries many more.
"""

import gc
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# The program waits for the disk at every change; what a test writes need not outlive the machine.
MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2 << 30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# Two cores are shared by the whole suite: a deadline there would measure the neighbours.
settings.register_profile("reader", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile("reader")

FIRST = ("terminal", "tui")
"""Folders of tests that wait or take long: what others compute fills the gaps, and the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with those that wait for a terminal, while the gate checks types beside them."""
    items.sort(key=lambda item: rank(item.path.parent.name))


def rank(folder: str) -> int:
    """Which folder of tests comes first."""
    return FIRST.index(folder) if folder in FIRST else len(FIRST)


def pytest_collection_finish() -> None:
    """The tests themselves stay: the collector need not look at them again and again."""
    gc.collect()
    gc.freeze()
