"""What an annotation may say of a parameter besides its type."""

from __future__ import annotations

from typing import Any, NamedTuple, Optional

#: Any JSON value: text, numbers, booleans, None, and lists and dicts of them.
Json = Any


class Bounds(NamedTuple):
    """``Annotated[float, Bounds(ge=0, le=1)]``: what values are allowed."""

    ge: Optional[float] = None
    gt: Optional[float] = None
    le: Optional[float] = None
    lt: Optional[float] = None


class Unit(NamedTuple):
    """``Annotated[float, Unit("ms")]``."""

    name: str


class Doc(NamedTuple):
    """``Annotated[str, Doc("Where the rows are.")]``."""

    text: str
