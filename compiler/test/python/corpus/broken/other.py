from .cycle import Cyclic


def fit(a: Cyclic) -> None:  # STV4207
    pass
