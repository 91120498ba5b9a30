"""The first that is done; the others are cancelled."""

import asyncio


async def run_for(seconds):
    await asyncio.sleep(seconds)


async def main():
    tasks = [
        asyncio.create_task(run_for(0.3), name="tortoise"),
        asyncio.create_task(run_for(0.1), name="hare"),
        asyncio.create_task(run_for(0.5), name="snail"),
    ]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        print(f"first: {task.get_name()}")

    for task in pending:
        task.cancel()
    await asyncio.wait(pending)
    for task in tasks:
        print(f"{task.get_name()} was cancelled: {'yes' if task.cancelled() else 'no'}")


asyncio.run(main())
