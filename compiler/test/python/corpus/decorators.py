import functools
from functools import lru_cache, wraps


def plain(function):  # STV4203 STV4204
    @wraps(function)
    def inner(*args, **kwargs):
        return function(*args, **kwargs)

    return inner


def with_options(*, limit: int = 1):  # STV4204
    return plain


@plain
def fit(a: int) -> int:
    """Decorated."""
    return a


@with_options(limit=3)
@lru_cache(maxsize=None)
# a comment between
@functools.lru_cache()

def twice(a: int, b: str = "x") -> str:
    return b
