from __future__ import annotations

from datetime import date


def later(x: Later, day: date, rows: list[int] | None = None) -> Later:
    return x


from dataclasses import dataclass


@dataclass
class Later:
    a: int
    b: str = "x"
