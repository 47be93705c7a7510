def keywords(a: int, *, b: int, c: str = "x") -> None:
    pass


def rest(a: int, **more: float) -> None:
    pass


def only_rest(**more: "dict[str, int]") -> None:
    pass


def no_params() -> None:
    pass


def trailing(a: int, b: int,) -> None:
    pass


def positional(a: int, b: int, /, c: int) -> None:  # STV4208 STV4208
    pass


def slash_last(a: int = 1, /) -> None:  # STV4208
    pass


def starred(*args: int, b: int) -> None:  # STV4209
    pass


def everything(a: int, /, b: int, *args: str, c: int = 1, **kw: int) -> None:  # STV4208 STV4209
    pass
