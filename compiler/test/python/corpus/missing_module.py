from .not_here import Thing
from . import deeper


def fit(a: Thing, b: deeper.Thing, c: "deeper.Thing | None") -> None:  # STV4218 STV4218 STV4218
    pass
