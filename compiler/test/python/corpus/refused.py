from typing import Any, Callable, Dict, List, Set, Union
import datetime
import numpy as np  # type: ignore
from pandas import DataFrame  # type: ignore


def untyped(a, b: int, c=3) -> None:  # STV4203 STV4203
    pass


def anything(a: Any, b: object) -> None:  # STV4205 STV4205
    pass


def arrays(a: np.ndarray, b: DataFrame, c: "np.typing.NDArray[int]") -> None:  # STV4206 STV4206 STV4206
    pass


def calls(a: Callable[[int], int], b: Set[int], c: complex) -> None:  # STV4206 STV4206 STV4206
    pass


def unknown(a: Nothing, b: "datetme.date") -> None:  # STV4207 STV4207
    pass


def unions(a: Union[int, str], b: "list[int] | int") -> None:  # STV4210 STV4210
    pass


def keys(a: Dict[int, str]) -> None:  # STV4211
    pass


def bare(a: list, b: dict, c: Dict, d: List, e: tuple) -> None:  # STV4212 STV4212 STV4212 STV4212 STV4212
    pass


def fixed(a: "tuple[int, str]", b: "tuple[()]") -> None:  # STV4213 STV4213
    pass


def inner(a: List[Dict[str, Any]]) -> None:  # STV4205
    pass


def counts(a: List[int, str], b: Dict[str]) -> None:  # STV4220 STV4220
    pass


def values(a: 3, b: "not a type!", c: [int], d: datetime.time) -> None:  # STV4221 STV4221 STV4221 STV4206
    pass


class Own:
    pass


def own(a: Own, b: List[Own]) -> None:  # STV4206 STV4206
    pass


def modules(a: datetime) -> None:  # STV4206
    pass
