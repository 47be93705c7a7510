"""The standard library as it is, whatever the user's folder holds."""

from __future__ import annotations

import importlib
import sys
from typing import Any

_PATH = list(sys.path)


def library(name: str) -> Any:
    """Imports a module when it is first needed; a `random.py` beside the user's file is not taken for the real one."""
    current, sys.path = sys.path, _PATH
    try:
        return importlib.import_module(name)
    finally:
        sys.path = current
