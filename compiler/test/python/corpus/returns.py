from typing import Any, Dict, List, NamedTuple, NoReturn, Optional, Tuple


class Out(NamedTuple):
    a: int


def nothing() -> None: ...
def never() -> NoReturn: raise SystemExit
def scalar() -> int: return 1
def rows() -> List[Dict[str, int]]: return []
def maybe() -> Optional[Out]: return None
def fields() -> Out: return Out(1)
def pair() -> Tuple[int, str]: return 1, ""  # STV4213
def lower() -> tuple[int, str]: return 1, ""  # STV4213
def anything() -> Any: return 1  # STV4205
def unsaid(): return 1  # STV4204
def bare() -> list: return []  # STV4212
