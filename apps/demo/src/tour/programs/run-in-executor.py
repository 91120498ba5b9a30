"""Work beside the loop, whose tasks go on."""

import asyncio
from concurrent.futures import ProcessPoolExecutor


def multiply(a, b):
    product = 0
    for _ in range(b):
        product += a
    return product


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(max_workers=1) as executor:
        product = loop.run_in_executor(executor, multiply, 2, 30_000_000)
        print("the loop is free")
        print("from a process:", await product)
    print("from a thread:", await asyncio.to_thread(multiply, 6, 7))


if __name__ == "__main__":
    asyncio.run(main())
