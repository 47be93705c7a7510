from typing import List

str = int


class List:
    pass


def fit(a: str) -> str:
    return a


def shadowed(a: List) -> None:  # STV4206
    pass
