"""Progress and log messages, one JSON object on each line of the events channel."""

from __future__ import annotations

import json
import os
import sys
import threading
from datetime import datetime, timezone
from typing import Any, Dict, Optional, Union

from stave.isotime import write_timestamp

#: Processes a step starts find the channel here.
ENVIRONMENT_NAME = "STAVE_EVENTS"
_LEVELS = ("debug", "info", "warning", "error")
_LIMIT = 32_000


class _Channel:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._target: Union[int, str, None] = os.environ.get(ENVIRONMENT_NAME)
        self._descriptor: Optional[int] = None

    def open(self, target: Union[int, str]) -> None:
        self._target = target
        self._descriptor = target if isinstance(target, int) else None
        if isinstance(target, str):
            os.environ[ENVIRONMENT_NAME] = os.path.abspath(target)

    def write(self, event: Dict[str, Any]) -> None:
        if self._target is None:
            return
        line = json.dumps({"time": write_timestamp(datetime.now(timezone.utc)), **event}, allow_nan=False, default=str)
        try:
            with self._lock:
                # One write to a file opened for appending: lines of several processes do not mix.
                os.write(self._opened(), line.encode("utf-8", "backslashreplace") + b"\n")
        except OSError as error:
            self._target = None
            print(f"stave: events can no longer be written: {error}", file=sys.stderr)

    def _opened(self) -> int:
        if self._descriptor is None:
            self._descriptor = os.open(str(self._target), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        return self._descriptor


_channel = _Channel()


def open_channel(target: Union[int, str]) -> None:
    """Sends events to a file descriptor or a file."""
    _channel.open(target)


def emit(event: str, **members: Any) -> None:
    """Sends one event."""
    _channel.write({"event": event, **members})


def progress(done: float, total: Optional[float] = None, message: Optional[str] = None) -> None:
    """Tells how far the step is; outside a run it does nothing.

    >>> progress(3, 10, "epoch 3")
    """
    members: Dict[str, Any] = {"done": _finite(done)}
    if total is not None:
        members["total"] = _finite(total)
    if message is not None:
        members["message"] = str(message)[:_LIMIT]
    emit("progress", **members)


def log(message: str, level: str = "info", **fields: Any) -> None:
    """Sends a message to the runtime's log; outside a run it does nothing.

    >>> log("learning rate lowered", level="warning", lr=0.01)
    """
    if level not in _LEVELS:
        raise ValueError(f"level is {level!r}, but one of {', '.join(_LEVELS)} is expected")
    members: Dict[str, Any] = {"level": level, "message": str(message)[:_LIMIT]}
    if fields:
        members["fields"] = {name: _plain(value) for name, value in fields.items()}
    emit("log", **members)


def _finite(value: float) -> float:
    number = float(value)
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError(f"progress is {value!r}, but a finite number is expected")
    return int(number) if number.is_integer() else number


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if value == value and value not in (float("inf"), float("-inf")) else str(value)
    return str(value)[:_LIMIT]
