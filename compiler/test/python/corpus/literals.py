from typing import Literal, Optional, Union
import typing as t

Mode = Literal["a", "b"]


def fit(
    a: Literal["x", "y"],
    b: Literal[1, 2, -3] = -3,
    c: t.Literal[True, False] = True,
    d: Literal["x", None] = None,
    e: Optional[Mode] = "a",
    f: Literal[Mode, "c"] = "c",
    g: Literal["one"] = "one",
    h: Union[Literal["p"], Literal["q"]] = "p",
    i: Literal["it's", 'say "hi"', "new\nline"] = "it's",
) -> Mode:
    return "a"


def mixed(a: Literal["a", 1]) -> None:  # STV4214
    pass


def computed(a: Literal["a".upper()]) -> None:  # STV4214
    pass
