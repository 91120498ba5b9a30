"""Tasks that wait: the others run meanwhile."""

import asyncio


async def worker(name, jobs):
    while not jobs.empty():
        job, seconds = await jobs.get()
        print(f"{name} begins to {job}")
        await asyncio.sleep(seconds)
        print(f"{name} is done: {job}")


async def main():
    jobs = asyncio.Queue()
    for job in (("wash", 0.3), ("chop", 0.1), ("cook", 0.1)):
        jobs.put_nowait(job)

    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.gather(worker("ann", jobs), worker("bob", jobs))
    print(f"all done after {loop.time() - start:.1f} s")


asyncio.run(main())
