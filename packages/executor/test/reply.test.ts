import { describe, expect, it } from 'vitest';
import { DONE, type Message } from '../src/worker/protocol.ts';
import { readReply, Reply } from '../src/worker/reply.ts';

function read(reply: Message): unknown[] {
  const results: unknown[] = [];
  readReply(reply, (...result) => results.push(result));
  return results;
}

describe('Reply', () => {
  it('numbers only the first of results in a row', () => {
    const reply = new Reply();
    for (const seq of [4, 5, 6]) reply.add(seq, `value ${seq}`);
    expect(reply.finish(0.5, 3)).toEqual([DONE, 0.5, 3, 4, 3, 'value 4', 'value 5', 'value 6']);
  });

  it('gives back values and failures, with gaps between them', () => {
    const reply = new Reply();
    reply.add(0, 'a');
    reply.fail(1, 'error');
    reply.add(2, undefined);
    reply.add(5, -1);
    reply.add(6, 'b');
    expect(read(reply.finish(1, 5))).toEqual([
      [0, false, 'a'],
      [1, true, 'error'],
      [2, false, undefined],
      [5, false, -1],
      [6, false, 'b'],
    ]);
  });
});
