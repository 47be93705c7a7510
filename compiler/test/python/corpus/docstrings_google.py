def fit(rows: int, lr: float = 0.1, *, name: str = "x", more: int = 2) -> float:
    """Fits a model.

    Longer text.

    Args:
        rows: How many rows.
        lr (float): The rate, which
            goes on here.
        name (str, optional): A name.

            With a second paragraph.
        more:
            On its own line.

    Returns:
        The score.

    Raises:
        ValueError: Never.
    """
    return lr
