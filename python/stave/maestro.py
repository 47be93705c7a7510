"""Outputs for Maestro: JSON between two markers on stdout, which it finds in the pod's log."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import Any, Dict, Mapping, Optional

from stave.errors import OutputTooLarge, WrongInput

#: Maestro refuses the evaluated params of an instance beyond this many characters of JSON.
PARAMS_LIMIT = 750_000
_DEFAULT_START = "MAESTRO_OUTPUT_START_TOKEN"
_DEFAULT_END = "MAESTRO_OUTPUT_END_TOKEN"
_SCALARS = {
    "string": "STRING",
    "int": "LONG",
    "float": "DOUBLE",
    "bool": "BOOLEAN",
    "date": "STRING",
    "timestamp": "STRING",
    "duration": "STRING",
}


def maestro_params(outputs: Mapping[str, Any], recorded: Mapping[str, Any], now_milliseconds: int) -> Dict[str, Any]:
    """The outputs as Maestro's params; a null has no Maestro value and is left out."""
    params: Dict[str, Any] = {}
    for name, value in outputs.items():
        param = _param(value, recorded[name], now_milliseconds)
        if param is not None:
            params[name] = param
    size = len(json.dumps(params, ensure_ascii=False, allow_nan=False))
    if size > PARAMS_LIMIT:
        raise OutputTooLarge(
            f"the outputs are {size} characters of JSON, but Maestro carries {PARAMS_LIMIT}; "
            "write a file and return its Path"
        )
    return params


def _param(value: Any, recorded: Any, now: int) -> Optional[Dict[str, Any]]:
    if value is None:
        return None
    plain, base = _without_null(recorded), _base(_without_null(recorded))
    if plain is not recorded and isinstance(base, str) and base in _SCALARS:
        kind, evaluated = "STRING", _held_text(value, base)
    else:
        kind = maestro_type(plain) if plain is recorded else "STRING"
        evaluated = _value(value, plain, kind)
    written = _definitions(value, plain) if kind == "MAP" else evaluated
    return {"value": written, "type": kind, "evaluated_result": evaluated, "evaluated_time": now}


def _definitions(value: Any, recorded: Any) -> Dict[str, Any]:
    """The entries of a MAP, each with a type of its own."""
    definitions: Dict[str, Any] = {}
    for name, item in value.items():
        field = _field(recorded, name)
        kind = maestro_type(field)
        written = _definitions(item, field) if kind == "MAP" else _value(item, field, kind)
        definitions[name] = {"value": written, "type": kind}
    return definitions


def _held_text(value: Any, base: str) -> str:
    """A value that may be null is held as text, since Maestro has no null."""
    if base == "bool":
        return "true" if value else "false"
    return repr(_number(value)) if base == "float" else str(value)


def maestro_type(recorded: Any) -> str:
    """Maestro's type for values of an IR type; JSON text in a STRING when it has none."""
    base = _base(recorded)
    if isinstance(base, str):
        return _SCALARS.get(base, "STRING")
    if base["kind"] == "list":
        item = _base(base["of"])
        return f"{_SCALARS[item]}_ARRAY" if isinstance(item, str) and item in _SCALARS else "STRING"
    if base["kind"] == "map":
        item = _base(base["of"])
        if not isinstance(item, str) or item not in _SCALARS:
            return "STRING" if _has_null(base) else "MAP"
        return "STRING_MAP" if _SCALARS[item] == "STRING" else "MAP"
    return "STRING" if _has_null(base) else "MAP"


def _base(recorded: Any) -> Any:
    return recorded["of"] if isinstance(recorded, dict) and recorded["kind"] in ("enum", "format") else recorded


def _without_null(recorded: Any) -> Any:
    return recorded["of"] if isinstance(recorded, dict) and recorded["kind"] == "nullable" else recorded


def _has_null(recorded: Any) -> bool:
    if isinstance(recorded, str):
        return recorded in ("json", "null")
    if recorded["kind"] == "struct":
        return bool(recorded.get("optional")) or any(_has_null(field) for field in recorded["fields"].values())
    return recorded["kind"] == "nullable" or (recorded["kind"] in ("list", "map") and _has_null(recorded["of"]))


def _value(value: Any, recorded: Any, kind: str) -> Any:
    if kind == "LONG":
        return int(value)
    if kind == "LONG_ARRAY":
        return [int(item) for item in value]
    if kind == "DOUBLE":
        return _number(value)
    if kind == "DOUBLE_ARRAY":
        return [_number(item) for item in value]
    if kind == "MAP":
        fields = {name: _field(recorded, name) for name in value}
        return {name: _value(item, fields[name], maestro_type(fields[name])) for name, item in value.items()}
    if kind == "STRING" and _is_json_text(recorded):
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    if kind == "STRING":
        return str(value)
    return value


def _is_json_text(recorded: Any) -> bool:
    base = _base(recorded)
    return base == "json" or isinstance(base, dict)


def _number(value: Any) -> float:
    if isinstance(value, str):
        raise OutputTooLarge(f"an output is {value}, but Maestro carries finite numbers only")
    return float(value)


def _field(recorded: Any, name: str) -> Any:
    return recorded["of"] if recorded["kind"] == "map" else recorded["fields"][name]


def maestro_text(result: Mapping[str, Any], recorded: Mapping[str, Any]) -> str:
    """What to print for a result, markers included."""
    start, end = _tokens()
    ok = result["status"] == "ok"
    payload: Dict[str, Any] = {"params": maestro_params(result["outputs"], recorded, _now()) if ok else {}}
    if not ok:
        payload["artifacts"] = {"maestro_retry": {"type": "RETRY", "retryable": result["error"]["retryable"]}}
    body = json.dumps(payload, ensure_ascii=True, allow_nan=False)
    for token in (start, end):
        # The token inside a value would end the payload early: its first character is written as an escape.
        body = body.replace(token, f"\\u{ord(token[0]):04x}{token[1:]}")
    return f"\n{start}{body}{end}\n"


def _tokens() -> "tuple[str, str]":
    start = os.environ.get("MAESTRO_OUTPUT_START", _DEFAULT_START)
    end = os.environ.get("MAESTRO_OUTPUT_END", _DEFAULT_END)
    if not start or not end or start == end or not (start + end).isascii():
        raise WrongInput(f"MAESTRO_OUTPUT_START and MAESTRO_OUTPUT_END are {start!r} and {end!r}, which mark nothing")
    return start, end


def _now() -> int:
    return int(time.time() * 1000)


def print_last(text: str) -> None:
    """Prints after everything the step printed: the last occurrence is the one that counts."""
    if not sys.stdout.closed:
        sys.stdout.flush()
    data = text.encode("utf-8")
    while data:
        data = data[os.write(1, data) :]
