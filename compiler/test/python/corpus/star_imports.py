from typing import *
from pkg.shared import *


def fit(a: List[int], b: Optional[Row], c: Mode = "fast") -> Rows:
    return []
