"""IR types in Python's words."""

from __future__ import annotations

from typing import Any

_SCALARS = {
    "string": "str",
    "int": "int",
    "float": "float",
    "bool": "bool",
    "date": "date",
    "timestamp": "datetime",
    "duration": "timedelta",
    "json": "a JSON value",
    "null": "None",
}

_FORMATS = {"path": "Path", "uuid": "UUID", "decimal": "Decimal", "bytes": "bytes"}


def type_name(recorded: Any) -> str:
    """``{"kind": "list", "of": "int"}`` is ``list[int]``."""
    if isinstance(recorded, str):
        return _SCALARS.get(recorded, recorded)
    kind = recorded["kind"]
    if kind == "list":
        return f"list[{type_name(recorded['of'])}]"
    if kind == "map":
        return f"dict[str, {type_name(recorded['of'])}]"
    if kind == "nullable":
        return f"{type_name(recorded['of'])} | None"
    if kind == "enum":
        return f"Literal[{', '.join(map(repr, recorded['values']))}]"
    if kind == "struct":
        return recorded.get("name") or "a struct"
    return _FORMATS.get(recorded.get("format"), "str")


def shown(value: Any) -> str:
    """A value as a message shows it."""
    text = repr(value)
    if len(text) > 80:
        text = text[:77] + "..."
    return f"{text} ({type(value).__name__})"
