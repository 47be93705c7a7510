"""Calls the user's function and turns what it returns into outputs."""

from __future__ import annotations

import inspect
import os
from typing import Any, Dict, Mapping

from stave.decode import decode
from stave.encode import encode, struct_fields
from stave.errors import WrongArgument, WrongOutput
from stave.hints import function_hints
from stave.library import library
from stave.protocol import Call


def decode_arguments(function: Any, call: Call) -> Dict[str, Any]:
    """The keyword arguments as the function's annotations want them."""
    hints = function_hints(function)
    return {
        name: decode(
            argument["value"],
            argument["type"],
            hints.get(name) or hints.get(_keywords_name(function)),
            f"argument {name!r}",
        )
        for name, argument in call.args.items()
    }


def call_function(function: Any, arguments: Mapping[str, Any]) -> Any:
    """Calls it, and awaits it when it is async."""
    _check_signature(function, arguments)
    result = function(**arguments)
    if not inspect.isawaitable(result):
        return result
    return library("asyncio").run(_awaited(result))


async def _awaited(result: Any) -> Any:
    return await result


def encode_outputs(result: Any, function: Any, call: Call) -> Dict[str, Any]:
    """The outputs of a returned value, or a report that names both files."""
    try:
        return _outputs(result, call)
    except WrongOutput as error:
        raise WrongOutput(f"{_python_place(function, call)}: {error}{_script_place(call)}") from None


def _outputs(result: Any, call: Call) -> Dict[str, Any]:
    where = f"what {call.function} returned"
    if call.returns == "none":
        encode(result, "null", where)
        return {}
    if call.returns == "result":
        ((name, recorded),) = call.outputs.items()
        return {name: encode(result, recorded, where)}
    found = struct_fields(result, call.outputs, f"a value with the fields {', '.join(call.outputs)}", where)
    outputs = {}
    for name, recorded in call.outputs.items():
        if name not in found and not _is_nullable(recorded):
            raise WrongOutput(f"{where} lacks the field {name!r}")
        outputs[name] = encode(found.get(name), recorded, f"output {name!r}")
    return outputs


def _is_nullable(recorded: Any) -> bool:
    return recorded == "null" or (isinstance(recorded, dict) and recorded["kind"] == "nullable")


def _python_place(function: Any, call: Call) -> str:
    code = getattr(inspect.unwrap(function), "__code__", None)
    file = code.co_filename if code else call.module
    return f"{os.path.basename(file)}:{code.co_firstlineno}" if code else os.path.basename(file)


def _script_place(call: Call) -> str:
    if not call.source:
        return ""
    return f" by {call.source['file']}:{call.source.get('line', 1)}"


def _keywords_name(function: Any) -> str:
    for name, parameter in _parameters(function).items():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            return name
    return ""


def _parameters(function: Any) -> Mapping[str, inspect.Parameter]:
    try:
        return inspect.signature(function).parameters
    except (TypeError, ValueError):
        return {}


def _check_signature(function: Any, arguments: Mapping[str, Any]) -> None:
    try:
        signature = inspect.signature(function)
    except (TypeError, ValueError):
        return
    try:
        signature.bind(**arguments)
    except TypeError as error:
        name = getattr(function, "__name__", "the function")
        message = f"{name} cannot be called with {', '.join(arguments) or 'no arguments'}: {error}"
        raise WrongArgument(message) from None
