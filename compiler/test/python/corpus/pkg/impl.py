from __future__ import annotations

from .shared import Mode, Row, Rows
from .shared import load
from . import shared


def train(rows: Rows, row: Row, mode: shared.Mode = "fast") -> Mode:
    return mode

