"""The value a function returned → JSON of the recorded type, or the reason it does not fit."""

from __future__ import annotations

import enum
import math
import operator
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Callable, Dict, Optional

from stave.errors import WrongOutput
from stave.isotime import write_duration, write_timestamp
from stave.library import library
from stave.typenames import shown, type_name

_SAFE = 2**53 - 1
_INT_MIN, _INT_MAX = -(2**63), 2**63 - 1


def encode(value: Any, recorded: Any, where: str) -> Any:
    """Encodes one value; ``where`` names it in messages."""
    if isinstance(recorded, str):
        return _SCALARS[recorded](value, where)
    return _COMPOUNDS[recorded["kind"]](value, recorded, where)


def _refuse(value: Any, expected: str, where: str) -> WrongOutput:
    return WrongOutput(f"{where} is {shown(value)}, but {expected} is expected")


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise _refuse(value, "str", where)
    text = value.value if isinstance(value, enum.Enum) else str.__str__(value)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise WrongOutput(f"{where} has a lone surrogate at {error.start}, which is not text") from error
    return text


def _int(value: Any, where: str) -> Any:
    if isinstance(value, enum.Enum):
        value = value.value
    try:
        number = int(operator.index(value))
    except TypeError as error:
        raise _refuse(value, "int", where) from error
    if not _INT_MIN <= number <= _INT_MAX:
        raise _refuse(value, "a 64-bit int", where)
    return number if -_SAFE <= number <= _SAFE else str(number)


def _float(value: Any, where: str) -> Any:
    numeric = hasattr(value, "__float__") or hasattr(value, "__index__")
    if not numeric or isinstance(value, (str, bytes)) or type(value).__name__ == "Decimal":
        raise _refuse(value, "float", where)
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise _refuse(value, "float", where) from error
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    return number


def _bool(value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    if type(value).__name__ in ("bool_", "bool") and type(value).__module__ == "numpy":
        return bool(value)
    raise _refuse(value, "bool", where)


def _date(value: Any, where: str) -> str:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise _refuse(value, "date", where)
    return value.isoformat()


def _timestamp(value: Any, where: str) -> str:
    if not isinstance(value, datetime):
        raise _refuse(value, "datetime", where)
    if value.utcoffset() is None:
        raise WrongOutput(
            f"{where} is {shown(value)} without a time zone; use datetime.now(timezone.utc) or .replace(tzinfo=…)"
        )
    return write_timestamp(value)


def _duration(value: Any, where: str) -> str:
    if not isinstance(value, timedelta):
        raise _refuse(value, "timedelta", where)
    return write_duration(value)


def _json(value: Any, where: str) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _text(value, where)
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise _refuse(value, "a finite number", where)
        return float(value)
    if isinstance(value, Mapping):
        return {_key(key, where): _json(item, f"{where}[{key!r}]") for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json(item, f"{where}[{index}]") for index, item in enumerate(value)]
    raise _refuse(value, "a JSON value", where)


def _null(value: Any, where: str) -> None:
    if value is not None:
        raise _refuse(value, "None", where)


_SCALARS: Dict[str, Callable[[Any, str], Any]] = {
    "string": _text,
    "int": _int,
    "float": _float,
    "bool": _bool,
    "date": _date,
    "timestamp": _timestamp,
    "duration": _duration,
    "json": _json,
    "null": _null,
}


def _key(key: Any, where: str) -> str:
    if not isinstance(key, str):
        raise WrongOutput(f"{where} has the key {shown(key)}, but keys are str")
    return _text(key, where)


def _list(value: Any, recorded: Any, where: str) -> Any:
    if isinstance(value, (str, bytes, Mapping, Iterator)) or not isinstance(value, Iterable):
        raise _refuse(value, type_name(recorded), where)
    items = value.tolist() if hasattr(value, "tolist") else value
    return [encode(item, recorded["of"], f"{where}[{index}]") for index, item in enumerate(items)]


def _map(value: Any, recorded: Any, where: str) -> Any:
    if not isinstance(value, Mapping):
        raise _refuse(value, type_name(recorded), where)
    return {_key(key, where): encode(item, recorded["of"], f"{where}[{key!r}]") for key, item in value.items()}


def _nullable(value: Any, recorded: Any, where: str) -> Any:
    return None if value is None else encode(value, recorded["of"], where)


def _enum(value: Any, recorded: Any, where: str) -> Any:
    raw = value.value if isinstance(value, enum.Enum) else value
    if not any(raw == item and isinstance(raw, bool) == isinstance(item, bool) for item in recorded["values"]):
        raise _refuse(value, type_name(recorded), where)
    return encode(raw, recorded["of"], where)


def _format(value: Any, recorded: Any, where: str) -> str:
    name = recorded["format"]
    text = _FORMATS[name](value) if name in _FORMATS else _text(value, where)
    if text is None:
        raise _refuse(value, type_name(recorded), where)
    return _text(text, where)


def _path(value: Any) -> Optional[str]:
    text = os.fspath(value) if isinstance(value, (str, os.PathLike)) else None
    return text if isinstance(text, str) else None


def _uuid(value: Any) -> Optional[str]:
    return str(value) if isinstance(value, library("uuid").UUID) else None


def _decimal(value: Any) -> Optional[str]:
    return str(value) if isinstance(value, library("decimal").Decimal) else None


def _bytes(value: Any) -> Optional[str]:
    if not isinstance(value, (bytes, bytearray, memoryview)):
        return None
    return str(library("base64").b64encode(value).decode("ascii"))


_FORMATS: Dict[str, Callable[[Any], Optional[str]]] = {
    "path": _path,
    "uuid": _uuid,
    "decimal": _decimal,
    "bytes": _bytes,
}


def _struct(value: Any, recorded: Any, where: str) -> Any:
    fields, optional = recorded["fields"], recorded.get("optional", [])
    found = struct_fields(value, fields, type_name(recorded), where)
    missing = [name for name in fields if name not in found and name not in optional]
    if missing:
        raise WrongOutput(f"{where} lacks the field {missing[0]!r} of {type_name(recorded)}")
    return {name: encode(item, fields[name], f"{where}.{name}") for name, item in found.items()}


def struct_fields(value: Any, fields: Mapping[str, Any], expected: str, where: str) -> Dict[str, Any]:
    """The fields of a struct value, whatever kind of class it is."""
    if isinstance(value, Mapping):
        for key in value:
            if key not in fields:
                raise WrongOutput(f"{where} has the field {key!r}, which {expected} does not have")
        return dict(value)
    if value is None or isinstance(value, (str, bytes, int, float, list, set)):
        raise _refuse(value, expected, where)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        raise _refuse(value, expected, where)
    return {name: getattr(value, name) for name in fields if hasattr(value, name)}


_COMPOUNDS: Dict[str, Callable[[Any, Any, str], Any]] = {
    "list": _list,
    "map": _map,
    "nullable": _nullable,
    "enum": _enum,
    "format": _format,
    "struct": _struct,
}
