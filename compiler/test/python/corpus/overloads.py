import typing
from typing import overload, Union


@overload
def fit(a: int) -> int: ...
@overload
def fit(a: str) -> str: ...
def fit(a: Union[int, float]) -> float:
    return a


@typing.overload
def never(a: int) -> int: ...
