"""Every scalar."""
from datetime import date, datetime, timedelta


def fit(a: str, b: int, c: float, d: bool, e: date, f: datetime, g: timedelta, h: None = None) -> float:
    """Fits."""
    return 0.0


def texts(a: str = "x", b: str = 'it''s', c: str = "tab\t\x41\u00e9\N{BULLET}", d: str = r"raw\n", e: str = "a" "b") -> str:
    return a


def numbers(a: int = 0x_ff, b: int = 0b101, c: int = 0o17, d: int = 1_000, e: float = 1e3, f: float = .5, g: float = 1.) -> int:
    return a


def signs(a: int = -1, b: float = +2.5, c: int = -9_223_372_036_854_775_808, d: int = 9_223_372_036_854_775_808) -> None:
    pass


def floats(a: float = float("inf"), b: float = float("-inf"), c: float = float("nan"), d: float = 3, e: float = 1e400) -> None:
    pass
