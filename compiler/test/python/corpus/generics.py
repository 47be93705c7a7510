from dataclasses import dataclass
from typing import Generic, List, TypeVar

T = TypeVar("T")


@dataclass
class Box(Generic[T]):
    items: List[T]


def fit(box: Box[int]) -> None:
    pass


def unbound(box: T) -> None:  # STV4217
    pass


def bare(box: Box) -> None:  # STV4220
    pass
