# Ünïcode in a comment, and 🎉 before the code
def größe(länge: float, 名前: str = "🎉 é", ﬁt: int = 1) -> float:
    """Größe 🎉."""
    return länge


def after(x: str = "🎉🎉", y: int = 2) -> int: return y
