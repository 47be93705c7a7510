from typing import NamedTuple


class Words(NamedTuple):
    total: int
    longest: str


def count_words(text: str) -> Words:
    """Counts the words of a text and finds the longest."""
    words = text.split()
    return Words(total=len(words), longest=max(words, key=len, default=""))


def describe(total: int, longest: str) -> None:
    """Prints what was found."""
    print(f"{total} words, the longest is {longest!r}")
