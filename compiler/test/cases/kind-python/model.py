from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypedDict


class Limits(TypedDict):
    lo: float
    hi: float


@dataclass
class Model:
    path: Path
    rows: int


def fit(city: str, seeds: list[int], *, rate: float = 0.1) -> Model:
    """Fits."""
    return Model(Path(city), len(seeds))


def score(model: Path, limits: Limits, mode: Literal["fast", "exact"] = "exact") -> float:
    return limits["lo"]
