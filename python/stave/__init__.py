"""What a step may use while it runs. Nothing here is needed to write one."""

from stave.annotations import Bounds, Doc, Json, Unit
from stave.errors import Fatal, Retryable
from stave.events import LogHandler, log, progress

__all__ = ["Bounds", "Doc", "Fatal", "Json", "LogHandler", "Retryable", "Unit", "log", "progress"]
__version__ = "0.1.0"
