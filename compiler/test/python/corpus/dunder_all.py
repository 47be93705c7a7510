__all__ = ["fit", "_chosen"]
__all__ += ["also"]


def fit(a: int) -> int:
    return a


def _chosen(a: int) -> int:
    return a


def also(a: int) -> int:
    return a


def left_out(a):
    return a
