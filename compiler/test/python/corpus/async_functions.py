import asyncio
from typing import AsyncIterator, Awaitable, Iterator


async def fetch(url: str, retries: int = 3) -> str:
    """Fetches."""
    await asyncio.sleep(0)
    return url


async   def spaced ( a : int ) -> int :
    return a


async def stream(n: int) -> AsyncIterator[int]:  # STV4219
    yield n


def items(n: int) -> Iterator[int]:  # STV4219
    yield n
