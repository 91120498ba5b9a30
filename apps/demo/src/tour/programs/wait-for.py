"""A limit of time: what takes longer is cancelled."""

import asyncio


async def answer(seconds):
    try:
        await asyncio.sleep(seconds)
        return f"answer after {seconds} s"
    finally:
        print("the line is free again")


async def main():
    print(await asyncio.wait_for(answer(0.1), 0.3))
    try:
        print(await asyncio.wait_for(answer(3600), 0.3))
    except TimeoutError as error:
        print(f"{type(error).__name__}: nobody waits for an hour")


asyncio.run(main())
