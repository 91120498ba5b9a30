import * as fs from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { open, type AsyncBufferedReader } from '../../src/index.ts';
import { temporaryFolder } from '../folder.ts';
import { ByteModel } from './byte-model.ts';
import { step } from './byte-steps.ts';

const folder = temporaryFolder();
const RUNS = 150;
const TIME = 30_000;

const initial = fc
  .array(fc.constantFrom('0', '1', '\n'), { maxLength: 100 })
  .map((chars) => Buffer.from(chars.join('')));
const mode = fc.constantFrom('rb+', 'ab+', 'wb+');
const buffering = fc.constantFrom(-1, 2, 3, 7, 16);

/** What a call gave, or the text of its error. */
async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    return await call();
  } catch (error) {
    return String(error);
  }
}

async function opened(
  content: Buffer,
  mode: 'rb+' | 'ab+' | 'wb+',
  buffering: number,
): Promise<[AsyncBufferedReader, ByteModel]> {
  fs.writeFileSync(folder.at('a.bin'), content);
  const file = await open(folder.at('a.bin'), mode, { buffering });
  return [file, new ByteModel(mode === 'wb+' ? Buffer.alloc(0) : content, mode === 'ab+')];
}

describe('a binary file', () => {
  it('does what a buffer with a position does, call by call', { timeout: TIME }, async () => {
    await fc.assert(
      fc.asyncProperty(
        initial,
        mode,
        buffering,
        fc.array(step, { maxLength: 25 }),
        async (content, mode, size, steps) => {
          const [file, model] = await opened(content, mode, size);
          try {
            for (const { text, real, model: expected } of steps) {
              expect(await outcomeOf(() => real(file)), text).toEqual(await outcomeOf(() => expected(model)));
              expect(await file.tell(), `position after ${text}`).toBe(model.position);
            }
          } finally {
            await file.close();
          }
          expect(fs.readFileSync(folder.at('a.bin'))).toEqual(model.content);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('does the same when nobody waits between the calls', { timeout: TIME }, async () => {
    await fc.assert(
      fc.asyncProperty(
        initial,
        mode,
        buffering,
        fc.array(step, { maxLength: 25 }),
        async (content, mode, size, steps) => {
          const [file, model] = await opened(content, mode, size);
          const outcomes = await Promise.all(steps.map(({ real }) => outcomeOf(() => real(file))));
          await file.close();
          const expected: unknown[] = [];
          for (const { model: call } of steps) expected.push(await outcomeOf(() => call(model)));
          expect(outcomes).toEqual(expected);
          expect(fs.readFileSync(folder.at('a.bin'))).toEqual(model.content);
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('loses nothing to calls that are cancelled', { timeout: TIME }, async () => {
    const planned = fc.array(fc.tuple(step, fc.option(fc.nat(4), { nil: undefined })), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(initial, mode, buffering, planned, async (content, mode, size, steps) => {
        const [file, model] = await opened(content, mode, size);
        const outcomes = await Promise.all(
          steps.map(([{ real, isHarmless }, delay]) =>
            outcomeOf(() => real(file, isHarmless && delay !== undefined ? abortedAfter(delay) : undefined)),
          ),
        );
        await file.close();
        for (const [index, [{ text, model: call }]] of steps.entries()) {
          // A call that was cancelled has taken nothing: the model leaves it out.
          if (outcomes[index] === 'cancelled') continue;
          expect(outcomes[index], text).toEqual(await outcomeOf(() => call(model)));
        }
        expect(fs.readFileSync(folder.at('a.bin'))).toEqual(model.content);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a binary file without a buffer', () => {
  it('writes and seeks as one with a buffer, and reads at least something', { timeout: TIME }, async () => {
    const simple = step.filter(({ text }) => !/^(read|readinto)\(/.test(text));
    await fc.assert(
      fc.asyncProperty(initial, mode, fc.array(simple, { maxLength: 25 }), async (content, mode, steps) => {
        fs.writeFileSync(folder.at('a.bin'), content);
        const file = await open(folder.at('a.bin'), mode as 'rb+', { buffering: 0 });
        const model = new ByteModel(mode === 'wb+' ? Buffer.alloc(0) : content, mode === 'ab+');
        for (const { text, real, model: expected } of steps) {
          expect(await outcomeOf(() => real(file)), text).toEqual(await outcomeOf(() => expected(model)));
          expect(fs.readFileSync(folder.at('a.bin')), `content after ${text}`).toEqual(model.content);
        }
        await file.close();
      }),
      { numRuns: RUNS },
    );
  });
});

/** A signal that is aborted after some turns of the event loop: before, while or after a call does its work. */
function abortedAfter(turns: number): AbortSignal {
  const controller = new AbortController();
  const count = (left: number): void => {
    if (left === 0) controller.abort('cancelled');
    else setImmediate(count, left - 1);
  };
  count(turns);
  return controller.signal;
}
