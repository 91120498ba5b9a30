"""Callbacks: soon, later, and when a task is done."""

import asyncio


def ring(bell):
    print(f"{bell} rings")


async def bake():
    await asyncio.sleep(0.3)
    return "bread"


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.2, ring, "the timer")
    late = loop.call_later(0.4, ring, "the alarm")
    loop.call_soon(ring, "the door")
    print("main goes on")

    task = loop.create_task(bake())
    task.add_done_callback(lambda done: print(f"callback: {done.result()}"))
    print(f"main has {await task}")
    late.cancel()


asyncio.run(main())
