from typing import TypedDict

type Rows = list[str]
type Pair[T] = dict[str, T]
type Either[A, B] = dict[str, A | None] | None


class Box[T](TypedDict):
    inner: T


def fit(rows: Rows, pair: Pair[int], box: Box[list[int]], either: Either[int, str] = None) -> Pair[Rows]:
    return {}


def generic[T](x: T) -> None:  # STV4217
    pass


def wrong(x: Pair[int, str]) -> None:  # STV4220
    pass
