def fit(city: str, seed: int, rate: float = 0.1) -> float:
    return rate
