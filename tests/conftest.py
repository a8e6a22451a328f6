"""What all tests share: property tests are held to what is true, not to how long it takes.

The usual number of examples fits the gate; `pytest --hypothesis-profile thorough` tries many more.
"""

import gc
import os
import shutil
from pathlib import Path

from hypothesis import settings

# The program waits for the disk at every change; what a test writes need not outlive the machine.
MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 2 << 30:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

# Two cores are shared by the whole suite: a deadline there would measure the neighbours.
settings.register_profile("reader", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile("reader")


def pytest_collection_finish() -> None:
    """The tests themselves stay: the collector need not look at them again and again."""
    gc.collect()
    gc.freeze()
