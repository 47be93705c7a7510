def fit(
    a: int,  # a/b
    # not a slash: /
    b: int = 1,
    *,  # only keywords / here
    c: int = 2,
    # done /
) -> None:
    pass
