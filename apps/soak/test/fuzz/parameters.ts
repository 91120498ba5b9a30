/** Every public function that takes something, and each of its parameters: what it accepts, and how to call it. */
import * as fs from '@x/async-fs';
import { Timer, Timers } from '@x/codetiming';
import * as loop from '@x/event-loop';
import { ThreadPoolExecutor, taskModule } from '@x/executor';
import * as future from '@x/future';
import { ThreadPool } from '@x/pool';
import { setExcepthook, Thread, Timer as ThreadTimer } from '@x/pool/threading';
import { Process } from '@x/pool/multiprocessing';
import { LifoQueue, PriorityQueue, Queue } from '@x/queue';
import { SharedQueue } from '@x/queue/shared';
import * as sync from '@x/sync';
import {
  isArray,
  isCount,
  isDuration,
  isFunction,
  isIterable,
  isNothing,
  isNumber,
  isPositiveCount,
  isString,
  optional,
  type Accepts,
} from './wrong-values.ts';

/** One parameter. `call` may throw, reject, or give something that is to be thrown away. */
export type Parameter = readonly [call: string, parameter: string, accepts: Accepts, act: (value: never) => unknown];

const isObject: Accepts = (value) => typeof value === 'object' && value !== null;
const isSignal: Accepts = (value) => value instanceof AbortSignal;
const isPath: Accepts = (value) => typeof value === 'string' || Buffer.isBuffer(value) || value instanceof URL;
/** In the working directory, which is a {@link Sandbox}. */
const file = 'never-written';
const isMode: Accepts = (value) => typeof value === 'string' && /^[rwaxbt+]+$/.test(value);
const WHEN: readonly unknown[] = [future.FIRST_COMPLETED, future.FIRST_EXCEPTION, future.ALL_COMPLETED];
const isWhen: Accepts = optional((value) => WHEN.includes(value));
const done = (): Promise<void> => Promise.resolve();
const run = (act: () => unknown): Promise<unknown> => loop.run(async () => await act());

/** The options that every wait has. */
const waits = (name: string, act: (options: never) => unknown): Parameter[] => [
  [name, 'options', optional(isObject), act],
  [name, 'timeout', optional(isDuration), (timeout) => act({ timeout } as never)],
  [name, 'signal', optional(isSignal), (signal) => act({ signal } as never)],
];

export const futureParameters: readonly Parameter[] = [
  ...waits('Future.get', (options) => new future.Future().get(options)),
  ['Future.addDoneCallback', 'callback', isFunction, (fn) => new future.Future().addDoneCallback(fn)],
  ['registerError', 'errorClass', isNothing, (Class) => future.registerError(Class)],
  ['wait', 'futures|fs', isIterable, (fs) => future.wait(fs)],
  ['asCompleted', 'futures|fs', isIterable, (fs) => future.asCompleted(fs)],
  ['ExceptionGroup', 'exceptions', isIterable, (list) => new future.ExceptionGroup('several', list)],
  ['ExceptionGroup', 'message', isString, (message) => new future.ExceptionGroup(message, [new Error('one')])],
  ['wait', 'returnWhen', isWhen, (returnWhen) => future.wait([], { returnWhen })],
  ['waitSync', 'returnWhen', isWhen, (returnWhen) => future.waitSync([], { returnWhen })],
  ['waitSync', 'futures|fs', isIterable, (fs) => future.waitSync(fs)],
  ['Future.resultSync', 'timeout', optional(isDuration), (timeout) => new future.Future().resultSync({ timeout })],
];

export const loopParameters: readonly Parameter[] = [
  ['run', 'main|coroutine', isFunction, (main) => loop.run(main)],
  ['createTask', 'coroutine|fn', isFunction, (fn) => run(() => loop.createTask(fn))],
  ['sleep', 'ms|delay', isNumber, (ms) => loop.sleep(ms)],
  ['gather', 'awaitables|aws|coroutines', isIterable, (list) => run(() => loop.gather(list))],
  ['wait', 'awaitables|aws|fs|futures|tasks', isIterable, (list) => run(() => loop.wait(list))],
  [
    'waitFor',
    'timeout|ms',
    (value) => value == null || isNumber(value),
    (ms) => run(() => loop.waitFor(() => Promise.resolve(), ms)),
  ],
  [
    'timeout',
    'delay|ms|timeout',
    (value) => value == null || isNumber(value),
    (ms) => run(() => loop.timeout(ms, () => Promise.resolve())),
  ],
  ['timeout', 'body|fn', isFunction, (body) => run(() => loop.timeout(5, body))],
  ['taskGroup', 'body|fn', isFunction, (body) => run(() => loop.taskGroup(body))],
  ['callSoon', 'callback|callable', isFunction, (fn) => run(() => loop.getRunningLoop().callSoon(fn))],
  [
    'callLater',
    'delay',
    isNumber,
    (delay) =>
      run(() =>
        loop
          .getRunningLoop()
          .callLater(delay, () => undefined)
          .cancel(),
      ),
  ],
  ['callLater', 'callback|callable', isFunction, (fn) => run(() => loop.getRunningLoop().callLater(0, fn))],
  ['ContextVar', 'name', isString, (name) => new loop.ContextVar(name)],
  ['asCompleted', 'awaitables|aws|coroutines', isIterable, (list) => run(() => loop.asCompleted(list))],
  ['wait', 'returnWhen', isWhen, (returnWhen) => run(() => loop.wait([loop.createTask(done)], { returnWhen }))],
  [
    'callAt',
    'when',
    isNumber,
    (when) =>
      run(() =>
        loop
          .getRunningLoop()
          .callAt(when, () => undefined)
          .cancel(),
      ),
  ],
  ['callAt', 'callback|callable', isFunction, (fn) => run(() => loop.getRunningLoop().callAt(0, fn))],
  ['timeoutAt', 'when', (value) => value == null || isNumber(value), (when) => run(() => loop.timeoutAt(when, done))],
  ['timeoutAt', 'body|fn', isFunction, (body) => run(() => loop.timeoutAt(5, body))],
  ['setTaskFactory', 'factory', optional(isFunction), (fn) => run(() => loop.getRunningLoop().setTaskFactory(fn))],
  ['setDefaultExecutor', 'executor', isNothing, (one) => run(() => loop.getRunningLoop().setDefaultExecutor(one))],
  ['setEventLoop', 'loop', optional(isNothing), (one) => loop.setEventLoop(one)],
  ['runCoroutineThreadsafe', 'loop', isNothing, (one) => loop.runCoroutineThreadsafe(done, one)],
  ['Scheduler', 'timefunc', optional(isFunction), (timefunc) => new loop.Scheduler({ timefunc })],
  ['Scheduler', 'delayfunc', optional(isFunction), (delayfunc) => new loop.Scheduler({ delayfunc })],
  ['Scheduler.enterabs', 'time', isNumber, (time) => new loop.Scheduler().enterabs(time, 1, done)],
  ['Scheduler.enter', 'action', isFunction, (action) => new loop.Scheduler().enter(1, 1, action)],
];

const heldCondition = (act: (condition: sync.Condition) => unknown): Promise<unknown> => {
  const condition = new sync.Condition();
  return condition.with(() => act(condition));
};

export const syncParameters: readonly Parameter[] = [
  ['Semaphore', 'value', optional(isCount), (value) => new sync.Semaphore(value)],
  ['BoundedSemaphore', 'value', optional(isCount), (value) => new sync.BoundedSemaphore(value)],
  ['Barrier', 'parties', isPositiveCount, (parties) => new sync.Barrier(parties)],
  ['Condition', 'lock', optional(isNothing), (lock) => new sync.Condition({ lock })],
  ['Condition.notify', 'n', optional(isCount), (n) => heldCondition((condition) => condition.notify(n))],
  ['Semaphore.with', 'fn|body', isFunction, (fn) => new sync.Semaphore().with(fn)],
  ['Lock.with', 'fn|body', isFunction, (fn) => new sync.Lock().with(fn)],
  [
    'Condition.waitFor',
    'predicate',
    isFunction,
    (fn) =>
      new sync.Condition()
        .with(function (this: void) {
          return undefined;
        })
        .then(() => new sync.Condition().waitFor(fn)),
  ],
  ...waits('Lock.acquire', (options) => new sync.Lock().acquire(options)),
  ...waits('Event.wait', (options) => new sync.Event().wait(options)),
  ...waits('Barrier.wait', (options) => new sync.Barrier(2).wait(options)),
];

const open = new Queue<number>(1);

export const queueParameters: readonly Parameter[] = [
  ['Queue', 'maxsize', optional(isCount), (maxsize) => new Queue(maxsize)],
  ['LifoQueue', 'maxsize', optional(isCount), (maxsize) => new LifoQueue(maxsize)],
  ['PriorityQueue', 'compare', optional(isFunction), (compare) => new PriorityQueue(0, { compare })],
  ...waits('Queue.get', (options) => open.get(options)),
  [
    'SharedQueue',
    'maxsize',
    (value) => isPositiveCount(value) && (value as number) <= 1_048_576,
    (maxsize) => new SharedQueue(maxsize),
  ],
  ['SharedQueue', 'capacityBytes', optional(isPositiveCount), (capacityBytes) => new SharedQueue(1, { capacityBytes })],
  ['SharedQueue.from', 'handle', isNothing, (handle) => SharedQueue.from(handle)],
  ['SharedQueue.workerExited', 'threadId', isCount, (threadId) => new SharedQueue(1).workerExited(threadId)],
  ['SharedQueue.watch', 'worker', isNothing, (worker) => new SharedQueue(1).watch(worker)],
];

const executor = new ThreadPoolExecutor({ maxWorkers: 1 });
const one = (): number => 1;
const option = (name: string, accepts: Accepts): Parameter => [
  'ThreadPoolExecutor',
  name,
  optional(accepts),
  (value) => new ThreadPoolExecutor({ [name]: value }),
];
const submitOption = (name: string, accepts: Accepts): Parameter => [
  'submitWith',
  name,
  optional(accepts),
  (value) => executor.submitWith({ [name]: value }, one),
];
const mapOption = (name: string, accepts: Accepts): Parameter => [
  'mapWith',
  name,
  optional(accepts),
  (value) => executor.mapWith({ [name]: value }, (n: number) => n, []),
];

export const executorParameters: readonly Parameter[] = [
  option('maxWorkers', isPositiveCount),
  option('minWorkers', isCount),
  option('idleTimeout', isDuration),
  option('maxTasksPerChild', isPositiveCount),
  option('maxMemory', (value) => isNumber(value) && (value as number) > 0),
  option('spin', isDuration),
  option('onWorkerLost', isNothing),
  option('initializer', isFunction),
  option('initargs', (value) => value === null || isArray(value)),
  ['submit', 'fn', isFunction, (fn) => executor.submit(fn)],
  ['submitWith', 'options', isObject, (options) => executor.submitWith(options, one)],
  submitOption('timeout', isDuration),
  submitOption('signal', isSignal),
  submitOption('priority', isNumber),
  submitOption('onProgress', isFunction),
  submitOption('transfer', isArray),
  submitOption('force', (value) => typeof value === 'boolean' || isDuration(value)),
  submitOption('name', isString),
  ['map', 'iterable', isIterable, (list) => executor.map((n: number) => n, list)],
  mapOption('chunksize', isPositiveCount),
  mapOption('buffersize', isPositiveCount),
  mapOption('timeout', isDuration),
  ['taskModule', 'url|module', (value) => value instanceof URL || isString(value), (url) => taskModule(url)],
];

const pool = new ThreadPool(1);

export const poolParameters: readonly Parameter[] = [
  [
    'ThreadPool',
    'processes',
    (value) => value == null || isPositiveCount(value) || isObject(value),
    (n) => new ThreadPool(n),
  ],
  ['Pool.applyAsync', 'fn|func', isFunction, (fn) => pool.applyAsync(fn)],
  ['Pool.applyAsync', 'args', (value) => value == null || isArray(value), (args) => pool.applyAsync(one, args)],
  ['Pool.applyAsync', 'callback', optional(isFunction), (callback) => pool.applyAsync(one, [], { callback })],
  ['Pool.mapAsync', 'iterable', isIterable, (list) => pool.mapAsync(one, list)],
  ['Pool.mapAsync', '[Cc]hunksize', optional(isPositiveCount), (chunksize) => pool.mapAsync(one, [], { chunksize })],
  ['Pool.imap', 'buffersize', optional(isNumber), (buffersize) => pool.imap(one, [], { buffersize })],
  ['Pool.imap', '[Cc]hunksize', optional(isPositiveCount), (chunksize) => pool.imap(one, [], { chunksize })],
  ['Pool.imapUnordered', 'iterable', isIterable, (list) => pool.imapUnordered(one, list)],
  ['Pool.starmapAsync', 'iterable', isIterable, (list) => pool.starmapAsync(one, list)],
  ['Pool.applyAsync', 'kwds', optional(isObject), (kwds) => pool.applyAsync(one, [], { kwds })],
  ['Pool.mapAsync', 'errorCallback', optional(isFunction), (fn) => pool.mapAsync(one, [], { errorCallback: fn })],
  ['setExcepthook', 'hook', isFunction, (hook) => setExcepthook(hook)],
  ['Process', 'args', optional(isIterable), (args) => new Process({ target: one, args })],
  ['Thread', 'target', (value) => value == null || isFunction(value), (target) => new Thread({ target })],
  ['Thread', 'args', optional(isIterable), (args) => new Thread({ target: one, args })],
  ['Process', 'target', (value) => value == null || isFunction(value), (target) => new Process({ target })],
  ['Timer', 'interval', isNumber, (interval) => new ThreadTimer(interval, one)],
  ['Timer', 'function|fn|func|callback', isFunction, (fn) => new ThreadTimer(0, fn)],
];

export const timingParameters: readonly Parameter[] = [
  ['Timer', 'text', (value) => value == null || isString(value) || isFunction(value), (text) => new Timer({ text })],
  ['Timer', 'name', (value) => value == null || isString(value), (name) => new Timer({ name })],
  ['Timer', 'logger', (value) => value == null || isFunction(value), (logger) => new Timer({ logger })],
  ['Timer.wrap', 'fn', isFunction, (fn) => new Timer().wrap(fn)],
  ['Timer', 'timers', optional(isNothing), (timers) => new Timer({ timers })],
  ['Timers.add', 'name', isString, (name) => new Timers().add(name, 1)],
  ['Timers.add', 'value', isNumber, (value) => new Timers().add('a', value)],
  [
    'Timers.percentile',
    'percent',
    isNumber,
    (p) => {
      const timers = new Timers();
      timers.add('a', 1);
      return timers.percentile('a', p);
    },
  ],
];

const opened = async <T>(act: (handle: fs.AsyncBufferedReader) => T): Promise<Awaited<T>> => {
  const handle = await fs.open(import.meta.filename, 'rb');
  try {
    return await act(handle);
  } finally {
    await handle.close();
  }
};

export const fileParameters: readonly Parameter[] = [
  ['open', 'file|path', (value) => isPath(value) || isCount(value), (path) => fs.open(path)],
  ['open', 'mode', optional(isMode), (mode) => fs.open(file, mode)],
  ['open', 'encoding', (value) => value == null, (encoding) => fs.open(file, 'w', { encoding })],
  ['open', 'errors', (value) => value == null, (errors) => fs.open(file, 'w', { errors })],
  ['open', 'newline', (value) => value == null || value === '', (newline) => fs.open(file, 'w', { newline })],
  [
    'open',
    'buffering',
    optional((value) => Number.isInteger(value)),
    (buffering) => fs.open(file, 'wb', { buffering }),
  ],
  [
    'read',
    'size',
    (value) => value == null || Number.isInteger(value),
    (size) => opened((handle) => handle.read(size)),
  ],
  ['seek', 'offset', (value) => Number.isInteger(value), (offset) => opened((handle) => handle.seek(offset))],
  [
    'readinto',
    'buffer|target',
    (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer,
    (to) => opened((handle) => handle.readinto(to)),
  ],
  ...waits('read', (options) => opened((handle) => handle.read(1, options))),
  ['atomicWrite', 'path', isPath, (path) => fs.atomicWrite(path, '')],
  [
    'atomicWrite',
    'data',
    (value) => isString(value) || ArrayBuffer.isView(value),
    (data) => fs.atomicWrite(file, data),
  ],
  ['readText', 'path', isPath, (path) => fs.readText(path)],
  ['writeBytes', 'data', (value) => ArrayBuffer.isView(value), (data) => fs.writeBytes(file, data)],
  ['os.stat', 'path', (value) => isPath(value) || isCount(value), (path) => fs.os.stat(path)],
  ['os.listdir', 'path', optional(isPath), (path) => fs.os.listdir(path)],
  ...(['mkdir', 'makedirs', 'rmdir', 'removedirs', 'remove', 'unlink', 'readlink'] as const).map((name): Parameter => [
    `os.${name}`,
    'path',
    isPath,
    (path) => fs.os[name](path),
  ]),
  ['os.rename', '[pP]ath', isPath, (path) => fs.os.rename(path, file)],
  ['os.rename', '[pP]ath', isPath, (path) => fs.os.rename(file, path)],
  ['path.getsize', 'path', (value) => isPath(value) || isCount(value), (path) => fs.path.getsize(path)],
  [
    'seek',
    'whence',
    optional((value) => [0, 1, 2].includes(value as number)),
    (whence) => opened((f) => f.seek(0, whence)),
  ],
  ['open', 'closefd', optional((value) => typeof value === 'boolean'), (closefd) => fs.open(file, 'w', { closefd })],
  ['open', 'opener', (value) => value == null || isFunction(value), (opener) => fs.open(file, 'w', { opener })],
  ['readBytes', 'path', isPath, (path) => fs.readBytes(path)],
  ['writeText', 'data|text', isString, (data) => fs.writeText(file, data)],
  [
    'TemporaryDirectory',
    'prefix',
    (value) => value == null || isString(value),
    (prefix) => fs.tempfile.TemporaryDirectory({ prefix }),
  ],
  ['wrap', 'source|file', isObject, (source) => fs.wrap(source)],
];

/** What was made for the calls. */
export async function endAll(): Promise<void> {
  await pool.terminate();
  await executor.shutdown();
}
