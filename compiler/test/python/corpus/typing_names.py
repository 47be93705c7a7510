import typing
import typing as t
from typing import Dict, List as L, Mapping, MutableMapping, MutableSequence, Optional, Sequence, Tuple, Union, Text
import collections.abc
from collections import abc, OrderedDict


def a(x: L[int], y: Dict[str, int], z: Tuple[int, ...], s: Text) -> typing.List[str]:
    return []


def b(x: t.Optional[int], y: t.Union[str, None], z: Union[int, float], w: Optional[Union[int, float]] = None) -> None:
    pass


def c(x: Sequence[int], y: Mapping[str, int], z: collections.abc.Sequence[str], w: abc.Mapping[str, bool]) -> None:
    pass


def d(x: MutableSequence[int], y: MutableMapping[str, float], z: OrderedDict[str, int], w: t.Iterable[int]) -> None:
    pass
