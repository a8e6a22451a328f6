"""The program that fills in a template, in a process of its own: `template` runs it.

A template may loop for ever or make a text without end, and inside a process nothing stops it. So
it has little memory and little time here, in Jinja's sandbox, without a loader: it reads no file,
and what it names and is not there is an error.
"""

import json
import sys
from contextlib import suppress
from types import TracebackType
from typing import Any, Final

from reader.exporters.markdown import escape

NAME: Final = "<template>"
"""What Jinja calls a template that comes from no file."""


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The `text` that `source` makes of `articles`, or the `error` and its `line` in the source.

    With `is_escaped` all values are escaped as HTML has it.
    """
    from jinja2 import StrictUndefined, TemplateSyntaxError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        autoescape=asked["is_escaped"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["markdown"] = escape
    try:
        template = environment.from_string(asked["source"])
        return {"text": template.render(articles=asked["articles"])}
    except TemplateSyntaxError as error:
        return {"error": error.message, "line": error.lineno}
    except MemoryError as error:
        return {"error": "it takes too much memory", "line": _line(error.__traceback__)}
    except Exception as error:  # a template may raise anything
        return {"error": str(error), "line": _line(error.__traceback__)}


def _line(trace: TracebackType | None) -> int | None:
    """The line of the template in which an error happened; Jinja puts it into the traceback."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == NAME:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _limit(seconds: int, memory: int) -> None:
    """Use no more from now on, even if whoever asked is gone. Windows has no such limits."""
    with suppress(ImportError):
        import resource
        import time

        used = int(time.process_time()) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_AS, (memory, resource.RLIM_INFINITY))


def _serve() -> None:
    """Answer line by line, JSON by JSON, until nobody asks."""
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        _limit(asked["seconds"], asked["memory"])
        sys.stdout.buffer.write(json.dumps(answer(asked)).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
