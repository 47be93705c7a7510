"""The user's annotations at run time: only they know which classes to build."""

from __future__ import annotations

import ast
import inspect
import sys
import types
import typing
from typing import Any, Dict, List, Mapping, Optional, Tuple

_WRAPPERS = {"Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly"}


class Hint:
    """An annotation, with the names it may speak of."""

    __slots__ = ("names", "value")

    def __init__(self, value: Any, names: Mapping[str, Any]) -> None:
        self.names = names
        self.value = _plain(value, names)

    @property
    def origin(self) -> Any:
        return typing.get_origin(self.value)

    def arguments(self) -> List["Hint"]:
        return [Hint(argument, self.names) for argument in typing.get_args(self.value)]

    def argument(self, position: int) -> Optional["Hint"]:
        arguments = self.arguments()
        return arguments[position] if position < len(arguments) else None

    def members(self) -> List["Hint"]:
        """The members of a union without None; the hint itself when it is no union."""
        if not _is_union(self.value):
            return [self]
        return [member for hint in self.arguments() for member in hint.members() if member.value is not type(None)]

    def classes(self) -> List[type]:
        return [member.value for member in self.members() if isinstance(member.value, type)]


def function_hints(function: Any) -> Dict[str, Hint]:
    """The annotations of a function by parameter; those that cannot be evaluated are left out."""
    inner = inspect.unwrap(function)
    while hasattr(inner, "func") and not hasattr(inner, "__globals__"):
        inner = inspect.unwrap(inner.func)
    names = getattr(inner, "__globals__", {})
    return _usable(_annotations(inner), names)


def class_hints(cls: type) -> Dict[str, Hint]:
    """The annotated fields of a class, those of its bases included."""
    hints: Dict[str, Hint] = {}
    for base in reversed(cls.__mro__):
        module = sys.modules.get(base.__module__)
        names = {**getattr(module, "__dict__", {}), **vars(base)}
        hints.update(_usable(_annotations(base, own=True), names))
    if not hints:
        hints.update(_usable(_annotations(cls), getattr(sys.modules.get(cls.__module__), "__dict__", {})))
    return hints


def _annotations(owner: Any, own: bool = False) -> Dict[str, Any]:
    if sys.version_info >= (3, 14):
        import annotationlib

        if own and isinstance(owner, type) and owner.__module__ == "builtins":
            return {}
        return annotationlib.get_annotations(owner, format=annotationlib.Format.FORWARDREF)
    if own:
        return dict(vars(owner).get("__annotations__", {}))
    return dict(getattr(owner, "__annotations__", {}))


def _usable(annotations: Mapping[str, Any], names: Mapping[str, Any]) -> Dict[str, Hint]:
    hints = {}
    for name, annotation in annotations.items():
        try:
            hints[name] = Hint(annotation, names)
        except Exception:  # noqa: BLE001, S112 - an import under TYPE_CHECKING is no fault; the recorded type decodes
            continue
    return hints


def _plain(value: Any, names: Mapping[str, Any]) -> Any:
    for _ in range(50):
        if value is None:
            return type(None)
        if isinstance(value, str):
            value = _evaluate(value, names)
        elif type(value).__name__ == "ForwardRef":
            value = _evaluate(value.__forward_arg__, names)
        elif type(value).__name__ == "TypeAliasType":
            value = value.__value__
        elif type(typing.get_origin(value)).__name__ == "TypeAliasType":
            value = _generic_alias(value)
        elif hasattr(value, "__supertype__"):
            value = value.__supertype__
        elif type(value).__name__ == "InitVar":
            value = value.type
        elif _wrapper(value) is not None:
            value = typing.get_args(value)[0]
        else:
            return value
    raise TypeError(f"{value!r} does not come to an end")


def _generic_alias(value: Any) -> Any:
    alias = typing.get_origin(value)
    return alias.__value__[typing.get_args(value)]


def _wrapper(value: Any) -> Optional[str]:
    if hasattr(value, "__metadata__"):
        return "Annotated"
    name = getattr(typing.get_origin(value), "_name", None)
    return name if name in _WRAPPERS else None


def _is_union(value: Any) -> bool:
    origin = typing.get_origin(value)
    return origin is typing.Union or (hasattr(types, "UnionType") and isinstance(value, types.UnionType))


def _evaluate(text: str, names: Mapping[str, Any]) -> Any:
    tree: Any = ast.parse(text.strip(), mode="eval")
    if sys.version_info < (3, 10):
        tree = ast.fix_missing_locations(_UnionsAsCalls().visit(tree))
    scope: Dict[str, Any] = {**vars(typing), **names, "__stave_Union": typing.Union}
    return eval(compile(tree, "<annotation>", "eval"), dict(scope))  # noqa: S307 - the user's own annotation


class _UnionsAsCalls(ast.NodeTransformer):
    """Python 3.9 cannot evaluate ``A | B``."""

    def visit_BinOp(self, node: ast.BinOp) -> Any:  # noqa: N802 - ast's own name
        self.generic_visit(node)
        if not isinstance(node.op, ast.BitOr):
            return node
        pair = ast.Tuple(elts=[node.left, node.right], ctx=ast.Load())
        return ast.Subscript(value=ast.Name(id="__stave_Union", ctx=ast.Load()), slice=pair, ctx=ast.Load())


def tuple_items(hint: Optional[Hint]) -> Tuple[bool, Optional[Hint]]:
    """Whether a list is wanted as a tuple, and the hint of its items."""
    for member in hint.members() if hint else []:
        if member.origin is tuple:
            return True, member.argument(0)
        if member.origin is not None:
            return False, member.argument(0)
    return False, None
