"""Errors and cancellations on their way through tasks, groups and shields: one iteration for each hop."""
import asyncio
from traced import run

class Leak(Exception):
    pass

def name_of(error):
    if isinstance(error, BaseExceptionGroup):
        return f"{type(error).__name__}[{', '.join(map(name_of, error.exceptions))}]"
    return f"{type(error).__name__}({', '.join(error.args)})"

async def noted(event, name, body):
    """Runs the body as a part of this task, and notes how it ends."""
    event(name, "begins")
    try:
        value = await body()
    except BaseException as error:
        event(name, f"fails {name_of(error)}")
        raise
    event(name, f"returns {value}")
    return value

def task(event, name, body):
    made = asyncio.create_task(noted(event, name, body), name=name)
    made.add_done_callback(lambda t: event("callback", f"{t.get_name()} cancelled {t.cancelled()}"))
    return made

def failing(turns, message):
    async def fail():
        for _ in range(turns):
            await asyncio.sleep(0)
        raise Leak(message)
    return fail

def lasting(turns, value):
    async def last():
        for _ in range(turns):
            await asyncio.sleep(0)
        return value
    return last

async def caught(event, wait):
    try:
        event("main", f"got {await wait}")
    except (Leak, asyncio.CancelledError, ExceptionGroup) as error:
        event("main", f"caught {name_of(error)}")

async def chain(event):
    event("main", "-- a chain of three")
    inner = task(event, "inner", failing(2, "pipe"))

    async def wait_for_inner():
        return await inner
    middle = task(event, "middle", wait_for_inner)

    async def wait_for_middle():
        return await middle
    outer = task(event, "outer", wait_for_middle)
    await caught(event, outer)

async def cancelled_chain(event):
    event("main", "-- a chain, cancelled from the end")
    inner = task(event, "inner", lasting(50, "never"))

    async def wait_for_inner():
        try:
            return await inner
        finally:
            await asyncio.sleep(0)
            event("outer", "tidied")
    outer = task(event, "outer", wait_for_inner)
    await asyncio.sleep(0)
    event("main", f"cancel {outer.cancel('stop')} inner cancelling {inner.cancelling()}")
    await caught(event, outer)

async def first_error(event):
    event("main", "-- gather ends at the first error")
    slow = task(event, "slow", lasting(6, "slow"))
    await caught(event, asyncio.gather(slow, noted(event, "bad", failing(1, "one")), noted(event, "worse", failing(3, "two"))))
    await caught(event, slow)

async def all_outcomes(event):
    event("main", "-- gather with every outcome")
    doomed = task(event, "doomed", lasting(9, "never"))
    both = asyncio.gather(doomed, noted(event, "bad", failing(2, "kept")), return_exceptions=True)
    await asyncio.sleep(0)
    doomed.cancel("not wanted")
    event("main", " ".join(type(r).__name__ for r in await both))

async def group(event):
    event("main", "-- a group falls together")

    async def tidy():
        try:
            await asyncio.sleep(1000)
        finally:
            await asyncio.sleep(0)
            event("tidy", "tidied")
    async def enter():
        async with asyncio.TaskGroup() as group:
            group.create_task(noted(event, "tidy", tidy))
            group.create_task(noted(event, "torn", failing(2, "torn")))
            await noted(event, "body", lambda: asyncio.sleep(1000))
    await caught(event, enter())
    event("main", f"cancelling {asyncio.current_task().cancelling()}")

async def shield(event):
    event("main", "-- a shield")
    inner = task(event, "inner", failing(4, "late"))

    async def wait_behind():
        return await asyncio.shield(inner)
    outer = task(event, "outer", wait_behind)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    outer.cancel()
    await caught(event, outer)
    await caught(event, inner)

async def refusals(event):
    event("main", "-- one that will not, one that never began, one that stops itself")

    async def stubborn():
        for _ in range(2):
            try:
                await asyncio.sleep(1000)
            except asyncio.CancelledError as error:
                event("stubborn", f"told {error.args[0]}, left {asyncio.current_task().uncancel()}")
        return "in my own time"
    one = task(event, "stubborn", stubborn)
    two = task(event, "unborn", lasting(0, "never"))
    two.cancel("too early")

    async def suicide():
        asyncio.current_task().cancel("by myself")
        return "lost"
    three = task(event, "suicide", suicide)
    await asyncio.sleep(0)
    one.cancel("first")
    await asyncio.sleep(0)
    one.cancel("second")
    for each in (one, two, three):
        await caught(event, each)

async def future(event):
    event("main", "-- two wait for one future")
    promise = asyncio.get_running_loop().create_future()

    async def wait_for_promise():
        return await promise
    waiting = [task(event, name, wait_for_promise) for name in ("w1", "w2")]
    await asyncio.sleep(0)
    promise.set_exception(Leak("broken"))
    waiting[1].cancel("at the same moment")
    for each in waiting:
        await caught(event, each)
    done, pending = await asyncio.wait([task(event, "fine", lasting(4, "fine")), task(event, "flat", failing(1, "flat"))],
                                       return_when=asyncio.FIRST_EXCEPTION)
    event("main", f"done {[t.get_name() for t in done]} pending {[t.get_name() for t in pending]}")
    for each in pending:
        await caught(event, each)

async def main(event):
    for scene in (chain, cancelled_chain, first_error, all_outcomes, group, shield, refusals, future):
        await scene(event)

run(main)
