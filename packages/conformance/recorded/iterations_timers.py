"""Timers, limits and deadlines that meet: what comes first, and in which iteration."""
import asyncio
from traced import run

async def nap(event, name, ms):
    event(name, f"naps {ms}")
    try:
        await asyncio.sleep(ms)
    except asyncio.CancelledError:
        event(name, "woken early")
        raise
    event(name, f"slept {ms}")
    return name

async def limited(event, name, wait):
    try:
        event(name, f"got {await wait}")
    except (TimeoutError, asyncio.CancelledError) as error:
        event(name, f"{type(error).__name__} cause {type(error.__cause__).__name__}, "
                    f"cancelling {asyncio.current_task().cancelling()}")

async def same_moment(event):
    event("main", "-- timers of one moment, in the order of setting")
    loop = asyncio.get_running_loop()
    when = loop.time() + 10
    tasks = [asyncio.create_task(nap(event, name, 10)) for name in ("n1", "n2")]
    loop.call_at(when, event, "timer", "set before the naps")
    await asyncio.sleep(0)
    loop.call_later(10, event, "timer", "set after the naps")
    dropped = loop.call_later(10, event, "timer", "never")
    loop.call_later(5, dropped.cancel)
    loop.call_soon(event, "soon", "first")
    loop.call_later(0, event, "timer", "zero")
    loop.call_later(-3, event, "timer", "negative")
    loop.call_soon(event, "soon", "second")
    await asyncio.gather(*tasks)
    event("main", "all up")

async def blocks(event):
    event("main", "-- blocks with a limit")
    loop = asyncio.get_running_loop()

    async def plain():
        async with asyncio.timeout(20):
            try:
                return await nap(event, "plain", 50)
            finally:
                await asyncio.sleep(0)
                event("plain", "tidied")
    await limited(event, "plain", plain())

    async def inner_first():
        async with asyncio.timeout(30) as outer:
            try:
                async with asyncio.timeout(10) as inner:
                    await nap(event, "nested", 50)
            except TimeoutError:
                event("nested", f"inner {inner.expired()} outer {outer.expired()}")
            return await nap(event, "nested", 5)
    await limited(event, "nested", inner_first())

    async def together():
        async with asyncio.timeout(10) as outer:
            try:
                async with asyncio.timeout(10) as inner:
                    await nap(event, "together", 50)
            finally:
                event("together", f"inner {inner.expired()} outer {outer.expired()}")
    await limited(event, "together", together())

    async def moved():
        async with asyncio.timeout(10) as limit:
            limit.reschedule(loop.time() + 25)
            await nap(event, "moved", 15)
            limit.reschedule(loop.time() - 1)
            await nap(event, "moved", 50)
    await limited(event, "moved", moved())

    async def at_once():
        async with asyncio.timeout(0):
            event("at once", "enters")
            await asyncio.sleep(0)
            event("at once", "never here")
    await limited(event, "at once", at_once())

async def limits(event):
    event("main", "-- one wait, one limit")
    await limited(event, "early", asyncio.wait_for(nap(event, "early", 10), 20))
    await limited(event, "late", asyncio.wait_for(nap(event, "late", 20), 10))
    await limited(event, "a tie", asyncio.wait_for(nap(event, "a tie", 10), 10))
    task = asyncio.create_task(nap(event, "task", 10))
    await asyncio.sleep(0)
    await limited(event, "task", asyncio.wait_for(task, 10))
    task = asyncio.create_task(nap(event, "shielded", 15))
    await limited(event, "shielded", asyncio.wait_for(asyncio.shield(task), 10))
    await limited(event, "shielded", task)
    await limited(event, "zero", asyncio.wait_for(asyncio.get_running_loop().create_future(), 0))

async def cancels(event):
    event("main", "-- a cancel at the deadline")
    loop = asyncio.get_running_loop()
    for name, first in (("before", True), ("after", False)):
        task = asyncio.create_task(nap(event, name, 10))
        if first:
            loop.call_later(10, task.cancel, name)
        await asyncio.sleep(0)
        if not first:
            loop.call_later(10, task.cancel, name)
        await limited(event, "main", task)
    result = loop.create_future()

    async def wait_for_result():
        return await result
    waiting = asyncio.create_task(wait_for_result())
    loop.call_later(5, result.set_result, "there")
    loop.call_later(5, waiting.cancel)
    await limited(event, "main", waiting)
    event("main", f"result done {result.done()}")

async def sets(event):
    event("main", "-- sets of tasks")
    tasks = [asyncio.create_task(nap(event, f"t{ms}", ms), name=f"t{ms}") for ms in (10, 15, 20)]
    done, pending = await asyncio.wait(tasks, timeout=15)
    event("main", f"done {sorted(t.get_name() for t in done)} pending {sorted(t.get_name() for t in pending)}")
    done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
    event("main", f"done {sorted(t.get_name() for t in done)} pending {sorted(t.get_name() for t in pending)}")
    for task in pending:
        await task
    tasks = [asyncio.create_task(nap(event, f"c{ms}", ms)) for ms in (8, 4, 30)]
    try:
        for coming in asyncio.as_completed(tasks, timeout=12):
            event("main", f"comes {await coming}")
    except TimeoutError:
        event("main", "no more time")
    await asyncio.sleep(30)
    event("main", "ends")

async def main(event):
    for scene in (same_moment, blocks, limits, cancels, sets):
        await scene(event)

run(main)
