import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { describe, expect, it } from 'vitest';
import { sleep, type TaskEvent } from '../src/index.ts';
import { errorOf, modes } from './modes.ts';

const kinds = ['start', 'switch', 'cancel', 'finish'] as const;

/** Notes what the channels say of tasks whose name begins with `watched`, until it is disposed of. */
function listening(): { readonly events: string[] } & Disposable {
  const events: string[] = [];
  const listeners = kinds.map((kind) => (message: unknown) => {
    const name = (message as TaskEvent).task.getName();
    if (name.startsWith('watched')) events.push(`${kind} ${name}`);
  });
  for (const [nth, kind] of kinds.entries()) subscribe(`x:task:${kind}`, listeners[nth]!);
  return {
    events,
    [Symbol.dispose]: () => {
      for (const [nth, kind] of kinds.entries()) unsubscribe(`x:task:${kind}`, listeners[nth]!);
    },
  };
}

describe.each(modes)('The channels of node:diagnostics_channel ($name)', ({ start, test }) => {
  it(
    'tell of the start, each step and the end of a task',
    test(function* () {
      using listener = listening();
      const task = start(
        function* () {
          yield sleep(0);
          yield sleep(10);
        },
        { name: 'watched' },
      );
      expect(listener.events).toEqual(['start watched']);
      yield task;
      expect(listener.events).toEqual([
        'start watched',
        'switch watched',
        'switch watched',
        'switch watched',
        'finish watched',
      ]);
    }),
  );

  it(
    'tell of every request to cancel',
    test(function* () {
      using listener = listening();
      const task = start(
        function* () {
          yield sleep(10);
        },
        { name: 'watched' },
      );
      yield sleep(0);
      listener.events.length = 0;
      task.cancel();
      task.cancel();
      yield* errorOf(task);
      task.cancel();
      expect(listener.events).toEqual(['cancel watched', 'cancel watched', 'switch watched', 'finish watched']);
    }),
  );

  it(
    'have no listeners left',
    test(function* () {
      yield sleep(0);
      expect(kinds.map((kind) => channel(`x:task:${kind}`).hasSubscribers)).toEqual([false, false, false, false]);
    }),
  );
});
