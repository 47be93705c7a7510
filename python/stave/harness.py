"""``python -m stave.harness --input in.json --output out.json``: runs one function as one step.

The file also runs by its path, without the package being installed.
"""

from __future__ import annotations

import os
import sys


def _find_package() -> None:
    import importlib.util

    here = os.path.dirname(os.path.abspath(__file__))
    # Python puts the script's folder first; its modules must not stand in the way of the user's.
    sys.path[:] = [folder for folder in sys.path if os.path.abspath(folder or os.curdir) != here]
    spec = importlib.util.spec_from_file_location(
        "stave", os.path.join(here, "__init__.py"), submodule_search_locations=[here]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{here} is not the stave package")
    package = importlib.util.module_from_spec(spec)
    sys.modules["stave"] = package
    spec.loader.exec_module(package)


if not __package__:
    _find_package()

import argparse  # noqa: E402
import atexit  # noqa: E402
import signal  # noqa: E402
from typing import Any, Dict, List, Optional, Tuple  # noqa: E402

from stave.calling import call_function, decode_arguments, encode_outputs  # noqa: E402
from stave.errors import OutputTooLarge, Terminated, WrongInput  # noqa: E402
from stave.events import emit, open_channel  # noqa: E402
from stave.library import library  # noqa: E402
from stave.loading import load_function  # noqa: E402
from stave.protocol import Call, read_call, write_result  # noqa: E402

OK, FAILED, WRONG_USE, TERMINATED = 0, 1, 2, 143


def main(arguments: Optional[List[str]] = None) -> int:
    """Runs the harness and gives the exit code: 0 ok, 1 the step failed, 2 wrong use, 143 terminated."""
    options = _parser().parse_args(arguments)
    # The step may change the working folder.
    options.output = options.output and os.path.abspath(options.output)
    if options.events is not None:
        open_channel(options.events)
    if options.events_fd is not None:
        open_channel(options.events_fd)
    try:
        call = read_call(_input_text(options))
    except (OSError, UnicodeDecodeError, WrongInput) as error:
        print(f"stave.harness: {error}", file=sys.stderr)
        return WRONG_USE
    last_words = _LastWords()
    if options.maestro:
        # Registered before the user's code, so it runs after everything that code leaves for the end.
        atexit.register(last_words.print)
    result, code = run(call)
    return _deliver(result, code, call, options, last_words)


def run(call: Call) -> Tuple[Dict[str, Any], int]:
    """Runs one call; the result is what the output file holds besides the protocol."""
    signal.signal(signal.SIGTERM, _terminate)
    stage = "load"
    try:
        emit("loading", module=call.module, function=call.function)
        function = load_function(call.module, call.function, call.path)
        stage = "arguments"
        arguments = decode_arguments(function, call)
        stage = "call"
        emit("calling")
        returned = call_function(function, arguments)
        stage = "outputs"
        return {"status": "ok", "outputs": encode_outputs(returned, function, call)}, OK
    except BaseException as error:  # noqa: BLE001 - whatever ends the step is its result
        code = TERMINATED if isinstance(error, Terminated) else FAILED
        return _failed(error, stage), code


def _failed(error: BaseException, stage: str) -> Dict[str, Any]:
    return {"status": "error", "error": library("stave.failure").failure_of(error, stage)}


def _terminate(_number: int, _frame: Any) -> None:
    # A second signal ends the process at once.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    raise Terminated("the runtime asked the step to end")


def _deliver(
    result: Dict[str, Any], code: int, call: Call, options: argparse.Namespace, last_words: "_LastWords"
) -> int:
    try:
        if options.maestro:
            maestro = library("stave.maestro")
            try:
                last_words.text = maestro.maestro_text(result, call.outputs)
            except OutputTooLarge as error:
                result, code = _failed(error, "outputs"), FAILED
                last_words.text = maestro.maestro_text(result, call.outputs)
        if options.output is not None:
            write_result(options.output, result)
    except (OSError, WrongInput) as error:
        print(f"stave.harness: the result could not be written: {error}", file=sys.stderr)
        return WRONG_USE
    if result["status"] == "error" and (options.maestro or options.output is None):
        print(result["error"]["traceback"] or result["error"]["message"], file=sys.stderr)
    return code


class _LastWords:
    """What is printed at the very end."""

    text = ""

    def print(self) -> None:
        if self.text:
            library("stave.maestro").print_last(self.text)


def _input_text(options: argparse.Namespace) -> str:
    if options.input_env is not None:
        text = os.environ.get(options.input_env)
        if text is None:
            raise WrongInput(f"the environment variable {options.input_env} is not set")
        return text
    if options.input == "-":
        return sys.stdin.read()
    with open(options.input, encoding="utf-8") as file:
        return file.read()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="stave.harness", description="Runs one Python function as one step.")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--input", metavar="FILE", help="the call as JSON; - reads standard input")
    source.add_argument("--input-env", metavar="NAME", help="the environment variable that holds the call as JSON")
    parser.add_argument("--output", metavar="FILE", help="where the result is written, whole or not at all")
    channel = parser.add_mutually_exclusive_group()
    channel.add_argument("--events", metavar="FILE", help="where progress and log messages are appended as JSON lines")
    channel.add_argument("--events-fd", metavar="N", type=int, help="the same, to an open file descriptor")
    parser.add_argument("--maestro", action="store_true", help="print the outputs for Maestro between its markers")
    return parser


if __name__ == "__main__":
    sys.exit(main())
