def fit(a: int) -> int:
    """Syntax of Python 3.12 and later in the body."""
    print(f"{"same quotes"} {a + 1:{a}}")
    type Local = int
    def inner[T: int = int](x: T) -> T: return x
    class Box[T]: pass
    return a
