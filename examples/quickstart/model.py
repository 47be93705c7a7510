"""Will it rain tomorrow? Logistic regression in plain Python, nothing to install."""

import csv
import json
import math
import random
from datetime import date
from pathlib import Path
from typing import NamedTuple

FEATURES = ("bias", "wet", "rain", "high", "range", "wind", "rising", "sine", "cosine")


class Days(NamedTuple):
    path: Path
    count: int


class Model(NamedTuple):
    path: Path
    auc: float
    rain_tomorrow: float


def clean(csv_file: Path, until: date, folder: Path) -> Days:
    """Turns daily weather into numbers a model can learn from.

    Args:
        csv_file: Daily weather with location, date, precipitation, temperatures and wind.
        until: The last day to use.
        folder: Where the cleaned days are written.
    """
    with open(csv_file, newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["date"] <= until.isoformat()]
    cities = {}
    for row in rows:
        cities.setdefault(row["location"], []).append(row)
    days = {city: [_features(*pair) for pair in zip(found, found[1:])] for city, found in cities.items()}
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "days.json"
    path.write_text(json.dumps(days))
    return Days(path=path, count=len(rows))


def _features(yesterday: dict, today: dict) -> list:
    high, low, rain = (float(today[name]) for name in ("temp_max", "temp_min", "precipitation"))
    season = 2 * math.pi * date.fromisoformat(today["date"]).timetuple().tm_yday / 365.25
    rising = high - float(yesterday["temp_max"])
    return [
        1.0,
        float(rain > 0),
        math.log1p(rain),
        high / 10,
        (high - low) / 10,
        float(today["wind"]) / 5,
        rising / 5,
        math.sin(season),
        math.cos(season),
    ]


def fit(days: Path, city: str, seed: int, epochs: int = 30, rate: float = 0.02) -> Model:
    """Fits one city's model and scores it on its last year, which it has not seen.

    Args:
        days: What `clean` wrote.
        city: The city to fit.
        seed: Orders the days; the same seed gives the same model.
        epochs: How often each day is seen.
        rate: How far one day moves the weights.
    """
    rows = json.loads(days.read_text())[city]
    pairs = [(today, tomorrow[1]) for today, tomorrow in zip(rows, rows[1:])]
    train, test = pairs[:-365], pairs[-365:]
    weights = [0.0] * len(FEATURES)
    order = random.Random(seed)
    for epoch in range(epochs):
        order.shuffle(train)
        step = rate / (1 + epoch / 10)
        for row, rained in train:
            error = rained - _predict(weights, row)
            weights = [weight + step * error * value for weight, value in zip(weights, row)]
    score = _auc([(_predict(weights, row), rained) for row, rained in test])
    path = days.with_name(f"{city.lower().replace(' ', '-')}.json")
    path.write_text(json.dumps({"city": city, "auc": score, "weights": dict(zip(FEATURES, weights))}, indent=2))
    return Model(path=path, auc=round(score, 4), rain_tomorrow=round(_predict(weights, rows[-1]), 4))


def _predict(weights: list, row: list) -> float:
    return 1 / (1 + math.exp(-sum(weight * value for weight, value in zip(weights, row))))


def _auc(scored: list) -> float:
    """How often a wet day was given a higher chance of rain than a dry one."""
    wet = [score for score, rained in scored if rained]
    dry = [score for score, rained in scored if not rained]
    return sum((w > d) + (w == d) / 2 for w in wet for d in dry) / (len(wet) * len(dry))


def publish(models: list[Path], folder: Path) -> Path:
    """Gathers the models into the one file that a forecast service would load."""
    path = folder / "published.json"
    path.write_text(json.dumps([json.loads(model.read_text()) for model in models], indent=2))
    return path
