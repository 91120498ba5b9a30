import { runProgram } from '@x/test-kit';
import { describe, expect, it, vi } from 'vitest';
import { EventLoop, RuntimeError } from '../src/index.ts';

const program = new URL('fixtures/signals.ts', import.meta.url);

/** Runs a scenario that sends signals to itself; gives the lines that it prints, and the signal that killed it. */
async function linesOf(scenario: string, signal: AbortSignal): Promise<string[]> {
  const { stdout, stderr, ...end } = await runProgram(program, { args: [scenario], signal });
  expect(stderr).toBe('');
  return [...stdout.trim().split('\n').filter(Boolean), ...(end.signal === null ? [] : [end.signal])];
}

describe('EventLoop.addSignalHandler', { timeout: 30_000 }, () => {
  it('SIG-001 takes signals that can be caught', () => {
    using loop = new EventLoop();
    const handler = (): void => undefined;
    const listeners = process.listenerCount('SIGTERM');
    for (const wrong of ['boom', '', undefined, null, {}]) {
      expect(() => loop.addSignalHandler(wrong as never, handler)).toThrow(
        /signal must be the name or number of a signal/,
      );
    }
    expect(() => loop.addSignalHandler(999, handler)).toThrow(new RangeError('signal must be a known number, got 999'));
    for (const signal of ['SIGKILL', 'SIGSTOP', 9] as const) {
      expect(() => loop.addSignalHandler(signal, handler)).toThrow(RuntimeError);
    }
    expect(() => loop.addSignalHandler('SIGTERM', 'spam' as never)).toThrow(/callback must be a function, got 'spam'/);
    expect(loop.removeSignalHandler('SIGTERM')).toBe(false);
    expect(process.listenerCount('SIGTERM')).toBe(listeners);
  });

  it('SIG-002 runs the handler as a callback of the loop, with its arguments, also when the loop sleeps', async ({
    signal,
  }) => {
    expect(await linesOf('arguments', signal)).toEqual(['got 42, in the loop: true', 'removed: true false']);
  });

  it('SIG-002 gives the signal its default back', async ({ signal }) => {
    expect(await linesOf('restored', signal)).toEqual(['handled', 'SIGUSR2']);
  });

  it('SIG-003 refuses coroutine functions', () => {
    using loop = new EventLoop();
    const coroutines = [async () => Promise.resolve(), function* () {}];
    for (const coroutine of coroutines) {
      expect(() => loop.addSignalHandler('SIGTERM', coroutine)).toThrow(
        new TypeError('coroutines cannot be used with addSignalHandler()'),
      );
    }
  });

  it('SIG-003 takes a cancelled handler out when its signal comes', () => {
    using loop = new EventLoop();
    const on = vi.spyOn(process, 'on').mockReturnThis();
    const handles: { cancel(): void }[] = [];
    const enqueue = vi.spyOn(loop, 'enqueue').mockImplementation((entry) => void handles.push(entry as never));
    loop.addSignalHandler('SIGUSR2', () => undefined);
    const listener = on.mock.lastCall?.[1] as () => void;
    listener();
    handles[0]?.cancel();
    listener();
    expect(enqueue).toHaveBeenCalledOnce();
    expect(loop.removeSignalHandler('SIGUSR2')).toBe(false);
  });

  it('SIG-003 is undone by close()', () => {
    const loop = new EventLoop();
    const before = process.listenerCount('SIGUSR2');
    loop.addSignalHandler('SIGUSR2', () => undefined);
    loop.addSignalHandler('SIGUSR2', () => undefined);
    expect(process.listenerCount('SIGUSR2')).toBe(before + 1);
    loop.close();
    expect(process.listenerCount('SIGUSR2')).toBe(before);
  });

  it('SIG-004 replaces what Ctrl-C does, until the last handler is removed', async ({ signal }) => {
    expect(await linesOf('SIGINT', signal)).toEqual(['handled', 'listeners: 1 0', 'SIGINT']);
  });
});
