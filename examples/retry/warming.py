import csv
import os
from pathlib import Path
from typing import NamedTuple


class Series(NamedTuple):
    path: Path
    years: int


class Line(NamedTuple):
    slope: float
    intercept: float
    error: float


def download(csv_file: Path, folder: Path, outages: int) -> Series:
    """Copies the temperatures from a server that is down at first.

    Args:
        csv_file: Where the server keeps its data.
        folder: Where the copy goes.
        outages: How many attempts find the server down.
    """
    attempt = int(os.environ["STAVE_ATTEMPT"])
    if attempt <= outages:
        raise ConnectionError(f"503 Service Unavailable (attempt {attempt})")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "global-temp.csv"
    path.write_text(csv_file.read_text())
    return Series(path=path, years=len(_points(path)))


def improve(series: Path, slope: float, intercept: float, steps: int = 20, rate: float = 0.1) -> Line:
    """Takes some steps of gradient descent towards the straight line nearest to the temperatures.

    Args:
        series: What `download` wrote.
        slope: Degrees Celsius a century, so far.
        intercept: Degrees Celsius in the middle of the series, so far.
        steps: How many steps to take.
        rate: How far a step goes.
    """
    data = _points(series)
    for _ in range(steps):
        errors = [(slope * x + intercept - y, x) for x, y in data]
        slope -= rate * 2 * sum(error * x for error, x in errors) / len(data)
        intercept -= rate * 2 * sum(error for error, _ in errors) / len(data)
    error = sum((slope * x + intercept - y) ** 2 for x, y in data) / len(data)
    return Line(slope=round(slope, 6), intercept=round(intercept, 6), error=round(error, 6))


def _points(path: Path) -> list:
    """Centuries from the middle of the series, and degrees Celsius above the mean of 1951 to 1980."""
    with open(path, newline="") as lines:
        rows = [(float(row["year"]), float(row["temp"])) for row in csv.DictReader(lines)]
    middle = sum(year for year, _ in rows) / len(rows)
    return [((year - middle) / 100, temp) for year, temp in rows]
