import functools


def fit(a: int, b: int = 1) -> int:
    return a


train = fit
again = train
half = functools.partial(fit, b=2)
count = 3
