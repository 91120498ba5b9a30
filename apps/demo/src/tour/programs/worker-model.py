"""Workers share a queue that bounds its producer."""

import asyncio


async def worker(name, jobs):
    while True:
        job, seconds = await jobs.get()
        await asyncio.sleep(seconds)
        print(f"{name}: {job}")
        jobs.task_done()


async def main():
    jobs = asyncio.Queue(maxsize=2)
    workers = [asyncio.create_task(worker(name, jobs)) for name in ("ann", "bob")]

    for job in (("wash", 0.5), ("chop", 0.1), ("cook", 0.2), ("eat", 0.1)):
        await jobs.put(job)
        print(f"asked to {job[0]}, {jobs.qsize()} waiting")
    await jobs.join()
    print("every job is done")

    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print("cancelled:", sum(task.cancelled() for task in workers))


asyncio.run(main())
