"""Finds the user's function by file and name."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from types import ModuleType
from typing import Any, Iterable, List, Tuple

from stave.errors import MissingFunction
from stave.library import library


def load_function(path: str, name: str, folders: Iterable[str] = ()) -> Any:
    """Imports the file as Python itself would from its package's folder, and takes the function."""
    module = load_module(path, folders)
    function = getattr(module, name, None)
    if callable(function):
        return function
    raise MissingFunction(f"{os.path.basename(path)} has no function {name!r}{_suggestion(module, name)}")


def load_module(path: str, folders: Iterable[str] = ()) -> ModuleType:
    """Imports a file; modules beside it, or beside its topmost package, can be imported by it."""
    full = os.path.abspath(path)
    if not os.path.isfile(full):
        raise ModuleNotFoundError(f"there is no file {full}")
    root, dotted = _package_of(full)
    wanted = [root, *(os.path.abspath(folder) for folder in folders)]
    sys.path[:0] = [
        folder for index, folder in enumerate(wanted) if folder not in sys.path and folder not in wanted[:index]
    ]
    if len(dotted) > 1:
        return importlib.import_module(".".join(dotted))
    return _load_file(full, dotted[0])


def _package_of(path: str) -> Tuple[str, List[str]]:
    folder, file = os.path.split(path)
    stem = file[: -len(".py")] if file.endswith(".py") else file
    dotted = [] if stem == "__init__" else [stem]
    while os.path.isfile(os.path.join(folder, "__init__.py")) and os.path.dirname(folder) != folder:
        folder, package = os.path.split(folder)
        dotted.insert(0, package)
    return folder, dotted


def _load_file(path: str, stem: str) -> ModuleType:
    # A file named like a module that is loaded already (`types.py`, `random.py`) must not replace it.
    name = stem if stem not in sys.modules and stem not in _library_names() else f"stave_step_{stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def _library_names() -> Iterable[str]:
    return getattr(sys, "stdlib_module_names", sys.builtin_module_names)


def _suggestion(module: ModuleType, name: str) -> str:
    names = [key for key, value in vars(module).items() if callable(value) and not key.startswith("_")]
    close = library("difflib").get_close_matches(name, names, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
