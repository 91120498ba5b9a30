"""Results as they come."""

import asyncio


async def cook(dish, seconds):
    await asyncio.sleep(seconds)
    return dish


async def main():
    tasks = [
        asyncio.create_task(cook("stew", 0.5), name="pot"),
        asyncio.create_task(cook("toast", 0.1), name="toaster"),
        asyncio.create_task(cook("eggs", 0.3), name="pan"),
    ]
    async for task in asyncio.as_completed(tasks):
        print(f"{task.result()} from the {task.get_name()}")


asyncio.run(main())
