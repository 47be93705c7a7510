import json
from collections import defaultdict
from pathlib import Path
from statistics import mean
from typing import NamedTuple


class Landed(NamedTuple):
    path: Path
    rows: int


class Report(NamedTuple):
    worst: str
    mean_delay: float


def land(json_file: Path, day: str, folder: Path) -> Landed:
    """Writes the flights of one day into a file of their own."""
    rows = [row for row in json.loads(json_file.read_text()) if row["date"].startswith(day.replace("-", "/"))]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "flights.json"
    path.write_text(json.dumps(rows))
    return Landed(path=path, rows=len(rows))


def report(flights: Path) -> Report:
    """The airport whose flights left latest on average, and by how many minutes; ties go to the first by name."""
    delays = defaultdict(list)
    for row in json.loads(flights.read_text()):
        delays[row["origin"]].append(row["delay"])
    worst = min(delays, key=lambda airport: (-mean(delays[airport]), airport))
    return Report(worst=worst, mean_delay=round(mean(delays[worst]), 2))
