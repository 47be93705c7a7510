from typing import NamedTuple, List
import typing


class Metrics(NamedTuple):
    """What came out."""

    auc: float
    loss: float = 0.0
    tags: List[str] = []


Point = NamedTuple("Point", [("x", float), ("y", "float")])
Pair = typing.NamedTuple("Pair", [("a", int), ("b", Point)])


def fit(start: Metrics) -> Metrics:
    return start


def move(p: Point) -> Pair:
    return Pair(1, p)
