"""Several at the same time, results in order."""

import asyncio


async def double(number):
    await asyncio.sleep(number / 10)
    print(f"doubled {number}")
    return number * 2


async def fail():
    raise ValueError("no number")


async def main():
    results = await asyncio.gather(double(3), double(1), double(2))
    print("results:", *results)

    results = await asyncio.gather(double(1), fail(), return_exceptions=True)
    print("results:", *results)


asyncio.run(main())
