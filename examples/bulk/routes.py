import csv
from pathlib import Path
from typing import NamedTuple


class Route(NamedTuple):
    to: str
    flights: int


class Ranking(NamedTuple):
    routes: list[Route]
    total: int


def rank(csv_file: Path, airport: str, top: int) -> Ranking:
    """The busiest routes out of an airport, and how many flights leave it in all."""
    with open(csv_file, newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["origin"] == airport]
    routes = [Route(to=row["destination"], flights=int(row["count"])) for row in rows]
    routes.sort(key=lambda route: (-route.flights, route.to))
    return Ranking(routes=routes[:top], total=sum(route.flights for route in routes))
