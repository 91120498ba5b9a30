"""For the iterations_* programs: prints each event with its time and its iteration.

The loop's clock jumps to the next timer when nothing is ready; one unit of time is one millisecond. The iteration is
counted by a call_soon that renews itself: it restarts when time moves, and stops eight turns after the last event.
"""
import asyncio
import heapq
import itertools

IDLE = 8


class StableTimer(asyncio.TimerHandle):
    """Equal deadlines fire in the order in which they were set, which CPython leaves open."""
    def __lt__(self, other):
        return (self._when, self.seq) < (other._when, other.seq)


class VirtualLoop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now, self.seq, self._clock_resolution, self._selector = 0, itertools.count(), 1e-6, self

    def time(self):
        return self.now

    def select(self, timeout):
        if timeout is None:
            raise RuntimeError("nothing can happen any more")
        self.now += max(timeout, 0)
        return []

    def call_at(self, when, callback, *args, context=None):
        timer = StableTimer(when, callback, args, self, context)
        timer.seq = next(self.seq)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


class Trace:
    def __init__(self, loop):
        self.loop, self.lines = loop, []
        self.iteration, self.quiet, self.ticking, self.last_time = 0, 0, False, -1

    def __call__(self, who, text):
        now = self.loop.time()
        if now != self.last_time:
            self.last_time, self.iteration = now, 0
        self.quiet = 0
        if not self.ticking:
            self.ticking = True
            self.loop.call_soon(self.tick)
        self.lines.append(f"{now} {self.iteration} {who} {text}")

    def tick(self):
        self.iteration += 1
        self.quiet += 1
        self.ticking = self.quiet < IDLE
        if self.ticking:
            self.loop.call_soon(self.tick)


def run(main):
    """asyncio.run(main(event)), where event(who, text) adds a line; the lines are printed at the end."""
    async def traced():
        event = Trace(asyncio.get_running_loop())
        await main(event)
        return event.lines
    print("\n".join(asyncio.run(traced(), loop_factory=VirtualLoop)))
