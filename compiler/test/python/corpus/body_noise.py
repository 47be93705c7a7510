import re

PATTERN = re.compile(r"^\s*def fake\(a: int\)", re.M)
TEXT = """
def not_real(a: int) -> int:
    return a
"""
data = {"a": [1, 2, {"b": (3, 4)}], **{}}
first, *others = [1, 2, 3]
x = y = z = 0
x: int
(a := 3)


def fit(a: int) -> int:
    match a:
        case {"x": [1, *rest], **more} if rest:
            return 1
        case int() | str() as b:
            return 2
        case _:
            pass
    values = [i for i in range(3) if (j := i) > 1]
    async def inner():
        async with thing() as t, other():
            async for k in t:
                yield k
    try:
        pass
    except* ValueError as group:
        raise RuntimeError from group
    print(f"{a!r:>{10}} {a=} {'nested'}", file=None)
    del values
    global x
    assert a, "message"
    return a if a else -a @ a
