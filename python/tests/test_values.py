"""JSON of a recorded type → Python and back."""

import enum
import math
import unittest
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import Any, Dict, List, NamedTuple, NewType, Optional, Tuple, TypedDict, Union
from uuid import UUID

from stave.decode import decode
from stave.encode import encode
from stave.errors import WrongArgument, WrongOutput
from stave.hints import Hint, class_hints, function_hints
from stave.isotime import read_duration, read_timestamp, write_duration, write_timestamp
from stave.typenames import type_name

LIST_OF_INT = {"kind": "list", "of": "int"}
PATH = {"kind": "format", "of": "string", "format": "path"}
COLOR = {"kind": "enum", "of": "string", "values": ["red", "blue"]}


class Color(enum.Enum):
    RED = "red"
    BLUE = "blue"


class Level(enum.IntEnum):
    LOW = 1


class Point(NamedTuple):
    x: float
    color: Color = Color.RED


class Row(TypedDict, total=False):
    day: date


@dataclass
class Options:
    day: date
    points: Tuple[Point, ...] = ()
    path: Optional[PurePosixPath] = None
    row: "Row" = field(default_factory=dict)


POINT = {"kind": "struct", "name": "Point", "fields": {"x": "float", "color": COLOR}, "optional": ["color"]}
OPTIONS = {
    "kind": "struct",
    "name": "Options",
    "fields": {
        "day": "date",
        "points": {"kind": "list", "of": POINT},
        "path": {"kind": "nullable", "of": PATH},
        "row": {"kind": "struct", "fields": {"day": "date"}, "optional": ["day"]},
    },
    "optional": ["points", "path", "row"],
}


def hint(value: Any) -> Hint:
    return Hint(value, globals())


class Scalars(unittest.TestCase):
    def test_each_value_comes_back(self):
        cases = [
            ("string", "é🎉\u0000", "é🎉\u0000"),
            ("int", 3, 3),
            ("int", "9223372036854775807", 2**63 - 1),
            ("int", "-9007199254740993", -(2**53) - 1),
            ("float", 0.1, 0.1),
            ("float", "Infinity", math.inf),
            ("float", "-Infinity", -math.inf),
            ("bool", True, True),
            ("date", "2024-02-29", date(2024, 2, 29)),
            ("timestamp", "2024-02-29T06:00:00.123456Z", datetime(2024, 2, 29, 6, 0, 0, 123456, timezone.utc)),
            ("duration", "P1DT2H3M4.5S", timedelta(days=1, hours=2, minutes=3, seconds=4.5)),
            ("null", None, None),
            ("json", {"a": [1, None, "x", 1.5, True]}, {"a": [1, None, "x", 1.5, True]}),
            (LIST_OF_INT, [1, 2], [1, 2]),
            ({"kind": "map", "of": "float"}, {"a": 1.5}, {"a": 1.5}),
            ({"kind": "nullable", "of": "int"}, None, None),
            (PATH, "a/b", Path("a/b")),
            ({"kind": "format", "of": "string", "format": "decimal"}, "1.10", Decimal("1.10")),
            (
                {"kind": "format", "of": "string", "format": "uuid"},
                "12345678-1234-5678-1234-567812345678",
                UUID("12345678-1234-5678-1234-567812345678"),
            ),
            ({"kind": "format", "of": "string", "format": "bytes"}, "AP8=", b"\x00\xff"),
            (COLOR, "red", "red"),
        ]
        for recorded, wire, value in cases:
            with self.subTest(type_name(recorded), wire=wire):
                self.assertEqual(decode(wire, recorded, None, "it"), value)
                self.assertEqual(encode(value, recorded, "it"), wire)

    def test_nan_comes_back(self):
        self.assertTrue(math.isnan(decode("NaN", "float", None, "it")))
        self.assertEqual(encode(math.nan, "float", "it"), "NaN")

    def test_int_widens_to_float_and_float_never_narrows(self):
        self.assertIsInstance(decode(3, "float", None, "it"), float)
        self.assertEqual(encode(3, "float", "it"), 3.0)
        self.assertEqual(encode(Fraction(1, 2), "float", "it"), 0.5)
        self.assertRaises(WrongOutput, encode, 3.0, "int", "it")
        self.assertRaises(WrongArgument, decode, 3.5, "int", None, "it")

    def test_what_does_not_fit_is_named(self):
        cases = [
            ("x", "int", "it is 'x' (str), but int is expected"),
            (None, "string", "it is None (NoneType), but str is expected"),
            (2**63, "int", "it is 9223372036854775808 (int), but a 64-bit int is expected"),
            ("1.5", "float", "it is '1.5' (str), but float is expected"),
            (Decimal("1"), "float", "it is Decimal('1') (Decimal), but float is expected"),
            (1, "bool", "it is 1 (int), but bool is expected"),
            (datetime(2024, 1, 1), "date", "datetime"),
            (datetime(2024, 1, 1), "timestamp", "without a time zone"),
            ("abc", LIST_OF_INT, "but list[int] is expected"),
            ([1, "x"], LIST_OF_INT, "it[1] is 'x' (str), but int is expected"),
            ((n for n in [1]), LIST_OF_INT, "but list[int] is expected"),
            ({1: 2}, {"kind": "map", "of": "int"}, "keys are str"),
            ("green", COLOR, "but Literal['red', 'blue'] is expected"),
            ({"x": 1.0, "z": 1}, POINT, "has the field 'z', which Point does not have"),
            ({"color": "red"}, POINT, "lacks the field 'x' of Point"),
            (math.nan, "json", "a finite number"),
            ("\ud800", "string", "lone surrogate"),
            (b"x", PATH, "but Path is expected"),
            (3, {"kind": "format", "of": "string", "format": "uuid"}, "but UUID is expected"),
        ]
        for value, recorded, message in cases:
            with self.subTest(value=value, type=type_name(recorded)):
                with self.assertRaises(WrongOutput) as caught:
                    encode(value, recorded, "it")
                self.assertIn(message, str(caught.exception))

    def test_wrong_arguments_are_named(self):
        cases = [
            (True, "int", "it is True (bool), but int is expected"),
            ("3.5", "int", "invalid literal"),
            ("x", "date", "'x' is not a date YYYY-MM-DD"),
            ("2024-01-01T00:00:00", "timestamp", "is not an ISO-8601 time with a zone"),
            ("P1M", "duration", "is not an ISO-8601 duration"),
            ({"x": 1.0, "z": 1}, POINT, "has the field 'z', which Point does not have"),
            ({}, POINT, "lacks the field 'x' of Point"),
            ("green", COLOR, "is expected"),
            ("!", {"kind": "format", "of": "string", "format": "bytes"}, "it: "),
            ({"a": {"x": "1"}}, {"kind": "map", "of": POINT}, "it['a'].x is '1' (str), but float is expected"),
        ]
        for value, recorded, message in cases:
            with self.subTest(value=value, type=type_name(recorded)):
                with self.assertRaises(WrongArgument) as caught:
                    decode(value, recorded, None, "it")
                self.assertIn(message, str(caught.exception))


class Numpy:
    """What numpy's values offer, without numpy."""

    def __init__(self, value):
        self.value = value

    def __float__(self):
        return float(self.value)

    def __index__(self):
        return self.value


class Lookalikes(unittest.TestCase):
    def test_values_of_number_libraries_are_taken(self):
        self.assertEqual(encode(Numpy(3), "int", "it"), 3)
        self.assertEqual(encode(Numpy(3), "float", "it"), 3.0)
        self.assertEqual(encode(Level.LOW, "int", "it"), 1)
        self.assertIs(type(encode(True, "int", "it")), int)


class Classes(unittest.TestCase):
    def test_the_annotated_classes_are_built(self):
        wire = {
            "day": "2024-01-01",
            "points": [{"x": 1, "color": "blue"}, {"x": 2.5}],
            "path": "a/b",
            "row": {"day": "2024-01-02"},
        }
        value = decode(wire, OPTIONS, hint(Options), "it")
        self.assertEqual(
            value,
            Options(
                date(2024, 1, 1),
                (Point(1.0, Color.BLUE), Point(2.5)),
                PurePosixPath("a/b"),
                {"day": date(2024, 1, 2)},
            ),
        )
        self.assertIsInstance(value.path, PurePosixPath)
        self.assertEqual(decode(encode(value, OPTIONS, "it"), OPTIONS, hint("Optional[Options]"), "it"), value)

    def test_a_class_that_refuses_a_value_is_a_wrong_argument(self):
        @dataclass
        class Picky:
            x: float

            def __post_init__(self):
                raise ValueError("too picky")

        with self.assertRaises(WrongArgument) as caught:
            decode({"x": 1}, {"kind": "struct", "fields": {"x": "float"}}, hint(Picky), "argument 'p'")
        self.assertEqual(str(caught.exception), "argument 'p': too picky")

    def test_enums_and_tuples_follow_the_annotation(self):
        self.assertIs(decode("red", COLOR, hint(Color), "it"), Color.RED)
        self.assertIs(decode("red", COLOR, hint(Optional[Color]), "it"), Color.RED)
        self.assertEqual(decode([1], LIST_OF_INT, hint(Tuple[int, ...]), "it"), (1,))
        self.assertEqual(decode(["red"], {"kind": "list", "of": COLOR}, hint(List[Color]), "it"), [Color.RED])
        self.assertEqual(
            decode({"a": "red"}, {"kind": "map", "of": COLOR}, hint(Dict[str, "Color"]), "it"), {"a": Color.RED}
        )

    def test_models_are_built_through_their_own_validation(self):
        class Info:
            def __init__(self, alias=None):
                self.alias = alias

        class Model:
            model_fields = {"a": Info(), "b": Info("bee")}

            @classmethod
            def model_validate(cls, values):
                return ("validated", values)

        recorded = {"kind": "struct", "fields": {"a": "int", "b": "int"}, "optional": ["a"]}
        self.assertEqual(decode({"b": 1}, recorded, hint(Model), "it"), ("validated", {"bee": 1}))


class Hints(unittest.TestCase):
    def test_what_cannot_be_evaluated_is_left_out(self):
        def fit(a: "int", b: "OnlyForTypeCheckers", c: "List[int] | None" = None):  # noqa: F821
            pass

        hints = function_hints(fit)
        self.assertEqual(sorted(hints), ["a", "c"])
        self.assertIs(hints["a"].value, int)
        self.assertEqual([member.value for member in hints["c"].members()], [List[int]])

    def test_wrappers_are_taken_off(self):
        number = NewType("number", int)
        self.assertIs(hint(number).value, int)
        self.assertEqual(hint(Union[int, None]).classes(), [int])
        self.assertEqual(sorted(class_hints(Options)), ["day", "path", "points", "row"])


class IsoTime(unittest.TestCase):
    def test_durations_in_every_form(self):
        cases = {
            "PT0S": timedelta(),
            "P2W": timedelta(weeks=2),
            "-PT1M": timedelta(minutes=-1),
            "PT36H": timedelta(hours=36),
            "PT0.000001S": timedelta(microseconds=1),
            "P1.5D": timedelta(hours=36),
        }
        for text, length in cases.items():
            with self.subTest(text):
                self.assertEqual(read_duration(text), length)
                self.assertEqual(read_duration(write_duration(length)), length)
        for text in ("", "P", "PT", "1H", "P1Y", "PT1.5H2", "-"):
            with self.subTest(text):
                self.assertRaises(ValueError, read_duration, text)

    def test_extreme_durations_come_back(self):
        for length in (timedelta.max, timedelta.min, timedelta(microseconds=-1), timedelta(days=-1, microseconds=1)):
            self.assertEqual(read_duration(write_duration(length)), length)

    def test_zones_become_utc(self):
        noon = datetime(2024, 1, 1, 12, tzinfo=timezone.utc)
        for text in ("2024-01-01T12:00:00Z", "2024-01-01T13:00+01:00", "2024-01-01 06:30:00.0000009-0530"):
            self.assertEqual(read_timestamp(text), noon)
        self.assertEqual(write_timestamp(noon.astimezone(timezone(timedelta(hours=3)))), "2024-01-01T12:00:00Z")


if __name__ == "__main__":
    unittest.main()
