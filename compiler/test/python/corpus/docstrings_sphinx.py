def fit(rows: int, lr: float = 0.1) -> float:
    """
    Fits a model.

    :param rows: How many rows.
    :param float lr: The rate, which
        goes on here.
    :returns: The score.
    :raises ValueError: never
    """
    return lr


def single(a: int) -> int: "One line."; return a


def raw(a: int) -> int:
    r"""Raw \d docstring."""
    return a


def not_doc(a: int) -> int:
    f"""Not {a} a docstring."""
    return a


def concatenated(a: int) -> int:
    "Two " "pieces."
    return a


def tabs(a: int) -> int:
    """First.

	Tabbed.
		Deeper.
    """
    return a
