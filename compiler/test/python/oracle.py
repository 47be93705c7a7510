"""What CPython makes of Python files: their functions by `ast`, and their types by importing them.

Prints one JSON object for each file named on the command line.
"""

import ast
import collections.abc
import dataclasses
import datetime
import decimal
import enum
import importlib
import json
import os
import pathlib
import sys
import types
import typing
import uuid


def utf16(line, byte_offset):
    return len(line.encode("utf-8")[:byte_offset].decode("utf-8").encode("utf-16-le")) // 2


class Reader:
    def __init__(self, text):
        self.text = text
        self.lines = text.split("\n")

    def source(self, node):
        return None if node is None else ast.get_source_segment(self.text, node)

    def place(self, node):
        return [node.lineno, utf16(self.lines[node.lineno - 1], node.col_offset) + 1]

    def function(self, node):
        a = node.args
        defaults = [None] * (len(a.posonlyargs) + len(a.args) - len(a.defaults)) + a.defaults
        params = []
        for kind, group, values in (
            ("positional-only", a.posonlyargs, defaults[: len(a.posonlyargs)]),
            ("normal", a.args, defaults[len(a.posonlyargs) :]),
            ("rest", [a.vararg] if a.vararg else [], [None]),
            ("keyword-only", a.kwonlyargs, a.kw_defaults),
            ("keywords", [a.kwarg] if a.kwarg else [], [None]),
        ):
            for arg, default in zip(group, values):
                params.append([arg.arg, kind, *self.place(arg), self.source(arg.annotation), self.source(default)])
        return {
            "name": node.name,
            "async": isinstance(node, ast.AsyncFunctionDef),
            "doc": ast.get_docstring(node),
            "params": params,
            "returns": self.source(node.returns),
            "decorators": len(node.decorator_list),
        }

    def functions(self, body):
        for node in body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield self.function(node)
            elif isinstance(node, (ast.If, ast.Try, ast.With)):
                yield from self.functions(node.body)
                for handler in getattr(node, "handlers", []):
                    yield from self.functions(handler.body)
                for field in ("orelse", "finalbody"):
                    yield from self.functions(getattr(node, field, []))


class Unsupported(Exception):
    pass


SCALARS = {
    str: "string", int: "int", float: "float", bool: "bool", type(None): "null",
    datetime.date: "date", datetime.datetime: "timestamp", datetime.timedelta: "duration",
}
FORMATS = {bytes: "bytes", decimal.Decimal: "decimal", uuid.UUID: "uuid", os.PathLike: "path"}
LISTS = (list, collections.abc.Sequence, collections.abc.MutableSequence, collections.abc.Iterable)
MAPS = (dict, collections.abc.Mapping, collections.abc.MutableMapping, collections.OrderedDict)


def enum_type(values):
    values = list(dict.fromkeys(values))
    kinds = {type(value) for value in values}
    if len(kinds) != 1:
        raise Unsupported
    return {"kind": "enum", "of": SCALARS[kinds.pop()], "values": values}


def union_type(members):
    found = [ir(member) for member in members if member is not type(None)]
    if all(one == found[0] for one in found):
        one = found[0]
    elif all(one in ("int", "float") for one in found):
        one = "float"
    elif all(isinstance(one, dict) and one["kind"] == "enum" for one in found):
        one = enum_type([value for item in found for value in item["values"]])
    elif all(one == "string" or one == {"kind": "format", "of": "string", "format": "path"} for one in found):
        one = {"kind": "format", "of": "string", "format": "path"}
    else:
        raise Unsupported
    return {"kind": "nullable", "of": one} if type(None) in members else one


def struct_type(cls, out):
    hints = typing.get_type_hints(cls, include_extras=True)
    if hasattr(cls, "__required_keys__"):
        names, optional = list(hints), [name for name in hints if name not in cls.__required_keys__]
    elif dataclasses.is_dataclass(cls):
        fields = [field for field in dataclasses.fields(cls) if field.init]
        names = [field.name for field in fields]
        optional = [
            field.name for field in fields
            if field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
        ]
    elif hasattr(cls, "model_fields"):
        names = list(cls.model_fields)
        optional = [name for name, field in cls.model_fields.items() if not field.is_required()]
    else:
        names, optional = list(cls._fields), list(cls._field_defaults)
    if out and not hasattr(cls, "__required_keys__"):
        optional = []
    fields = {name: ir(hints[name], out) for name in names}
    return {"kind": "struct", "name": cls.__name__, "fields": fields, **({"optional": optional} if optional else {})}


def ir(hint, out=False):
    if type(hint).__name__ == "TypeAliasType":
        return ir(hint.__value__, out)
    if hasattr(hint, "__supertype__"):
        return ir(hint.__supertype__, out)
    if hasattr(hint, "__metadata__"):
        return ir(hint.__origin__, out)
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (getattr(typing, "Required", 0), getattr(typing, "NotRequired", 0)):
        return ir(arguments[0], out)
    if origin is typing.Literal:
        values = [value for value in arguments if value is not None]
        found = enum_type(values)
        return {"kind": "nullable", "of": found} if len(values) < len(arguments) else found
    if origin is typing.Union or isinstance(hint, getattr(types, "UnionType", ())):
        return union_type(arguments)
    if origin in LISTS or (origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis):
        return {"kind": "list", "of": ir(arguments[0], out)}
    if origin in MAPS and arguments[0] is str:
        return {"kind": "map", "of": ir(arguments[1], out)}
    if origin is os.PathLike:
        hint = os.PathLike
    if hint in SCALARS:
        return SCALARS[hint]
    if hint in FORMATS or (isinstance(hint, type) and issubclass(hint, pathlib.PurePath)):
        return {"kind": "format", "of": "string", "format": FORMATS.get(hint, "path")}
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return enum_type([member.value for member in hint])
    if isinstance(hint, type) and (
        dataclasses.is_dataclass(hint) or hasattr(hint, "_fields") or hasattr(hint, "__required_keys__")
        or hasattr(hint, "model_fields")
    ):
        return struct_type(hint, out)
    raise Unsupported


def read_types(module, name):
    function = getattr(module, name, None)
    if not callable(function):
        return None
    try:
        hints = typing.get_type_hints(function, include_extras=True)
    except Exception:
        return None
    found = {}
    for parameter, hint in hints.items():
        try:
            found[parameter] = ir(hint, parameter == "return")
        except Exception:
            continue
    return found


def read_file(path, root):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    try:
        tree = ast.parse(text)
    except SyntaxError as error:
        return {"syntaxError": str(error)}
    functions = list(Reader(text).functions(tree.body))
    # Older versions read `x: int = None` as Optional[int], and have fewer classes in typing and enum.
    if sys.version_info < (3, 11):
        return {"functions": functions}
    name = os.path.relpath(path, root)[: -len(".py")].replace(os.sep, ".")
    name = name[: -len(".__init__")] if name.endswith(".__init__") else name
    try:
        module = importlib.import_module(name)
    except Exception as error:
        return {"functions": functions, "importError": repr(error)}
    return {"functions": functions, "types": {f["name"]: read_types(module, f["name"]) for f in functions}}


def main():
    root, *paths = sys.argv[1:]
    sys.path.insert(0, root)
    sys.dont_write_bytecode = True
    print(json.dumps({path: read_file(path, root) for path in paths}))


main()
