"""The command line: what a shell or a script can ask for; it puts the parts together.

Only `main` is for others. Nothing is imported here before it is known what is asked for: opening
the reading screens needs no parser of options, and a list of articles needs no Textual.
"""

import gc
import os
import sys

YOUNG = 50_000
"""Objects made between two collections: starting makes that many, and hardly any waste."""


def main() -> int:
    """Do what the process was asked for; the exit code: 0 done, 1 failed, 2 wrong usage."""
    gc.set_threshold(YOUNG)
    from reader.cli.opening import open_reader, plain_request
    from reader.cli.streams import open_closed

    open_closed()
    request = None if "_READER_COMPLETE" in os.environ else plain_request(sys.argv[1:])
    if request is not None:
        return open_reader(request)
    from reader.cli.group import reader

    return int(reader.main(prog_name="reader", standalone_mode=True))
