from typing import Annotated, List, Optional
from stave import Bounds, Doc, Unit

Rate = Annotated[float, "A rate.", Bounds(ge=0, le=1)]


def fit(
    lr: Rate = 0.1,
    depth: Annotated[int, Bounds(gt=0, lt=64)] = 8,
    wait: Annotated[float, Unit("ms"), Doc("How long.")] = 1.5,
    rows: Annotated[List[Annotated[int, "one"]], {"any": "thing"}] = [1],
    maybe: Optional[Rate] = None,
) -> Annotated[float, "The score."]:
    return 1.0


LIMIT = 10


def unread(a: Annotated[int, Bounds(le=LIMIT)] = 1) -> None:  # STV4224
    pass
