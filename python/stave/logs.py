"""The bridge from the standard log."""

from __future__ import annotations

import logging

from stave.events import log


class LogHandler(logging.Handler):
    """``logging.getLogger().addHandler(stave.LogHandler())`` sends the standard log to the runtime too."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            log(self.format(record), level=_level(record.levelno), logger=record.name)
        except Exception:  # noqa: BLE001 - logging's own way with a handler that fails
            self.handleError(record)


def _level(number: int) -> str:
    if number >= logging.ERROR:
        return "error"
    if number >= logging.WARNING:
        return "warning"
    return "info" if number >= logging.INFO else "debug"
