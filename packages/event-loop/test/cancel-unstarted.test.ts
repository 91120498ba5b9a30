import { describe, expect, it } from 'vitest';
import { getRunningLoop, sleep, wait, type CancelledError } from '../src/index.ts';
import { errorOf, modes, onLoop, thrownBy } from './modes.ts';

describe.each(modes)('Task.cancel before the first step ($name)', ({ coded, start, test }) => {
  it(
    'CANC-001 keeps the message for the awaiter',
    test(function* () {
      const task = start(function* () {
        yield sleep(10);
      });
      task.cancel('my message');
      expect(task.cancelMessage).toBe('my message');
      const error = (yield* errorOf(task)) as CancelledError;
      expect([error.message, error.args]).toEqual(['my message', ['my message']]);
    }),
  );

  it(
    'CANC-002 gives the message that was written last',
    test(function* () {
      const task = start(function* () {
        yield sleep(10);
      });
      task.cancel('my message');
      task.cancelMessage = 'my new message';
      expect(yield* errorOf(task)).toMatchObject({ message: 'my new message' });
    }),
  );

  it(
    'CANC-003 never runs the body',
    test(function* () {
      let begun = false;
      const task = start(function* () {
        begun = true;
        yield sleep(10);
      });
      task.cancel('my message');
      yield wait([task]);
      expect(begun).toBe(false);
      expect(task.cancelled()).toBe(true);
      expect(thrownBy(() => task.exception())).toMatchObject({ name: 'CancelledError', args: ['my message'] });
    }),
  );

  it('CANC-003 closes a generator that was given', async () => {
    const generator = (function* () {
      yield sleep(10);
    })();
    await onLoop(
      coded(function* () {
        const task = getRunningLoop().createTask(generator);
        task.cancel();
        yield* errorOf(task);
      }),
    );
    expect(generator.next()).toEqual({ done: true, value: undefined });
  });
});
