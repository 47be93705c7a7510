"""What a step may use while it runs. Nothing here is needed to write one."""

from typing import Any

from stave.annotations import Bounds, Doc, Json, Unit
from stave.errors import Fatal, Retryable
from stave.events import log, progress

__all__ = ["Bounds", "Doc", "Fatal", "Json", "LogHandler", "Retryable", "Unit", "log", "progress"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # The standard library's logging is loaded for those who ask: each step is a process, and starts count.
    if name == "LogHandler":
        from stave.logs import LogHandler

        return LogHandler
    raise AttributeError(f"module 'stave' has no attribute {name!r}")
