import enum
from enum import Enum, IntEnum, auto, unique


class Color(Enum):
    """Colours."""

    RED = "red"
    GREEN = "green"
    _ignore_ = ["x"]

    @property
    def title(self) -> str:
        return self.value


@unique
class Size(IntEnum):
    S = 1
    M = auto()
    L = auto()


class Text(str, Enum):
    A = "a"
    B = "b"
    ALSO_A = "a"


class Counted(enum.Enum):
    FIRST = auto()
    SECOND = auto()
    TENTH = 10
    NEXT = auto()


class Ratio(float, Enum):
    HALF = 0.5
    FULL = 1.0


class Negative(Enum):
    LESS = -1
    MORE = +1


def fit(
    color: Color = Color.RED,
    size: Size = Size.M,
    text: Text = Text.B,
    counted: Counted = Counted.NEXT,
    ratio: Ratio = Ratio.HALF,
    less: "Negative | None" = None,
) -> Color:
    return color


class Mixed(Enum):
    A = "a"
    B = 1


class Flags(enum.Flag):
    A = 1
    B = 2


class Computed(Enum):
    A = len("abc")


def mixed(a: Mixed) -> None:  # STV4215
    pass


def flags(a: Flags) -> None:  # STV4215
    pass


def computed(a: Computed) -> None:  # STV4215
    pass
