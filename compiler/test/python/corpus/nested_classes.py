from dataclasses import dataclass
from enum import Enum


class Outer:
    class Kind(Enum):
        A = "a"
        B = "b"

    @dataclass
    class Inner:
        x: int

        class Deep(Enum):
            ONE = 1

        y: "Outer.Inner.Deep" = None

    Alias = int


def fit(kind: Outer.Kind, inner: Outer.Inner, deep: Outer.Inner.Deep, n: Outer.Alias = 3) -> "Outer.Kind":
    return kind
