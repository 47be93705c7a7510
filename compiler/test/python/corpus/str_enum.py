try:
    from enum import StrEnum, auto
except ImportError:
    from enum import Enum, auto

    class StrEnum(str, Enum):
        pass


class Level(StrEnum):
    LOW = auto()
    HIGH = "very_high"


def fit(level: Level = Level.LOW) -> Level:
    return level
