"""Tasks that block: nobody else runs meanwhile."""

import asyncio
import time


async def worker(name, jobs):
    while not jobs.empty():
        job, seconds = await jobs.get()
        print(f"{name} begins to {job}")
        time.sleep(seconds)
        print(f"{name} is done: {job}")


async def main():
    jobs = asyncio.Queue()
    for job in (("wash", 0.3), ("chop", 0.1), ("cook", 0.1)):
        jobs.put_nowait(job)

    start = time.perf_counter()
    await asyncio.gather(worker("ann", jobs), worker("bob", jobs))
    print(f"all done after {time.perf_counter() - start:.1f} s")


asyncio.run(main())
