"""No concurrency: the first worker does everything."""

import queue


def worker(name, jobs):
    while not jobs.empty():
        print(f"{name} does {jobs.get_nowait()}")
    print(f"nothing left for {name}")


jobs = queue.Queue()
for job in ("wash", "chop", "cook"):
    jobs.put_nowait(job)

for name in ("ann", "bob"):
    worker(name, jobs)
