import { startProgram } from '@x/test-kit';
import { describe, expect, it, vi } from 'vitest';
import { run, sleep } from '../src/index.ts';

const program = new URL('fixtures/interrupts.ts', import.meta.url);

/** Runs a scenario that sends its signals to itself; gives the lines that it prints. */
async function linesOf(scenario: string, kind: string, signal: AbortSignal): Promise<string[]> {
  const { stdout, stderr, ...end } = await startProgram(program, { args: [scenario, kind], signal }).ended;
  expect(stderr).toBe('');
  return [...stdout.trim().split('\n'), ...(end.signal === null ? [] : [end.signal])];
}

describe.each(['native async', 'generator'])('SIGINT in run (%s)', { timeout: 30_000 }, (kind) => {
  it('RUN-019 cancels a main task that takes turns, and run() throws KeyboardInterrupt', async ({ signal }) => {
    expect(await linesOf('turns', kind, signal)).toEqual(['cleaned up', 'thrown: KeyboardInterrupt']);
  });

  it('RUN-019 cancels the future that the main task awaits', async ({ signal }) => {
    expect(await linesOf('future', kind, signal)).toEqual(['future cancelled: true', 'thrown: KeyboardInterrupt']);
  });

  it('RUN-019 lets a main task that ends well have its result', async ({ signal }) => {
    expect(await linesOf('swallowed', kind, signal)).toEqual(['swallowed', 'result: a value']);
  });

  it('RUN-020 leaves it a cancellation when somebody else had cancelled the main task', async ({ signal }) => {
    expect(await linesOf('cancelled before', kind, signal)).toEqual(['thrown: CancelledError']);
  });

  it('RUN-009 ends in CancelledError for a task that cannot uncancel', async ({ signal }) => {
    expect(await linesOf('no uncancel', kind, signal)).toEqual(['thrown: CancelledError']);
  });

  it('RUN-022 leaves a handler of the program alone', async ({ signal }) => {
    expect(await linesOf('own handler', kind, signal)).toEqual(['own handler', 'result: a value']);
  });

  it('RUN-022 gives Ctrl-C back after each run', async ({ signal }) => {
    expect(await linesOf('between runs', kind, signal)).toEqual(['listeners: 1 0 1 0', 'SIGINT']);
  });

  it('ends the run at the second press, after the clean-up', async ({ signal }) => {
    await using stubborn = startProgram(program, { args: ['stubborn', kind], signal });
    await stubborn.printed('running');
    stubborn.kill('SIGINT');
    await stubborn.printed('first press');
    stubborn.kill('SIGINT');
    const { stdout, stderr, code } = await stubborn.ended;
    expect(stdout.trim().split('\n')).toEqual(['running', 'first press', 'cleaned up', 'thrown: KeyboardInterrupt']);
    expect([stderr, code]).toEqual(['', 0]);
  });
});

it('RUN-022 runs where a handler for SIGINT cannot be installed', async () => {
  const on = vi.spyOn(process, 'on').mockImplementation(() => {
    throw new TypeError('SIGINT is not supported');
  });
  expect(await run(() => sleep(0, 'done'))).toBe('done');
  expect(on).toHaveBeenCalledOnce();
});
