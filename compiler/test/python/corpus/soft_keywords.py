def match(type: str, case: int = 1, match: bool = False, _: int = 0) -> None:
    type = 3
    match = type
    print(match)


def type(print: int, exec: str = "x") -> str:
    return exec


def async_(await_: int) -> int:
    return await_


def delete(default: int, new: str, function: float = 1.0) -> None:
    pass


type_ = int
