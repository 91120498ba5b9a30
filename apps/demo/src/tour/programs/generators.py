"""Generators that take turns by yielding."""

import queue


def worker(name, jobs):
    while not jobs.empty():
        job = jobs.get_nowait()
        print(f"{name} begins to {job}")
        yield
        print(f"{name} is done: {job}")


jobs = queue.Queue()
for job in ("wash", "chop", "cook"):
    jobs.put_nowait(job)

turns = [worker("ann", jobs), worker("bob", jobs)]
while turns:
    turn = turns.pop(0)
    try:
        next(turn)
        turns.append(turn)
    except StopIteration:
        pass
