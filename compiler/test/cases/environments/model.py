def fit(n: int) -> None:
    print(n)
