"""Run a fuzz program on CPython's asyncio in virtual time and print its trace.

    python run_cpython.py PROGRAM.json     one program
    python run_cpython.py --batch          programs as JSON lines on stdin, {"seed", "trace"} lines out

One unit of time is one virtual millisecond: numbers go to asyncio as they are, so deadlines are exact integers.
"""
import argparse
import asyncio
import contextvars
import heapq
import itertools
import json
import sys
import warnings

ROUNDS, ROUND_MS = 8, 100      # the watchdog cancels everything so often, then gives up and says who is stuck
IDLE = 8                       # the iteration counter runs on for so many iterations after an event


class OwnA(Exception):
    pass


class OwnB(Exception):
    pass


class Absent(BaseException):
    """The step names something that does not exist (yet); the step is skipped."""


class OrderedSet(dict):
    """A set that iterates in order of insertion (normalisation 2)."""
    def add(self, item):
        self[item] = None

    def discard(self, item):
        self.pop(item, None)

    remove = discard


class StableTimer(asyncio.TimerHandle):
    """Equal deadlines fire in the order in which they were set (normalisation 1)."""
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
            raise RuntimeError('virtual deadlock')
        if timeout > 0:
            self.now += timeout
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


class OrderedAsCompleted(asyncio.tasks._AsCompletedIterator):
    """as_completed that registers in argument order (normalisation 2)."""
    def __init__(self, futures, timeout):
        super().__init__([], None)
        self._todo = OrderedSet(dict.fromkeys(futures))
        self._todo_left = len(self._todo)
        for future in self._todo:
            future.add_done_callback(self._handle_completion)
        if timeout is not None:
            self._timeout_handle = asyncio.get_running_loop().call_later(timeout, self._handle_timeout)


def err(e):
    if isinstance(e, BaseExceptionGroup):
        return f'{type(e).__name__}[{", ".join(map(err, e.exceptions))}]'
    if isinstance(e, (OwnA, OwnB, asyncio.CancelledError)):
        return f'{type(e).__name__}({", ".join(map(str, e.args))})'
    return type(e).__name__


def fmt(value):
    if isinstance(value, BaseException):
        return err(value)
    if isinstance(value, (list, tuple)):
        return f'[{", ".join(map(fmt, value))}]'
    return str(value)


def matches(catch, e):
    if isinstance(e, (GeneratorExit, Absent)):
        return False
    return isinstance(e, {'cancel': asyncio.CancelledError, 'timeout': TimeoutError, 'own': (OwnA, OwnB), 'any': Exception, 'base': BaseException,
                          'group': BaseExceptionGroup, 'queue': (asyncio.QueueEmpty, asyncio.QueueFull, asyncio.QueueShutDown)}[catch])


def make_error(s):
    cls = {'OwnA': OwnA, 'OwnB': OwnB, 'CancelledError': asyncio.CancelledError, 'TimeoutError': TimeoutError}[s['cls']]
    return cls(s['msg'])


class Ctx:
    """What a running body carries along: its name, the index of the innermost repeat, tokens of context variables."""
    def __init__(self, name):
        self.name, self.index, self.tokens = name, 0, {}


class Machine:
    def __init__(self, program):
        self.program, self.trace, self.closed = program, [], False
        self.tasks, self.futures, self.handles, self.timeouts, self.groups, self.objects = {}, {}, {}, {}, {}, {}
        self.open, self.iteration, self.quiet, self.ticking, self.last_time = 0, 0, 0, False, -1

    # -- trace ---------------------------------------------------------------------------------------------

    def log(self, who, text):
        if self.closed:
            return
        now = self.loop.time()
        if now != self.last_time:
            self.last_time, self.iteration = now, 0
        self.quiet = 0
        if not self.ticking:
            self.ticking = True
            self.loop.call_soon(self.tick)
        self.trace.append(f'{now} {self.iteration} {who} {text}')

    def tick(self):
        self.iteration += 1
        self.quiet += 1
        self.ticking = self.quiet < IDLE and not self.closed
        if self.ticking:
            self.loop.call_soon(self.tick)

    # -- running ---------------------------------------------------------------------------------------------

    def run(self):
        self.loop = VirtualLoop()
        self.loop.set_exception_handler(self.on_loop_error)
        try:
            self.loop.run_until_complete(self.root())
        finally:
            self.closed = True
            asyncio.set_event_loop(None)
        return self.trace

    def on_loop_error(self, loop, context):
        if 'handle' in context and 'exception' in context:     # a callback failed; other reports come when the collector likes
            self.log('loop', 'callback failed ' + err(context['exception']))

    async def root(self):
        for name, o in self.program['objects'].items():
            self.objects[name] = self.make_object(name, o)
        self.finished = self.loop.create_future()
        self.loop.call_later(self.program['horizon'], self.watchdog, 1)
        spec = self.program['main']
        self.register(spec['name'], asyncio.create_task(self.body(spec), name=spec['name']))
        await self.finished
        for name, task in self.tasks.items():
            self.log('end', f'{name} {self.outcome(task)}')
        for name in self.objects:
            if self.program['objects'][name]['kind'] not in ('var', 'cell'):
                self.log('end', f'{name} {self.s_read(None, {"on": name})}')
        self.closed = True

    def make_object(self, name, o):
        kind = o['kind']
        if kind == 'queue':
            return {'fifo': asyncio.Queue, 'lifo': asyncio.LifoQueue, 'prio': asyncio.PriorityQueue}[o['type']](o['maxsize'])
        if kind == 'sem':
            return (asyncio.BoundedSemaphore if o['bounded'] else asyncio.Semaphore)(o['value'])
        if kind == 'cond':
            return asyncio.Condition(self.objects[o['lock']] if o['lock'] else None)
        if kind == 'var':
            return contextvars.ContextVar(name, default=o['default'])
        if kind == 'future':
            self.futures[name] = self.loop.create_future()
            return self.futures[name]
        return {'lock': asyncio.Lock, 'event': asyncio.Event, 'barrier': lambda: asyncio.Barrier(o['parties']), 'cell': lambda: [0]}[kind]()

    def register(self, name, task):
        self.tasks[name] = task
        self.open += 1
        task.add_done_callback(self.on_task_done)

    def on_task_done(self, task):
        self.open -= 1
        if self.open == 0 and not self.finished.done():
            self.finished.set_result(None)

    def watchdog(self, round):
        waiting = [(name, task) for name, task in self.tasks.items() if not task.done()]
        if round > ROUNDS:
            self.log('watchdog', 'stuck ' + ' '.join(name for name, _ in waiting))
            self.finished.set_result(None)
            return
        for name, task in waiting:
            self.log('watchdog', f'cancel {name}')
            task.cancel('watchdog')
        self.loop.call_later(ROUND_MS, self.watchdog, round + 1)

    def outcome(self, task):
        if not task.done():
            return 'pending'
        if task.cancelled():
            return 'cancelled'
        return err(task.exception()) if task.exception() else fmt(task.result())

    async def body(self, spec):
        ctx = Ctx(spec['name'])
        if ctx.name not in self.tasks:          # given to gather as a coroutine
            self.register(ctx.name, asyncio.current_task())
        self.log(ctx.name, 'starts')
        try:
            await self.block(ctx, spec['body'])
        except BaseException as e:
            self.log(ctx.name, 'fails ! ' + err(e))
            raise
        self.log(ctx.name, 'returns')
        return spec.get('value', ctx.name)

    async def block(self, ctx, steps):
        for s in steps:
            await self.step(ctx, s)

    async def step(self, ctx, s):
        label = s['op'] + (' ' + s['on'] if 'on' in s else '')
        try:
            sync = getattr(self, 's_' + s['op'], None)
            value = sync(ctx, s) if sync else await getattr(self, 'a_' + s['op'])(ctx, s)
        except Absent:
            value = 'absent'
        except BaseException as e:
            self.log(ctx.name, f'{label} ! {err(e)}')
            raise
        self.log(ctx.name, f'{label} -> {fmt(value)}')

    # -- finding things --------------------------------------------------------------------------------------

    def waitable(self, name):
        found = self.tasks.get(name) or self.futures.get(name)
        if found is None:
            raise Absent
        return found

    def waitables(self, names):
        found = [f for f in map(lambda n: self.tasks.get(n) or self.futures.get(n), names) if f is not None]
        if not found:
            raise Absent
        return found

    def label_of(self, future):
        return next((n for n, f in [*self.tasks.items(), *self.futures.items()] if f is future), '?')

    def labels(self, futures):
        return '[' + ', '.join(sorted(map(self.label_of, futures))) + ']'

    def lookup(self, table, name):
        if name not in table:
            raise Absent
        return table[name]

    # -- steps that do not wait (also allowed in callbacks) --------------------------------------------------

    def s_spawn(self, ctx, s):
        spec = s['spec']
        self.register(spec['name'], asyncio.create_task(self.body(spec), name=spec['name']))
        return spec['name']

    def s_group_spawn(self, ctx, s):
        spec, group = s['spec'], self.lookup(self.groups, s['on'])
        self.register(spec['name'], group.create_task(self.body(spec), name=spec['name']))
        return spec['name']

    def s_cancel(self, ctx, s):
        target = self.waitable(s['on'])
        return target.cancel() if s['msg'] is None else target.cancel(s['msg'])

    def s_uncancel(self, ctx, s):
        return (self.lookup(self.tasks, s['on']) if 'on' in s else asyncio.current_task()).uncancel()

    def s_cancelling(self, ctx, s):
        return asyncio.current_task().cancelling()

    def s_whoami(self, ctx, s):
        task = asyncio.current_task()
        return 'nobody' if task is None else self.label_of(task)

    def s_read(self, ctx, s):
        o = self.tasks.get(s['on']) or self.objects.get(s['on']) or self.futures.get(s['on'])
        if o is None:
            raise Absent
        kind = self.program['objects'].get(s['on'], {'kind': 'task' if s['on'] in self.tasks else 'future'})['kind']
        if kind == 'task':
            return [o.done(), o.cancelled(), o.cancelling()]
        if kind == 'future':
            return [o.done(), o.cancelled()]
        if kind == 'queue':
            return [o.qsize(), o.empty(), o.full()]
        if kind == 'event':
            return o.is_set()
        if kind == 'barrier':
            return [o.n_waiting, o.broken]
        return o.locked()

    def s_result(self, ctx, s):
        return self.waitable(s['on']).result()

    def s_exception(self, ctx, s):
        return self.waitable(s['on']).exception()

    def s_raise(self, ctx, s):
        raise make_error(s)

    def s_put_nowait(self, ctx, s):
        self.objects[s['on']].put_nowait(s['value'] + (ctx.index if ctx else 0))

    def s_get_nowait(self, ctx, s):
        return self.objects[s['on']].get_nowait()

    def s_task_done(self, ctx, s):
        self.objects[s['on']].task_done()

    def s_qshutdown(self, ctx, s):
        self.objects[s['on']].shutdown(s['immediate'])

    def s_release(self, ctx, s):
        self.objects[s['on']].release()

    def s_event_set(self, ctx, s):
        self.objects[s['on']].set()

    def s_event_clear(self, ctx, s):
        self.objects[s['on']].clear()

    def s_notify(self, ctx, s):
        self.objects[s['on']].notify(s['n'])

    def s_notify_all(self, ctx, s):
        self.objects[s['on']].notify_all()

    def s_inc(self, ctx, s):
        self.objects[s['on']][0] += 1
        return self.objects[s['on']][0]

    def s_fut_result(self, ctx, s):
        self.objects[s['on']].set_result(s['value'])

    def s_fut_error(self, ctx, s):
        self.objects[s['on']].set_exception(make_error(s))

    def s_var_set(self, ctx, s):
        ctx.tokens[s['on']] = self.objects[s['on']].set(s['value'])

    def s_var_get(self, ctx, s):
        return self.objects[s['on']].get()

    def s_var_reset(self, ctx, s):
        self.objects[s['on']].reset(self.lookup(ctx.tokens, s['on']))
        del ctx.tokens[s['on']]

    def s_on_done(self, ctx, s):
        self.waitable(s['on']).add_done_callback(lambda f: self.log(ctx.name, f'done-callback {s["on"]} {f.cancelled()}'))

    def s_reschedule(self, ctx, s):
        timeout = self.lookup(self.timeouts, s['on'])
        timeout.reschedule(None if s['ms'] is None else self.loop.time() + s['ms'])

    def s_call_soon(self, ctx, s):
        self.handles[s['on']] = self.loop.call_soon(self.callback, s)

    def s_call_later(self, ctx, s):
        self.handles[s['on']] = self.loop.call_later(s['ms'], self.callback, s)

    def s_cancel_handle(self, ctx, s):
        self.lookup(self.handles, s['on']).cancel()

    def callback(self, s):
        ctx = Ctx(s['on'])
        for inner in s['steps']:
            label = inner['op'] + (' ' + inner['on'] if 'on' in inner else '')
            try:
                value = getattr(self, 's_' + inner['op'])(ctx, inner) if inner['op'] != 'yield' else None
            except Absent:
                value = 'absent'
            self.log(ctx.name, f'{label} -> {fmt(value)}')

    # -- steps that may wait -----------------------------------------------------------------------------------

    async def a_sleep(self, ctx, s):
        return await asyncio.sleep(s['ms'], s['ms'])

    async def a_yield(self, ctx, s):
        await asyncio.sleep(0)

    async def a_await(self, ctx, s):
        return await self.waitable(s['on'])

    async def a_shield(self, ctx, s):
        self.futures[s['as']] = outer = asyncio.shield(self.waitable(s['on']))
        return await outer

    async def a_wait_for(self, ctx, s):
        return await asyncio.wait_for(self.waitable(s['on']), s['ms'])

    async def a_wait_for_block(self, ctx, s):
        async def inner():
            await self.block(ctx, s['body'])
            return 'through'
        return await asyncio.wait_for(inner(), s['ms'])

    async def a_gather(self, ctx, s):
        items = [self.body(i) if isinstance(i, dict) else (self.tasks.get(i) or self.futures.get(i)) for i in s['items']]
        items = [i for i in items if i is not None]
        if not items:
            raise Absent
        self.futures[s['as']] = future = asyncio.gather(*items, return_exceptions=s['rex'])
        return await future

    async def a_wait(self, ctx, s):
        done, pending = await asyncio.wait(self.waitables(s['items']), timeout=s['ms'], return_when=s['mode'])
        return f'{self.labels(done)} {self.labels(pending)}'

    async def a_as_completed(self, ctx, s):
        found = OrderedAsCompleted(self.waitables(s['items']), s['ms'])
        count = 0
        if s['style'] == 'aiter':
            async for future in found:
                self.log(ctx.name, f'as_completed item {self.label_of(future)}')
                count += 1
                if count == s['limit']:
                    break
            return count
        for one in found:
            try:
                self.log(ctx.name, f'as_completed item {fmt(await one)}')
            except (OwnA, OwnB) as e:
                self.log(ctx.name, f'as_completed item {err(e)}')
            count += 1
            if count == s['limit']:
                break
        return count

    async def a_timeout(self, ctx, s):
        timeout = asyncio.timeout_at(None if s['ms'] is None else self.loop.time() + s['ms']) if s['at'] else asyncio.timeout(s['ms'])
        try:
            async with timeout:
                self.timeouts[s['on']] = timeout
                await self.block(ctx, s['body'])
        finally:
            self.log(ctx.name, f'timeout {s["on"]} ends {timeout.expired()}')

    async def a_group(self, ctx, s):
        async with asyncio.TaskGroup() as group:
            group._tasks = OrderedSet()
            self.groups[s['on']] = group
            await self.block(ctx, s['body'])

    async def a_try(self, ctx, s):
        try:
            try:
                await self.block(ctx, s['body'])
            except BaseException as e:
                handler = next((h for h in s['handlers'] if matches(h['catch'], e)), None)
                if handler is None:
                    raise
                self.log(ctx.name, 'caught ' + err(e))
                await self.block(ctx, handler['body'])
                if handler['then'] == 'reraise':
                    raise
        finally:
            await self.block(ctx, s['final'])

    async def a_repeat(self, ctx, s):
        for ctx.index in range(s['n']):
            await self.block(ctx, s['body'])
        ctx.index = 0

    async def a_with(self, ctx, s):
        async with self.objects[s['on']]:
            await self.block(ctx, s['body'])

    async def a_acquire(self, ctx, s):
        return await self.objects[s['on']].acquire()

    async def a_put(self, ctx, s):
        await self.objects[s['on']].put(s['value'] + ctx.index)

    async def a_get(self, ctx, s):
        return await self.objects[s['on']].get()

    async def a_join(self, ctx, s):
        await self.objects[s['on']].join()

    async def a_event_wait(self, ctx, s):
        return await self.objects[s['on']].wait()

    async def a_cond_wait(self, ctx, s):
        return await self.objects[s['on']].wait()

    async def a_cond_wait_for(self, ctx, s):
        return await self.objects[s['on']].wait_for(lambda: self.objects[s['cell']][0] >= s['min'])

    async def a_barrier_wait(self, ctx, s):
        return await self.objects[s['on']].wait()

    async def a_barrier_reset(self, ctx, s):
        await self.objects[s['on']].reset()

    async def a_barrier_abort(self, ctx, s):
        await self.objects[s['on']].abort()


def run_program(program):
    return Machine(program).run()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('program', nargs='?')
    parser.add_argument('--batch', action='store_true')
    args = parser.parse_args()
    warnings.simplefilter('ignore')                            # coroutines that were never started
    sys.unraisablehook = lambda _: None                        # stuck tasks that are collected at the end
    if args.batch:
        for line in sys.stdin:
            program = json.loads(line)
            print(json.dumps({'seed': program['seed'], 'trace': run_program(program)}), flush=True)
    else:
        with open(args.program) as file:
            print('\n'.join(run_program(json.load(file))))


if __name__ == '__main__':
    main()
