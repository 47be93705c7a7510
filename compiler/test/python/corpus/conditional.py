import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

if sys.version_info >= (3, 8):
    def fit(a: int) -> int:
        return a
else:
    def fit(a: str) -> str:
        return a

try:
    import missing_module_of_nobody
except ImportError:
    missing_module_of_nobody = None

    def fallback(a: int) -> int:
        return a
finally:
    def cleanup() -> None:
        pass


def late(price: "Decimal") -> None:
    pass


with open(__file__):
    def within(a: int) -> None:
        pass
