"""JSON of a recorded type → the Python value the function asks for."""

from __future__ import annotations

import enum
from typing import Any, Callable, Dict, Optional

from stave.errors import WrongArgument
from stave.hints import Hint, class_hints, tuple_items
from stave.isotime import read_date, read_duration, read_timestamp
from stave.library import library
from stave.typenames import shown, type_name

_INT_MIN, _INT_MAX = -(2**63), 2**63 - 1
_FLOAT_WORDS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


def decode(value: Any, recorded: Any, hint: Optional[Hint], where: str) -> Any:
    """Decodes one value; ``where`` names it in messages."""
    try:
        return _decode(value, recorded, hint, where)
    except WrongArgument:
        raise
    except (ValueError, TypeError, ArithmeticError, KeyError) as error:
        raise WrongArgument(f"{where}: {error}") from error


def _decode(value: Any, recorded: Any, hint: Optional[Hint], where: str) -> Any:
    if isinstance(recorded, str):
        return _SCALARS[recorded](value, where)
    return _COMPOUNDS[recorded["kind"]](value, recorded, hint, where)


def _expect(condition: bool, value: Any, expected: str, where: str) -> None:
    if not condition:
        raise WrongArgument(f"{where} is {shown(value)}, but {expected} is expected")


def _text(value: Any, where: str) -> str:
    _expect(isinstance(value, str), value, "str", where)
    return str(value)


def _int(value: Any, where: str) -> int:
    number = int(value) if isinstance(value, str) else value
    _expect(isinstance(number, int) and not isinstance(number, bool), value, "int", where)
    _expect(_INT_MIN <= number <= _INT_MAX, value, "a 64-bit int", where)
    return number


def _float(value: Any, where: str) -> float:
    if isinstance(value, str) and value in _FLOAT_WORDS:
        return _FLOAT_WORDS[value]
    _expect(isinstance(value, (int, float)) and not isinstance(value, bool), value, "float", where)
    return float(value)


def _bool(value: Any, where: str) -> bool:
    _expect(isinstance(value, bool), value, "bool", where)
    return bool(value)


def _null(value: Any, where: str) -> None:
    _expect(value is None, value, "None", where)


_SCALARS: Dict[str, Callable[[Any, str], Any]] = {
    "string": _text,
    "int": _int,
    "float": _float,
    "bool": _bool,
    "date": lambda value, where: read_date(_text(value, where)),
    "timestamp": lambda value, where: read_timestamp(_text(value, where)),
    "duration": lambda value, where: read_duration(_text(value, where)),
    "json": lambda value, where: value,
    "null": _null,
}


def _list(value: Any, recorded: Any, hint: Optional[Hint], where: str) -> Any:
    _expect(isinstance(value, list), value, type_name(recorded), where)
    as_tuple, inner = tuple_items(hint)
    items = [_decode(item, recorded["of"], inner, f"{where}[{index}]") for index, item in enumerate(value)]
    return tuple(items) if as_tuple else items


def _map(value: Any, recorded: Any, hint: Optional[Hint], where: str) -> Any:
    _expect(isinstance(value, dict), value, type_name(recorded), where)
    generic = next((member for member in hint.members() if member.origin is not None), None) if hint else None
    inner = generic.argument(1) if generic else None
    return {key: _decode(item, recorded["of"], inner, f"{where}[{key!r}]") for key, item in value.items()}


def _nullable(value: Any, recorded: Any, hint: Optional[Hint], where: str) -> Any:
    return None if value is None else _decode(value, recorded["of"], hint, where)


def _enum(value: Any, recorded: Any, hint: Optional[Hint], where: str) -> Any:
    allowed = any(value == item and isinstance(value, bool) == isinstance(item, bool) for item in recorded["values"])
    _expect(allowed, value, type_name(recorded), where)
    for cls in hint.classes() if hint else []:
        if issubclass(cls, enum.Enum) and any(member.value == value for member in cls):
            return cls(value)
    return value


def _format(value: Any, recorded: Any, hint: Optional[Hint], where: str) -> Any:
    text = _text(value, where)
    name = recorded["format"]
    return _FORMATS[name](text, hint) if name in _FORMATS else text


def _uuid(text: str, _hint: Optional[Hint]) -> Any:
    return library("uuid").UUID(text)


def _decimal(text: str, _hint: Optional[Hint]) -> Any:
    return library("decimal").Decimal(text)


def _bytes(text: str, _hint: Optional[Hint]) -> bytes:
    return bytes(library("base64").b64decode(text, validate=True))


def _path(text: str, hint: Optional[Hint]) -> Any:
    pathlib = library("pathlib")
    paths = [cls for cls in hint.classes() if issubclass(cls, pathlib.PurePath)] if hint else []
    return (paths[0] if paths else pathlib.Path)(text)


_FORMATS: Dict[str, Callable[[str, Optional[Hint]], Any]] = {
    "uuid": _uuid,
    "decimal": _decimal,
    "bytes": _bytes,
    "path": _path,
}


def _struct(value: Any, recorded: Any, hint: Optional[Hint], where: str) -> Any:
    _expect(isinstance(value, dict), value, type_name(recorded), where)
    fields = recorded["fields"]
    for name in fields:
        if name not in value and name not in recorded.get("optional", []):
            raise WrongArgument(f"{where} lacks the field {name!r} of {type_name(recorded)}")
    for name in value:
        if name not in fields:
            raise WrongArgument(f"{where} has the field {name!r}, which {type_name(recorded)} does not have")
    cls = _struct_class(hint)
    hints = class_hints(cls) if cls else {}
    decoded = {name: _decode(item, fields[name], hints.get(name), f"{where}.{name}") for name, item in value.items()}
    return _build(cls, decoded)


def _struct_class(hint: Optional[Hint]) -> Any:
    for member in hint.members() if hint else []:
        cls = member.value if isinstance(member.value, type) and member.origin is None else member.origin
        if isinstance(cls, type) and (_is_model(cls) or _is_fielded(cls)):
            return cls
    return None


def _is_model(cls: Any) -> bool:
    return hasattr(cls, "model_validate") or hasattr(cls, "parse_obj")


def _is_fielded(cls: Any) -> bool:
    return (
        hasattr(cls, "__dataclass_fields__")
        or hasattr(cls, "_fields")
        or hasattr(cls, "__attrs_attrs__")
        or hasattr(cls, "__total__")
    )


def _build(cls: Any, fields: Dict[str, Any]) -> Any:
    if cls is None or hasattr(cls, "__total__"):
        return fields
    if hasattr(cls, "model_validate"):
        return cls.model_validate(
            {_alias(info, name): fields[name] for name, info in cls.model_fields.items() if name in fields}
        )
    if hasattr(cls, "parse_obj"):
        return cls.parse_obj({cls.__fields__[name].alias: item for name, item in fields.items()})
    if hasattr(cls, "__attrs_attrs__"):
        names = {attribute.name: attribute.alias or attribute.name for attribute in cls.__attrs_attrs__}
        return cls(**{names[name]: item for name, item in fields.items()})
    return cls(**fields)


def _alias(info: Any, name: str) -> str:
    alias = getattr(info, "validation_alias", None) or getattr(info, "alias", None)
    return alias if isinstance(alias, str) else name


_COMPOUNDS: Dict[str, Callable[[Any, Any, Optional[Hint], str], Any]] = {
    "list": _list,
    "map": _map,
    "nullable": _nullable,
    "enum": _enum,
    "format": _format,
    "struct": _struct,
}
