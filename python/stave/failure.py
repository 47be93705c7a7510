"""An exception as data: what it was, where in the user's code, and whether trying again may help."""

from __future__ import annotations

import os
import sysconfig
import traceback
from typing import Any, Dict, List, Optional, Tuple

from stave.errors import Fatal, Retryable, StepError, Terminated

_MESSAGE_LIMIT = 4_000
_TRACEBACK_LIMIT = 20_000
_FRAME_LIMIT = 50
_PART_LIMIT = 5
_HARNESS = os.path.dirname(os.path.abspath(__file__))
_LIBRARY = tuple(
    os.path.normpath(path)
    for path in {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    if path
)

#: Trying again gives the same: the program itself is wrong.
_FATAL = (Fatal, StepError, SyntaxError, ImportError, NotImplementedError)


def failure_of(error: BaseException, stage: str) -> Dict[str, Any]:
    """The error record of the output file; ``stage`` is load, arguments, call or outputs."""
    return {
        "type": _class_name(error),
        "message": _clipped(_message(error), _MESSAGE_LIMIT),
        # What the harness itself finds has its whole story in the message.
        "traceback": "" if isinstance(error, StepError) else _clipped(_traceback(error), _TRACEBACK_LIMIT),
        "frames": _frames(error),
        "retryable": is_retryable(error, stage),
        "stage": stage,
    }


def is_retryable(error: BaseException, stage: str) -> bool:
    """Whether the same call may go well another time."""
    if isinstance(error, Retryable):
        return True
    if _parts(error):
        return all(is_retryable(part, stage) for part in _parts(error))
    if isinstance(error, _FATAL):
        return False
    if isinstance(error, SystemExit):
        return error.code not in (None, 0)
    # A module that cannot be loaded and arguments that do not fit stay so; a full disk or a lost network may pass.
    return stage == "call" or isinstance(error, (OSError, MemoryError, Terminated, KeyboardInterrupt))


def _parts(error: BaseException) -> Tuple[BaseException, ...]:
    """The exceptions of a group, as `asyncio.TaskGroup` raises it."""
    parts = getattr(error, "exceptions", None)
    grouped = isinstance(parts, tuple) and all(isinstance(part, BaseException) for part in parts)
    return parts if grouped and parts is not None else ()


def _class_name(error: BaseException) -> str:
    cls = type(error)
    plain = cls.__module__ in ("builtins", "__main__") or cls.__module__.startswith(("stave.", "stave_step_"))
    return cls.__qualname__ if plain else f"{cls.__module__}.{cls.__qualname__}"


def _message(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"the step called sys.exit({'' if error.code is None else repr(error.code)})"
    try:
        return str(error) or type(error).__name__
    except Exception:  # noqa: BLE001 - a broken __str__ must not hide the error
        return f"{type(error).__name__} (its message cannot be shown)"


def _clipped(text: str, limit: int) -> str:
    clean = text.encode("utf-8", "backslashreplace").decode("utf-8")
    if len(clean) <= limit:
        return clean
    half = (limit - 30) // 2
    return f"{clean[:half]}\n... {len(clean) - 2 * half} characters ...\n{clean[-half:]}"


def _frames(error: BaseException) -> List[Dict[str, Any]]:
    frames = [_frame(summary) for summary in _summaries(error) if not _is_harness(summary.filename)]
    users = [frame for frame in frames if frame["user"]]
    return frames if len(frames) <= _FRAME_LIMIT else (users[-_FRAME_LIMIT:] or frames[-_FRAME_LIMIT:])


def _summaries(error: BaseException) -> List[traceback.FrameSummary]:
    found: List[traceback.FrameSummary] = list(traceback.extract_tb(error.__traceback__))
    if isinstance(error, SyntaxError) and error.filename:
        found.append(
            traceback.FrameSummary(error.filename, error.lineno or 1, "<module>", line=(error.text or "").strip())
        )
    return found


def _frame(summary: traceback.FrameSummary) -> Dict[str, Any]:
    return {
        "file": summary.filename,
        "line": summary.lineno or 1,
        "function": summary.name,
        "text": (summary.line or "")[:500],
        "user": not _is_library(summary.filename),
    }


def _is_harness(file: str) -> bool:
    return os.path.dirname(os.path.abspath(file)) == _HARNESS or file.startswith("<frozen importlib")


def _is_library(file: str) -> bool:
    path = os.path.normpath(file)
    return (
        file.startswith("<") or "site-packages" in path or any(path.startswith(folder + os.sep) for folder in _LIBRARY)
    )


def _traceback(error: BaseException) -> str:
    parts: List[str] = []
    seen = set()
    current: Optional[BaseException] = error
    while current is not None and id(current) not in seen and len(parts) < 20:
        seen.add(id(current))
        cause = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
        parts.append(_one_traceback(current))
        for number, part in enumerate(_parts(current)[:_PART_LIMIT], start=1):
            parts.append(f"\nPart {number} of {len(_parts(current))}:\n\n{_traceback(part)}")
        if cause is not None:
            link = "The error above was raised from this one:" if current.__cause__ else "While handling this one:"
            parts.append(f"\n{link}\n")
        current = cause
    return "\n".join(parts)


def _one_traceback(error: BaseException) -> str:
    lines: List[str] = []
    skipped = 0
    for summary in traceback.extract_tb(error.__traceback__):
        if _is_harness(summary.filename):
            continue
        if _is_library(summary.filename):
            skipped += 1
            continue
        lines += _skipped_line(skipped) + [f'  File "{summary.filename}", line {summary.lineno}, in {summary.name}']
        lines += [f"    {summary.line}"] if summary.line else []
        skipped = 0
    lines += _skipped_line(skipped)
    tail = "".join(traceback.format_exception_only(type(error), error)).rstrip("\n").replace("stave.errors.", "", 1)
    return "\n".join((["Traceback (most recent call last):"] if lines else []) + lines + [tail])


def _skipped_line(count: int) -> List[str]:
    return [f"  ... {count} {'frame' if count == 1 else 'frames'} of libraries"] if count else []
