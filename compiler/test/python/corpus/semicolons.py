import typing as t; from typing import List; Rows = List[int]

def fit(a: Rows) -> None: pass; x = 1

class A(t.NamedTuple): x: int; y: str = ""

def use(a: A) -> A: return a
