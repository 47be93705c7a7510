"""The harness as a process, the way a runtime starts it."""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PYTHON_FOLDER = Path(__file__).resolve().parent.parent
FIXTURES = PYTHON_FOLDER / "tests" / "fixtures"
HARNESS = PYTHON_FOLDER / "stave" / "harness.py"


def call(function, args=None, outputs=None, returns="none", module="steps.py", **more):
    typed = {name: {"type": recorded, "value": value} for name, (recorded, value) in (args or {}).items()}
    return {
        "protocol": "1",
        "module": str(FIXTURES / module),
        "function": function,
        "args": typed,
        "outputs": outputs or {},
        "return": returns,
        **more,
    }


class HarnessTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_harness(self, document, *options, env=None, installed=False):
        (self.folder / "in.json").write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
        start = ["-m", "stave.harness"] if installed else [str(HARNESS)]
        files = ["--input", str(self.folder / "in.json"), "--output", str(self.folder / "out.json")]
        variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(env or {})}
        if installed:
            variables["PYTHONPATH"] = str(PYTHON_FOLDER)
        return subprocess.run(
            [sys.executable, *start, *files, *options],
            capture_output=True,
            encoding="utf-8",
            env=variables,
            cwd=self.folder,
            timeout=60,
        )

    def result(self):
        return json.loads((self.folder / "out.json").read_text("utf-8"))

    def error(self, document):
        done = self.run_harness(document)
        self.assertEqual(done.returncode, 1, done.stderr)
        return self.result()["error"]


class Harness(HarnessTest):
    def test_a_function_is_called_and_its_prints_are_its_own(self):
        for installed in (False, True):
            with self.subTest(installed=installed):
                done = self.run_harness(
                    call("add", {"a": ("int", "9007199254740993")}, {"result": "int"}, "result"), installed=installed
                )
                self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "adding 9007199254740993 2\n", ""))
                self.assertEqual(
                    self.result(), {"protocol": "1", "status": "ok", "outputs": {"result": "9007199254740995"}}
                )

    def test_async_functions_are_awaited(self):
        self.run_harness(call("wait", {"a": ("int", 1)}, {"result": "int"}, "result"))
        self.assertEqual(self.result()["outputs"], {"result": 1})

    def test_fields_become_outputs(self):
        outputs = {"auc": "float", "note": {"kind": "nullable", "of": "string"}}
        self.run_harness(call("scores", {"auc": ("float", "NaN")}, outputs, "fields"))
        self.assertEqual(self.result()["outputs"], {"auc": "NaN", "note": None})

    def test_imports_work_as_in_a_package_and_beside_the_file(self):
        deep = call("scale", {"a": ("int", 2)}, {"result": "int"}, "result", module="package/inner/deep.py")
        self.assertEqual(self.run_harness(deep).returncode, 0)
        self.assertEqual(self.result()["outputs"], {"result": 20})

    def test_a_file_named_like_a_library_module_does_not_stand_in_its_way(self):
        self.run_harness(call("pick", {}, {"result": "int"}, "result", module="shadow/random.py"))
        self.assertEqual(self.result().get("outputs"), {"result": 4}, self.result())
        self.assertEqual(self.error(call("fail", module="shadow/random.py"))["message"], "no")

    def test_a_wrong_return_names_both_files(self):
        error = self.error(call("lying", {}, {"result": "int"}, "result", source={"file": "flow.ts", "line": 30}))
        self.assertRegex(
            error["message"],
            r"^steps\.py:\d+: what lying returned is 'three' \(str\), but int is expected by flow\.ts:30$",
        )
        self.assertEqual((error["stage"], error["retryable"], error["type"]), ("outputs", False, "WrongOutput"))

    def test_failures_are_told_apart(self):
        cases = {
            "value": ("RuntimeError", True),
            "fatal": ("Fatal", False),
            "retry": ("Retryable", True),
            "os": ("ConnectionResetError", True),
            "todo": ("NotImplementedError", False),
            "exit": ("SystemExit", False),
            "exit3": ("SystemExit", True),
        }
        for kind, (name, retryable) in cases.items():
            with self.subTest(kind):
                error = self.error(call("fails", {"kind": ("string", kind)}))
                self.assertEqual((error["type"], error["retryable"], error["stage"]), (name, retryable, "call"))

    def test_the_traceback_shows_the_users_frames_and_causes(self):
        error = self.error(call("fails", {"kind": ("string", "value")}))
        self.assertIn("in inner", error["traceback"])
        self.assertIn("ValueError: no rows", error["traceback"])
        self.assertIn("The error above was raised from this one:", error["traceback"])
        self.assertNotIn("harness.py", error["traceback"])
        self.assertEqual([frame["function"] for frame in error["frames"]], ["fails"])

    def test_each_part_of_a_group_is_shown_and_counts(self):
        error = self.error(call("group", {"fatal": ("bool", False)}))
        self.assertRegex(error["traceback"], r"(?s)two at once.*Part 1 of 2.*ValueError: first.*Part 2 of 2.*second")
        self.assertTrue(error["retryable"])
        self.assertFalse(self.error(call("group", {"fatal": ("bool", True)}))["retryable"])

    def test_a_step_may_change_the_working_folder(self):
        (self.folder / "in.json").write_text(json.dumps(call("moves", {}, {"result": "int"}, "result")), "utf-8")
        command = [sys.executable, "-B", str(HARNESS), "--input", "in.json", "--output", "out.json"]
        subprocess.run(command, cwd=self.folder, check=True, timeout=60)
        self.assertEqual(self.result()["outputs"], {"result": 1})

    def test_frames_of_libraries_are_folded(self):
        error = self.error(call("library"))
        self.assertRegex(error["traceback"], r"\.\.\. \d frames of libraries")
        self.assertTrue(error["frames"][0]["user"])
        self.assertFalse(error["frames"][-1]["user"])

    def test_what_cannot_be_called_is_fatal(self):
        cases = [
            (call("ad"), "MissingFunction", "did you mean 'add'?"),
            (call("add"), "WrongArgument", "missing a required argument: 'a'"),
            (call("add", {"a": ("int", 1), "z": ("int", 1)}), "WrongArgument", "unexpected keyword argument 'z'"),
            (call("add", {"a": ("int", 1.5)}), "WrongArgument", "argument 'a' is 1.5 (float), but int is expected"),
            (call("fit", module="broken.py"), "SyntaxError", "broken.py"),
            (call("fit", module="nowhere.py"), "ModuleNotFoundError", "there is no file"),
        ]
        for document, name, message in cases:
            with self.subTest(name):
                error = self.error(document)
                self.assertEqual((error["type"], error["retryable"]), (name, False))
                self.assertIn(message, error["message"])

    def test_a_syntax_error_has_its_place(self):
        error = self.error(call("fit", module="broken.py"))
        self.assertEqual([(Path(frame["file"]).name, frame["line"]) for frame in error["frames"]], [("broken.py", 1)])

    def test_sigterm_lets_the_step_clean_up(self):
        done = self.run_harness(call("terminated"))
        self.assertEqual((done.returncode, done.stdout), (143, "cleaned up\n"))
        self.assertEqual((self.result()["error"]["type"], self.result()["error"]["retryable"]), ("Terminated", True))

    def test_events_are_lines_and_reach_from_processes_below(self):
        done = self.run_harness(call("chatty"), "--events", str(self.folder / "events.jsonl"))
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        events = [json.loads(line) for line in (self.folder / "events.jsonl").read_text("utf-8").splitlines()]
        for event in events:
            self.assertRegex(event.pop("time"), r"^\d{4}-\d\d-\d\dT.*Z$")
        self.assertEqual(
            events,
            [
                {"event": "loading", "module": str(FIXTURES / "steps.py"), "function": "chatty"},
                {"event": "calling"},
                {"event": "progress", "done": 1, "total": 3, "message": "one"},
                {"event": "log", "level": "warning", "message": "hello", "fields": {"count": 3, "ratio": "nan"}},
                {"event": "log", "level": "error", "message": "from logging", "fields": {"logger": "chatty"}},
                {"event": "progress", "done": 2},
            ],
        )

    def test_wrong_input_is_wrong_use(self):
        cases = [
            ("{", "the input is not JSON"),
            ("[]", "not a JSON object"),
            ('{"protocol": "2"}', "speaks '1'"),
            (json.dumps(call("add", {"a": ("integer", 1)})), "not one of the IR's"),
            (json.dumps(call("add", returns="some")), "'return' is 'some'"),
            (json.dumps(call("add", returns="result")), "with 0 outputs"),
            ('{"protocol": NaN}', "NaN is not JSON"),
        ]
        for text, message in cases:
            with self.subTest(message):
                done = self.run_harness(text)
                self.assertEqual(done.returncode, 2)
                self.assertIn(message, done.stderr)
                self.assertNotIn("Traceback", done.stderr)
                self.assertFalse((self.folder / "out.json").exists())

    def test_a_missing_folder_for_the_result_is_said_plainly(self):
        done = self.run_harness(call("chatty"), "--output", str(self.folder / "no" / "out.json"))
        self.assertEqual(done.returncode, 2)
        self.assertIn("the result could not be written", done.stderr)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["in.json"])

    def test_events_that_cannot_be_written_do_not_stop_the_step(self):
        done = self.run_harness(call("chatty"), "--events", str(self.folder / "no" / "events"))
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.stderr.count("events can no longer be written"), 2)  # its own and the process below


class Maestro(HarnessTest):
    def payload(self, stdout, start="MAESTRO_OUTPUT_START_TOKEN", end="MAESTRO_OUTPUT_END_TOKEN"):
        body = stdout[stdout.rindex(start) + len(start) : stdout.rindex(end)]
        return json.loads(body)

    def test_the_last_occurrence_is_the_outputs_whatever_is_printed(self):
        text = "MAESTRO_OUTPUT_END_TOKEN and MAESTRO_OUTPUT_START_TOKEN é"
        done = self.run_harness(
            call("collides", {"text": ("string", text)}, {"result": "string"}, "result"), "--maestro"
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        param = self.payload(done.stdout)["params"]["result"]
        self.assertEqual((param["type"], param["value"], param["evaluated_result"]), ("STRING", text, text))

    def test_markers_come_from_the_environment(self):
        done = self.run_harness(
            call("add", {"a": ("int", 1)}, {"result": "int"}, "result"),
            "--maestro",
            env={"MAESTRO_OUTPUT_START": "<<", "MAESTRO_OUTPUT_END": ">>"},
        )
        self.assertEqual(self.payload(done.stdout, "<<", ">>")["params"]["result"]["value"], 3)

    def test_a_failure_says_whether_to_retry(self):
        for kind, retryable in (("fatal", False), ("os", True)):
            done = self.run_harness(call("fails", {"kind": ("string", kind)}), "--maestro")
            self.assertEqual(done.returncode, 1)
            expected = {"params": {}, "artifacts": {"maestro_retry": {"type": "RETRY", "retryable": retryable}}}
            self.assertEqual(self.payload(done.stdout), expected)
            self.assertIn("steps.py", done.stderr)

    def test_too_much_is_refused_before_it_is_sent(self):
        fits = self.run_harness(call("big", {"n": ("int", 300_000)}, {"result": "string"}, "result"), "--maestro")
        self.assertEqual(fits.returncode, 0)
        done = self.run_harness(call("big", {"n": ("int", 400_000)}, {"result": "string"}, "result"), "--maestro")
        self.assertEqual(done.returncode, 1)
        self.assertIn("Maestro carries 750000", done.stderr)
        self.assertEqual(self.result()["error"]["type"], "OutputTooLarge")
        self.assertFalse(self.payload(done.stdout)["artifacts"]["maestro_retry"]["retryable"])

    def test_numbers_maestro_lacks_are_an_error(self):
        done = self.run_harness(call("scores", {"auc": ("float", "NaN")}, {"auc": "float"}, "fields"), "--maestro")
        self.assertEqual(done.returncode, 1)
        self.assertIn("finite numbers only", done.stderr)


if __name__ == "__main__":
    unittest.main()
