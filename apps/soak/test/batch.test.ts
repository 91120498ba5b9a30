import { describe, expect, it } from 'vitest';
import { playBatch, type BatchOptions } from '../src/batch.ts';
import type { Violation } from '../src/violation.ts';

const child = new URL('./fixtures/planted.ts', import.meta.url);

async function violationsOf(defect: string, options: BatchOptions = {}): Promise<readonly Violation[]> {
  const program = { room: 'planted', plan: { setup: defect, steps: [] } };
  const { failure } = await playBatch({ program, name: 'planted:1' }, { child, ...options });
  return failure?.violations ?? [];
}

const found = (invariant: Violation['invariant'], text: RegExp): unknown[] => [
  { invariant, text: expect.stringMatching(text) as string },
];

describe('playBatch', () => {
  it('is content with a program that does nothing wrong', async () => {
    expect(await violationsOf('none')).toEqual([]);
  });

  it.each([
    ['timer', /^active Timeout: 1 instead of 0/],
    ['thread', /worker thread: 1 instead of 0/],
    ['child', /^child process \S+ -e setInterval/],
    ['descriptor', /^descriptor of .*planted\.ts: 1 instead of 0/],
    ['temporary file', /^temporary file forgotten/],
  ])('sees a %s that is left behind', async (defect, text) => {
    const violations = await violationsOf(defect);
    expect(violations).toEqual(expect.arrayContaining(found('nothing is left behind', text)));
  });

  it.each([
    ['rejection', /^unhandled rejection: RangeError: nobody looks/],
    ['exception', /^uncaught exception: RangeError/],
    ['warning', /^Warning: a future has failed unseen/],
    ['crash', /signal SIGKILL/],
    ['exit', /exit code 0/],
  ])('sees a %s that nobody handles', async (defect, text) => {
    expect(await violationsOf(defect)).toEqual(found('nothing fails unseen', text));
  });

  it('sees a program that throws', async () => {
    expect(await violationsOf('throw')).toEqual(found('every outcome is the right one', /threw RangeError/));
  });

  it('sees a thread that is blocked', async () => {
    expect(await violationsOf('block', { silence: 3_000 })).toEqual(found('nothing fails unseen', /hung: .*SIGKILL/));
  });

  it('sees a process that cannot exit', async () => {
    expect(await violationsOf('stays', { exitTime: 500 })).toEqual(found('the process can exit', /SIGKILL/));
  });

  it('sees memory that every program keeps', async () => {
    const program = { room: 'planted', plan: { setup: 'memory', steps: [] } };
    const { failure } = await playBatch({ program, name: 'planted:1', times: 32 }, { child });
    expect(failure?.violations).toEqual(found('memory returns to its base', /^held memory grew/));
  });
});
