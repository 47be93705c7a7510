def fit(a: str) -> str:
    return a


def fit(a: int, b: int = 2) -> int:
    return a


class Helper:
    def fit(self, a: float) -> float:
        return a

    @staticmethod
    def other(a: int) -> int:
        return a


def outer(a: int) -> int:
    def inner(b):
        return b

    class Local:
        pass

    return inner(a)
