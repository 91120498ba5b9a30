import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as parameters from './parameters.ts';
import { packageFiles, Sandbox } from './sandbox.ts';
import { wrongFor } from './wrong-values.ts';

const filesBefore = packageFiles();
let sandbox: Sandbox;

beforeAll(() => {
  sandbox = new Sandbox();
});
afterEach(() => {
  expect(sandbox.files(), 'what a refused call wrote').toEqual([]);
});
afterAll(async () => {
  await parameters.endAll();
  sandbox[Symbol.dispose]();
  expect(packageFiles()).toEqual(filesBefore);
});

const RUNS = 40;

/** What the call threw or rejected with; nothing, when it was content. */
async function failureOf(call: () => unknown): Promise<unknown> {
  try {
    const given = call();
    // A promise, future or handle says no when it is awaited; other objects have been made.
    if (typeof (given as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function') await given;
    return undefined;
  } catch (error) {
    return error;
  }
}

describe.each([
  ['future', parameters.futureParameters],
  ['event-loop', parameters.loopParameters],
  ['sync', parameters.syncParameters],
  ['queue', parameters.queueParameters],
  ['executor', parameters.executorParameters],
  ['pool', parameters.poolParameters],
  ['codetiming', parameters.timingParameters],
  ['async-fs', parameters.fileParameters],
] as const)('@x/%s', (_, list) => {
  it.each(list)('%s() refuses a wrong %s by name', async (_call, parameter, accepts, act) => {
    const isRefused = async (value: unknown): Promise<void> => {
      const failure = await failureOf(() => act(value as never));
      expect(failure, 'wrong and accepted').toBeInstanceOf(Error);
      const { name, message } = failure as Error;
      expect(name).toMatch(/^(TypeError|RangeError)$/);
      expect(message).toMatch(new RegExp(parameter));
    };
    await fc.assert(fc.asyncProperty(wrongFor(accepts), isRefused), { numRuns: RUNS, interruptAfterTimeLimit: 10_000 });
  });
});
