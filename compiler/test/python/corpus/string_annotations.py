from typing import List, Optional
import datetime as dt


def fit(x: "int", y: "List['str']", z: Optional["dt.date"] = None, w: "dict[str, float]" = {}) -> "float":
    return 1.0


def spaced(x: " list[ int ] ", y: """
    list[
        str
    ]""") -> "None":
    pass


def joined(x: "li" "st[int]") -> "int":
    return 1
