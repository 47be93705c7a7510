import os
import pathlib
from decimal import Decimal
from os import PathLike
from pathlib import Path, PurePath
from typing import Union
from uuid import UUID


def fit(
    a: Path,
    b: pathlib.Path = Path("x/y"),
    c: "os.PathLike[str]" = "z",
    d: Union[str, Path] = "w",
    e: bytes = b"abc",
    f: Decimal = Decimal("1.10"),
    g: UUID = UUID("12345678-1234-5678-1234-567812345678"),
    h: PurePath = PurePath("p"),
    i: "PathLike" = "q",
) -> Path:
    return a
