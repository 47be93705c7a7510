def _hidden(a):
    return a


def __dunder__(a):
    return a


def shown(a: int) -> int:
    return _hidden(a)


def trailing_(class_: int, lambda_: int = 1) -> None:
    pass
