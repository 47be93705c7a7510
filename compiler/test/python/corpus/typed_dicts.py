from typing import TypedDict, List

try:
    from typing import NotRequired, Required
except ImportError:
    from typing_extensions import NotRequired, Required


class Row(TypedDict):
    city: str
    high: float
    note: NotRequired[str]


class Partial(TypedDict, total=False):
    a: int
    b: Required[int]


class Both(Row, Partial):
    extra: List[Row]


Quoted = TypedDict("Quoted", {"first-name": str, "class": int}, total=False)


def fit(rows: List[Row], both: Both, quoted: Quoted) -> Row:
    return rows[0]
