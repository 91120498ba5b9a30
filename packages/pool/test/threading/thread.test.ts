import { PassThrough } from 'node:stream';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { RuntimeError } from '@x/future';
import { leakCheck } from '@x/test-kit';
import { threadGate } from '@x/test-kit/worker-gate';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import {
  activeCount,
  currentThread,
  enumerate,
  getIdent,
  mainThread,
  setExcepthook,
  Thread,
  __excepthook__,
  type ExceptHookArgs,
} from '../../src/threading.ts';
import { runnableContract } from '../contract/runnable.ts';
import { newFile } from '../fixtures/pools.ts';
import { readJson, runs } from '../fixtures/runs.ts';

beforeEach(leakCheck);

describe('Thread', () => {
  runnableContract(
    {
      args: 'THR-002',
      again: 'THR-031',
      unstarted: 'THR-007',
      lateDaemon: 'THR-009',
      daemon: 'THR-010',
      limit: 'THR-011',
      negative: 'THR-012',
    },
    (options) => new Thread(options as object),
    threadGate,
  );

  it('THR-004 keeps its number when it is over, which is not 0', async () => {
    const thread = new Thread({ target: runs.append, args: ['/dev/null', ''] });
    expect(thread.ident).toBeUndefined();
    expect(thread.nativeId).toBeUndefined();
    thread.start();
    const { ident } = thread;
    expect(ident).toBeGreaterThan(0);
    await thread.join();
    expect(thread.isAlive()).toBe(false);
    expect(thread.ident).toBe(ident);
  });

  it('THR-005 ten of them share a semaphore in shared memory', async () => {
    const cells = new Int32Array(new SharedArrayBuffer(8));
    const threads = Array.from({ length: 10 }, () => new Thread({ target: runs.passSemaphore, args: [cells, 3] }));
    for (const thread of threads) thread.start();
    await Promise.all(threads.map((thread) => thread.join()));
    expect(cells[1]).toBeGreaterThan(0);
    expect(cells[1]).toBeLessThanOrEqual(3);
  }, 20_000);

  it('THR-008 cannot join itself', async () => {
    const file = newFile();
    const thread = new Thread({ target: runs.joinItself, args: [file] });
    thread.start();
    await thread.join();
    expect(readJson(file)).toEqual(['RuntimeError: cannot join current thread']);
    await expect(currentThread().join()).rejects.toBeInstanceOf(RuntimeError);
  });

  it('THR-010 shows name, state and number', async () => {
    const hold = threadGate();
    const thread = new Thread({ target: runs.hold, args: [hold.handle], name: 'granny', daemon: true });
    expect(String(thread)).toBe('<Thread(granny, initial daemon)>');
    thread.start();
    expect(String(thread)).toBe(`<Thread(granny, started daemon ${thread.ident})>`);
    hold.open();
    await thread.join();
    expect(String(thread)).toBe(`<Thread(granny, stopped daemon ${thread.ident})>`);
  });

  it('THR-013 many can wait for one, blocking or not', async () => {
    const hold = threadGate();
    const thread = new Thread({ target: runs.hold, args: [hold.handle] });
    thread.start();
    const joins = Array.from({ length: 5 }, () => thread.join());
    hold.open();
    thread.joinSync();
    expect(thread.isAlive()).toBe(false);
    await Promise.all(joins);
  });

  it('is named after its number and its target', () => {
    const [first, second] = [new Thread({ target: runs.hold }), new Thread()];
    const number = Number(/^Thread-(\d+) \(hold\)$/.exec(first.name)?.[1]);
    expect(second.name).toBe(`Thread-${number + 1}`);
    second.name = 'auntie';
    expect(second.name).toBe('auntie');
  });

  it('knows in the thread who it is', async () => {
    const file = newFile();
    const thread = new Thread({ target: runs.describeThread, args: [file], name: 'granny', daemon: true });
    thread.start();
    await thread.join();
    expect(readJson(file)).toEqual([
      { name: 'granny', ident: thread.ident, daemon: true, threadId: thread.ident, main: 'MainThread', mainIdent: 0 },
    ]);
  });

  it('a subclass may give another target', async () => {
    const file = newFile();
    class Bell extends Thread {
      protected override run(): typeof runs.append {
        return runs.append;
      }
    }
    const bell = new Bell({ args: [file, 'bell rings'] });
    expect(String(bell)).toMatch(/^<Bell\(/);
    bell.start();
    await bell.join();
    expect(readFileSync(file, 'utf8')).toBe('bell rings');
  });

  it('moves what is to be moved, and shares what can be shared', async () => {
    const { port1, port2 } = new MessageChannel();
    const bytes = new Uint8Array(8);
    const thread = new Thread({
      target: (port: MessagePort, moved: Uint8Array) => {
        port.postMessage(moved.length);
        port.close();
      },
      args: [port2, bytes],
      transfer: [port2, bytes.buffer],
    });
    const answer = new Promise((resolve) => port1.once('message', resolve));
    thread.start();
    expect(bytes.length).toBe(0);
    expect(await answer).toBe(8);
    await thread.join();
  });

  it('prints to other streams, and passes env and limits on', async () => {
    const [stdout, stderr] = [new PassThrough({ encoding: 'utf8' }), new PassThrough({ encoding: 'utf8' })];
    const thread = new Thread({ target: runs.print, args: ['hello'], stdout, stderr, env: { FRUIT: 'fig' } });
    thread.start();
    await thread.join();
    expect(stdout.read()).toBe('hello\n');
    expect(stderr.read()).toBe('error: hello\n');
  });

  it('refuses flags that Node does not know, and has not started', () => {
    const thread = new Thread({ execArgv: ['--no-such-flag'] });
    expect(() => thread.start()).toThrow(/--no-such-flag/);
    expect(String(thread)).toContain('initial');
  });

  it('process.exit() in it ends it alone, and says nothing', async () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const thread = new Thread({ target: runs.exit, args: [3] });
    thread.start();
    await thread.join();
    expect(thread.isAlive()).toBe(false);
    const other = new Thread({ target: runs.exit, args: [3] });
    other.start();
    other.joinSync({ timeout: 4_000 });
    expect(other.isAlive()).toBe(false);
    expect(write).not.toHaveBeenCalled();
  });

  it('waits for the threads that it has started itself', async () => {
    const file = newFile();
    const hold = threadGate();
    const thread = new Thread({ target: runs.leaveThreadBehind, args: [hold.handle, file] });
    thread.start();
    await hold.arrived();
    hold.open();
    await thread.join();
    expect(readFileSync(file, 'utf8')).toBe('left behind');
  });
});

describe('enumerate', () => {
  it('THR-014 lists the threads that are alive', async () => {
    const hold = threadGate();
    const thread = new Thread({ target: runs.hold, args: [hold.handle] });
    expect(enumerate()).not.toContain(thread);
    const before = activeCount();
    thread.start();
    expect(enumerate()).toContain(thread);
    expect(enumerate()[0]).toBe(mainThread());
    expect(activeCount()).toBe(before + 1);
    hold.open();
    await thread.join();
    expect(enumerate()).not.toContain(thread);
    expect(activeCount()).toBe(before);
  });

  it('lists in a thread what that has started', async () => {
    const file = newFile();
    const thread = new Thread({ target: runs.threadWithin, args: [file] });
    thread.start();
    await thread.join();
    expect(readFileSync(file, 'utf8')).toBe('inner 2 1');
  });
});

describe('mainThread', () => {
  it('THR-015 is the current one in the main thread, and another in a thread', async () => {
    expect(mainThread()).toBe(currentThread());
    expect(mainThread()).toMatchObject({ name: 'MainThread', ident: 0, daemon: false });
    expect(mainThread().isAlive()).toBe(true);
    expect(String(mainThread())).toBe('<Thread(MainThread, started 0)>');
    expect(getIdent()).toBe(mainThread().ident);
    const thread = new Thread({ target: runs.hold, args: [threadGate().handle], daemon: true });
    expect(thread.ident).not.toBe(mainThread().ident);
    await expect(mainThread().join()).rejects.toBeInstanceOf(RuntimeError);
  });
});

describe('excepthook', () => {
  /** What the default hook prints. */
  const printed = (): (() => string) => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    return () => write.mock.calls.map(([text]) => String(text)).join('');
  };

  it('THR-021 prints the name and the stack; join() does not throw', async () => {
    const text = printed();
    const thread = new Thread({ target: runs.fail, args: ['broken'], name: 'granny' });
    thread.start();
    await thread.join();
    expect(text()).toMatch(/^Exception in thread granny:\nSayWhenError: broken\n\s+at .*targets\.ts:\d+/);
  });

  it('THR-021 prints what is no error, what is thrown in a timer, and a target that cannot be loaded', async () => {
    const text = printed();
    const gone = (runs as unknown as { gone: () => void }).gone;
    const threads = [
      new Thread({ target: runs.throwValue, args: [{ a: 1 }], name: 'one' }),
      new Thread({ target: runs.throwInTimer, args: ['much later'], name: 'two' }),
      new Thread({ target: gone, name: 'three' }),
    ];
    for (const thread of threads) {
      thread.start();
      await thread.join();
    }
    expect(text()).toMatch(
      /Exception in thread one:\n\{ a: 1 \}\nException in thread two:\nSayWhenError: much later[^]*thread three:\nTypeError.*has no export 'gone'/,
    );
  });

  it('THR-021 joinSync() has seen to it before it returns', () => {
    const text = printed();
    const thread = new Thread({ target: runs.fail, args: ['at once'] });
    thread.start();
    thread.joinSync();
    expect(text()).toContain('at once');
  });

  it('THR-022 SystemExit is silent', async () => {
    const text = printed();
    const hook = vi.fn<(args: ExceptHookArgs) => void>();
    setExcepthook(hook);
    onTestFinished(() => setExcepthook(__excepthook__));
    const thread = new Thread({ target: runs.leave, args: [3] });
    thread.start();
    await thread.join();
    expect(text()).toBe('');
    expect(hook).not.toHaveBeenCalled();
  });

  it('THR-023 THR-025 a hook gets class, value, stack and thread; the first one can be restored', async () => {
    const text = printed();
    const hook = vi.fn<(args: ExceptHookArgs) => void>();
    setExcepthook(hook);
    const thread = new Thread({ target: runs.fail, args: ['broken'] });
    thread.start();
    await thread.join();
    expect(text()).toBe('');
    expect(hook).toHaveBeenCalledOnce();
    const args = hook.mock.lastCall?.[0] as ExceptHookArgs;
    expect(args.thread).toBe(thread);
    expect(args.excValue).toMatchObject({ name: 'SayWhenError', message: 'broken' });
    expect(args.excValue).toBeInstanceOf(args.excType);
    expect(args.excTraceback).toMatch(/targets\.ts:\d+/);
    setExcepthook(__excepthook__);
    __excepthook__(args);
    expect(text()).toContain('broken');
  });

  it('THR-024 a hook that throws is an uncaught exception of the program', async () => {
    const text = printed();
    const tick = vi.spyOn(process, 'nextTick').mockReturnValue();
    const failure = new Error('bad hook');
    setExcepthook(() => {
      throw failure;
    });
    onTestFinished(() => setExcepthook(__excepthook__));
    const thread = new Thread({ target: runs.fail, args: ['broken'] });
    thread.start();
    thread.joinSync();
    expect(text()).toBe('Exception in threading.excepthook:\n');
    const thrower = tick.mock.calls.map(([fn]) => fn as () => void).at(-1);
    tick.mockRestore();
    expect(thrower).toThrow(failure);
    await thread.join();
  });

  it('a thread that runs out of memory is told of, and ends', async () => {
    const hook = vi.fn<(args: ExceptHookArgs) => void>();
    setExcepthook(hook);
    onTestFinished(() => setExcepthook(__excepthook__));
    const resourceLimits = { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 4 };
    const thread = new Thread({ target: runs.runOutOfMemory, resourceLimits });
    thread.start();
    await thread.join();
    expect(hook.mock.lastCall?.[0]).toMatchObject({ excValue: { name: 'WorkerLostError' }, thread });
    expect((hook.mock.lastCall?.[0].excValue as Error).message).toContain('ran out of memory');
  }, 20_000);

  it('refuses a hook that is no function', () => {
    expect(() => setExcepthook(5 as never)).toThrow(TypeError);
  });
});
