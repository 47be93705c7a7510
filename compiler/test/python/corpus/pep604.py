from __future__ import annotations


def fit(a: int | None, b: None | str = None, c: int | float = 1, d: list[int | None] | None = None) -> dict[str, list[int]] | None:
    return None


def nested(a: (int | None), b: "str | None" = None, c: (((int))) = 3) -> (float):
    return 1.0
