from __future__ import annotations

from dataclasses import dataclass
from typing import Union


@dataclass
class Node:
    value: int
    children: list[Node]  # STV4216


Tree = Union[int, "list[Tree]"]  # STV4216


def walk(node: Node) -> None:
    pass


def tree(tree: Tree) -> None:
    pass
