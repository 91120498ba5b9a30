import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isChunk, toChunkResult } from '../src/chunk-result.ts';
import { decodeError } from '../src/decode-error.ts';
import { ProcessPoolExecutor } from '../src/index.ts';
import { isWorkerMessage } from '../src/worker-message.ts';
import { BEGAN, DONE, PROGRESS, READY, REFUSED, STRAY } from '../src/worker/protocol.ts';
import { readReply, Reply } from '../src/worker/reply.ts';

const word = fc.oneof(
  fc.integer({ min: -3, max: 12 }),
  fc.double(),
  fc.constantFrom(null, undefined, 'text', Infinity),
);

describe('isWorkerMessage', () => {
  it('knows replies', () => {
    const reply = new Reply();
    reply.add(4, 'a');
    reply.add(5, undefined);
    reply.fail(6, {});
    reply.add(9, 'b');
    expect(isWorkerMessage(reply.finish(0.5, 4))).toBe(true);
    expect(isWorkerMessage([READY])).toBe(true);
  });

  it('lets no reply through that cannot be read to its end', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const message = [DONE, 0, ...words];
        if (!isWorkerMessage(message)) return;
        let results = 0;
        readReply(message, (seq) => {
          expect(Number.isSafeInteger(seq)).toBe(true);
          results += 1;
        });
        expect(results).toBe(message[2]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('takes nothing else for a message, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (garbage) => {
        if (Array.isArray(garbage) && typeof garbage[0] === 'number') return;
        expect(isWorkerMessage(garbage)).toBe(false);
      }),
    );
    for (const garbage of [[99], [BEGAN], [PROGRESS, 'x'], [REFUSED], [STRAY, 7], [DONE], [DONE, NaN, 1, 0, 1, 'x']]) {
      expect(isWorkerMessage(garbage)).toBe(false);
    }
  });
});

describe('what a worker says of errors and chunks', () => {
  it('is read without a throw, whatever it is', () => {
    const nodes = fc.record({ nodes: fc.array(fc.anything()), root: fc.record({ node: fc.integer({ max: 5 }) }) });
    fc.assert(
      fc.property(fc.oneof(fc.anything(), nodes), (garbage) => {
        decodeError(garbage as never);
        if (isChunk(garbage)) toChunkResult(garbage);
      }),
    );
  });
});

describe('a task that posts on the channel of its process', () => {
  it('neither ends the program nor its own worker', async () => {
    const executor = new ProcessPoolExecutor({ maxWorkers: 1 });
    onTestFinished(() => executor.killWorkers());
    const post = (values: unknown[]): number => {
      for (const value of values) process.send?.(value);
      return values.length;
    };
    const garbage = [
      'hello',
      5,
      null,
      {},
      [],
      [99],
      [DONE, 0],
      [DONE, 0, 1, 0, Infinity],
      [REFUSED],
      [BEGAN, -5],
      [STRAY],
    ];
    expect(await executor.submit(post, garbage)).toBe(garbage.length);
    expect(await executor.submit((n: number) => n + 1, 1)).toBe(2);
  });
});
