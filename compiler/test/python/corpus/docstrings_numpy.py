from typing import NamedTuple


class Out(NamedTuple):
    auc: float
    loss: float


def fit(rows: int, lr: float = 0.1, a: int = 1, b: int = 2) -> Out:
    """Fits a model.

    Parameters
    ----------
    rows : int
        How many rows.
    lr : float, optional
        The rate, which
        goes on here.
    a, b : int
        Two at once.

    Returns
    -------
    auc : float
        Area.
    loss : float
        Loss.

    Notes
    -----
    Free text.
    """
    return Out(lr, 0.0)
