import { describe, expect, it } from 'vitest';
import { QueueEmpty, QueueFull, QueueShutDown } from '../src/index.ts';

describe('The errors', () => {
  it('have names, codes, and messages that say what was waited', () => {
    const errors = [
      new QueueEmpty(),
      new QueueEmpty({ timeout: 10 }),
      new QueueFull(2),
      new QueueFull(2, { timeout: 10 }),
      new QueueShutDown(),
    ];
    expect(errors.map(({ name, code, message }) => [name, code, message])).toEqual([
      ['QueueEmpty', 'ERR_QUEUE_EMPTY', 'the queue is empty'],
      ['QueueEmpty', 'ERR_QUEUE_EMPTY', 'the queue is empty after 10 ms'],
      ['QueueFull', 'ERR_QUEUE_FULL', 'the queue is full (maxsize 2)'],
      ['QueueFull', 'ERR_QUEUE_FULL', 'the queue is full (maxsize 2) after 10 ms'],
      ['QueueShutDown', 'ERR_QUEUE_SHUT_DOWN', 'the queue has been shut down'],
    ]);
  });

  it('keep their facts and their cause', () => {
    const cause = new Error('cause');
    expect(new QueueEmpty({ timeout: 10, cause })).toMatchObject({ timeout: 10, cause });
    expect(new QueueFull(2, { cause })).toMatchObject({ maxsize: 2, timeout: undefined, cause });
    expect(new QueueShutDown({ cause })).toMatchObject({ cause });
  });
});
