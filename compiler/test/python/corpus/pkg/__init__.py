from dataclasses import dataclass

from .shared import load
from .shared import _secret
from .impl import train as train
from . import shared


@dataclass
class Exported:
    x: int
