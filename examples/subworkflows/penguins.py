import json
from pathlib import Path
from statistics import mean, stdev
from typing import NamedTuple


class Profile(NamedTuple):
    count: int
    mean_mass: float
    spread: float


def measure(json_file: Path, species: str) -> Profile:
    """Counts and weighs the penguins of one species, in grams."""
    masses = [row["Body Mass (g)"] for row in json.loads(json_file.read_text()) if row["Species"] == species]
    known = [mass for mass in masses if mass is not None]
    return Profile(count=len(masses), mean_mass=round(mean(known), 1), spread=round(stdev(known), 1))


def heaviest(species: list[str], masses: list[float]) -> str:
    """The species with the greatest mean mass."""
    return max(zip(masses, species))[1]
