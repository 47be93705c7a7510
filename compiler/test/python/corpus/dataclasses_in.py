from __future__ import annotations

import dataclasses
from dataclasses import KW_ONLY, InitVar, dataclass, field
from typing import ClassVar, Optional


@dataclass
class Base:
    a: int
    b: list[str] = field(default_factory=list)


@dataclass(order=True)
class Child(Base):
    """A child."""

    c: float = 0.5
    d: ClassVar[int] = 3
    e: Optional[int] = field(default=None, repr=False)
    f: int = field(init=False, default=0)


@dataclasses.dataclass
class Only:
    a: int
    _: KW_ONLY
    b: str = "x"


@dataclass
class Plain(Base):
    a: int = 3


class NotDecorated(Base):
    z: int = 1


def fit(base: Base, child: Child, only: Only, plain: Plain, bare: NotDecorated) -> Child:
    return child


def nested(x: dict[str, list[Base]], y: Child | None = None) -> None:
    pass
