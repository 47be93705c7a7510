from datetime import date, timedelta
from typing import Dict, List, Optional, Tuple, TypedDict

SEED = 7


class Row(TypedDict):
    a: int


def fit(
    a: List[int] = [1, 2, -3],
    b: Dict[str, List[float]] = {"x": [1, 2.5], "y": []},
    c: Tuple[str, ...] = ("a", "b",),
    d: Tuple[str, ...] = (),
    e: Optional[List[str]] = None,
    f: int = SEED,
    g: int = 2 ** 3,
    h: date = date(2020, 1, 1),
    i: timedelta = timedelta(hours=1),
    j: str = "a" + "b",
    k: bool = not True,
    l: int = None,
    m: Row = {"a": 1},
    n: str = f"{SEED}",
    o: List[int] = list(range(3)),
    p: str = """multi
line""",
    q: int = lambda: 3,
    r: List[int] = [x for x in range(3)],
    s: int = True,
    t: float = True,
    u: str = ("in "
              "brackets"),
) -> None:
    pass
