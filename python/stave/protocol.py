"""The two files of a call: what comes in, what goes out."""

from __future__ import annotations

import json
import os
from typing import Any, Dict, List, NamedTuple, Optional

from stave.errors import WrongInput

PROTOCOL = "1"
_RETURNS = ("none", "result", "fields")
_SCALARS = frozenset(["string", "int", "float", "bool", "date", "timestamp", "duration", "json", "null"])
_PARTS = {
    "list": ("of",),
    "map": ("of",),
    "nullable": ("of",),
    "struct": ("fields",),
    "enum": ("of", "values"),
    "format": ("format",),
}


class Call(NamedTuple):
    """One call of one function."""

    module: str
    function: str
    args: Dict[str, Dict[str, Any]]
    outputs: Dict[str, Any]
    returns: str
    path: List[str]
    source: Optional[Dict[str, Any]]


def read_call(text: str) -> Call:
    """Reads an input file, strictly."""
    try:
        document = json.loads(text, parse_constant=_refuse_constant)
    except ValueError as error:
        raise WrongInput(f"the input is not JSON: {error}") from error
    if not isinstance(document, dict):
        raise WrongInput("the input is not a JSON object")
    if document.get("protocol") != PROTOCOL:
        raise WrongInput(f"the input has protocol {document.get('protocol')!r}, but this harness speaks {PROTOCOL!r}")
    call = Call(
        module=_member(document, "module", str),
        function=_member(document, "function", str),
        args=_member(document, "args", dict),
        outputs=_member(document, "outputs", dict),
        returns=_member(document, "return", str),
        path=_member(document, "path", list, []),
        source=_member(document, "source", dict, {}) or None,
    )
    _check(call)
    return call


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON; write it as text")


def _member(document: Dict[str, Any], name: str, kind: type, default: Any = None) -> Any:
    value = document.get(name, default)
    if not isinstance(value, kind):
        raise WrongInput(f"the input's {name!r} is {value!r}, but {kind.__name__} is expected")
    return value


def _check(call: Call) -> None:
    if call.returns not in _RETURNS:
        raise WrongInput(f"the input's 'return' is {call.returns!r}, but one of {', '.join(_RETURNS)} is expected")
    if call.returns == "result" and len(call.outputs) != 1:
        raise WrongInput(f"the input's 'return' is 'result' with {len(call.outputs)} outputs, but one is expected")
    for name, argument in call.args.items():
        if not isinstance(argument, dict) or "value" not in argument or "type" not in argument:
            raise WrongInput(f"argument {name!r} has no type and value")
        _check_type(argument["type"], f"argument {name!r}")
    for name, recorded in call.outputs.items():
        _check_type(recorded, f"output {name!r}")


def _check_type(recorded: Any, where: str) -> None:
    if isinstance(recorded, str) and recorded in _SCALARS:
        return
    kind = recorded.get("kind") if isinstance(recorded, dict) else None
    if kind not in _PARTS or any(part not in recorded for part in _PARTS[kind]):
        raise WrongInput(f"{where} has the type {recorded!r}, which is not one of the IR's")
    if kind in ("list", "map", "nullable"):
        _check_type(recorded["of"], where)
    for field in recorded["fields"].values() if kind == "struct" else []:
        _check_type(field, where)


def write_result(path: str, result: Dict[str, Any]) -> None:
    """Writes the output file whole or not at all."""
    draft = f"{os.path.abspath(path)}.{os.getpid()}.draft"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"protocol": PROTOCOL, **result}, file, allow_nan=False, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
