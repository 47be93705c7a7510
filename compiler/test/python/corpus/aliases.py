from typing import Dict, List, NewType, Optional, Tuple
import sys

Rows = List[str]
Table = Dict[str, Rows]
MaybeTable = Optional[Table]
UserId = NewType("UserId", int)
Ids = Tuple[UserId, ...]
Again = Rows
number = int


def fit(rows: Rows, table: Table, maybe: MaybeTable = None, ids: Ids = (), again: Again = ["a"], n: number = 3) -> UserId:
    return UserId(1)
