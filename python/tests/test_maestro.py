"""IR types as Maestro's."""

import unittest

from stave.maestro import maestro_params, maestro_type

STRUCT = {"kind": "struct", "fields": {"a": "int", "b": {"kind": "list", "of": "string"}}}


class Types(unittest.TestCase):
    def test_each_type_has_a_home(self):
        cases = [
            ("int", "LONG"),
            ("float", "DOUBLE"),
            ("bool", "BOOLEAN"),
            ("date", "STRING"),
            ("json", "STRING"),
            ({"kind": "enum", "of": "int", "values": [1]}, "LONG"),
            ({"kind": "format", "of": "string", "format": "path"}, "STRING"),
            ({"kind": "list", "of": "int"}, "LONG_ARRAY"),
            ({"kind": "list", "of": "date"}, "STRING_ARRAY"),
            ({"kind": "list", "of": STRUCT}, "STRING"),
            ({"kind": "map", "of": "string"}, "STRING_MAP"),
            ({"kind": "map", "of": "float"}, "MAP"),
            ({"kind": "map", "of": {"kind": "nullable", "of": "int"}}, "STRING"),
            (STRUCT, "MAP"),
        ]
        for recorded, expected in cases:
            with self.subTest(expected):
                self.assertEqual(maestro_type(recorded), expected)

    def test_values_are_plain_and_nulls_left_out(self):
        outputs = {
            "n": "9007199254740993",
            "none": None,
            "s": {"a": 1, "b": ["x"]},
            "rows": [{"a": 1, "b": []}],
            "any": "text",
        }
        recorded = {
            "n": "int",
            "none": {"kind": "nullable", "of": "int"},
            "s": STRUCT,
            "rows": {"kind": "list", "of": STRUCT},
            "any": "json",
        }
        params = maestro_params(outputs, recorded, 5)
        self.assertEqual(
            {name: (param["type"], param["value"]) for name, param in params.items() if name != "s"},
            {"n": ("LONG", 2**53 + 1), "rows": ("STRING", '[{"a":1,"b":[]}]'), "any": ("STRING", '"text"')},
        )
        self.assertEqual(params["s"]["evaluated_result"], {"a": 1, "b": ["x"]})
        self.assertEqual(
            params["s"]["value"],
            {"a": {"value": 1, "type": "LONG"}, "b": {"value": ["x"], "type": "STRING_ARRAY"}},
        )

    def test_what_may_be_null_is_text(self):
        outputs = {"n": 5, "x": 0.5, "yes": True, "text": "t", "none": None}
        kinds = {"n": "int", "x": "float", "yes": "bool", "text": "string", "none": "bool"}
        recorded = {name: {"kind": "nullable", "of": of} for name, of in kinds.items()}
        params = maestro_params(outputs, recorded, 5)
        self.assertEqual({param["type"] for param in params.values()}, {"STRING"})
        self.assertEqual(
            {name: param["evaluated_result"] for name, param in params.items()},
            {"n": "5", "x": "0.5", "yes": "true", "text": "t"},
        )

    def test_what_may_be_null_and_has_parts_is_json(self):
        struct = {"kind": "struct", "fields": {"a": "int"}}
        recorded = {
            name: {"kind": "nullable", "of": of}
            for name, of in {"l": {"kind": "list", "of": "string"}, "s": struct, "none": struct}.items()
        }
        params = maestro_params({"l": ["x", "é"], "s": {"a": 1}, "none": None}, recorded, 5)
        self.assertEqual(
            {name: (param["type"], param["value"]) for name, param in params.items()},
            {"l": ("STRING", '["x","é"]'), "s": ("STRING", '{"a":1}')},
        )


if __name__ == "__main__":
    unittest.main()
