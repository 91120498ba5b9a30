"""Waiters in a row, some of them cancelled as they are woken: who goes on, and in which iteration."""
import asyncio
from traced import run

async def attempt(event, name, wait):
    event(name, "waits")
    try:
        value = await wait()
    except asyncio.CancelledError as error:
        event(name, f"cancelled {' '.join(error.args) or '-'}")
        raise
    event(name, f"has {value}")
    return value

def start(event, names, wait):
    return [asyncio.create_task(attempt(event, name, wait), name=name) for name in names]

async def outcomes(event, tasks):
    results = await asyncio.gather(*tasks, return_exceptions=True)
    event("main", " ".join("cancelled" if isinstance(r, asyncio.CancelledError) else str(r) for r in results))

async def lock(event):
    event("main", "-- lock")
    key = asyncio.Lock()
    await key.acquire()

    async def use():
        await key.acquire()
        try:
            await asyncio.sleep(0)
        finally:
            key.release()
        return key.locked()
    tasks = start(event, ("l1", "l2", "l3", "l4"), use)
    await asyncio.sleep(0)
    tasks[1].cancel("in the row")
    key.release()
    tasks[0].cancel("on its way")
    event("main", f"released, locked {key.locked()}")
    await outcomes(event, tasks)

async def semaphore(event):
    event("main", "-- semaphore")
    permits = asyncio.Semaphore(0)
    tasks = start(event, ("s1", "s2", "s3", "s4"), permits.acquire)
    await asyncio.sleep(0)
    permits.release()
    permits.release()
    tasks[0].cancel("on its way")
    tasks += start(event, ("s5",), permits.acquire)
    event("main", f"released two, locked {permits.locked()}")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    event("main", f"locked {permits.locked()}")
    for _ in range(2):
        permits.release()
    await outcomes(event, tasks)

async def gate(event):
    event("main", "-- event")
    opened = asyncio.Event()
    tasks = start(event, ("e1", "e2", "e3"), opened.wait)
    await asyncio.sleep(0)
    opened.set()
    opened.clear()
    tasks[1].cancel("after set")
    tasks += start(event, ("e4",), opened.wait)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    event("main", f"e4 done {tasks[3].done()}")
    opened.set()
    await outcomes(event, tasks)

async def getters(event):
    event("main", "-- queue, getters")
    queue = asyncio.Queue()
    tasks = start(event, ("g1", "g2", "g3"), queue.get)
    await asyncio.sleep(0)
    queue.put_nowait("first")
    tasks[0].cancel("on its way")
    await asyncio.sleep(0)
    event("main", f"size {queue.qsize()}")
    queue.put_nowait("second")
    queue.put_nowait("third")
    tasks += start(event, ("g4",), queue.get)
    joiner = asyncio.create_task(attempt(event, "join", queue.join))
    await outcomes(event, tasks)
    for _ in range(3):
        queue.task_done()
    await joiner

async def putters(event):
    event("main", "-- queue, putters")
    queue = asyncio.Queue(1)
    queue.put_nowait("old")
    tasks = [asyncio.create_task(attempt(event, f"p{n}", lambda n=n: queue.put(n))) for n in (1, 2, 3)]
    await asyncio.sleep(0)
    event("main", f"takes {queue.get_nowait()}")
    tasks[0].cancel("on its way")
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    event("main", f"takes {await queue.get()}")
    event("main", f"takes {await queue.get()}")
    await outcomes(event, tasks)

async def condition(event):
    event("main", "-- condition")
    news = asyncio.Condition()

    async def read():
        await news.acquire()
        try:
            return await news.wait()
        finally:
            event("reader", f"leaves, locked {news.locked()}")
            news.release()
    tasks = start(event, ("c1", "c2", "c3", "c4"), read)
    await asyncio.sleep(0)
    await news.acquire()
    news.notify(2)
    tasks[0].cancel("notified")
    tasks[3].cancel("not notified")
    event("main", "notified two")
    await asyncio.sleep(0)
    news.release()
    await asyncio.sleep(0)
    await news.acquire()
    news.notify_all()
    news.release()
    await outcomes(event, tasks)

async def barrier(event):
    event("main", "-- barrier")
    meeting = asyncio.Barrier(3)
    tasks = start(event, ("b1", "b2"), meeting.wait)
    await asyncio.sleep(0)
    tasks[0].cancel("leaves early")
    await asyncio.sleep(0)
    event("main", f"waiting {meeting.n_waiting}")
    tasks += start(event, ("b3", "b4"), meeting.wait)
    await outcomes(event, tasks)

async def main(event):
    for scene in (lock, semaphore, gate, getters, putters, condition, barrier):
        await scene(event)

run(main)
