import { describe, expect, it } from 'vitest';
import { CancelledError, sleep, staggeredRace, timeout, TimeoutError } from '../src/index.ts';
import { eagerModes, errorOf, modes, now, valueOf, type Steps } from './modes.ts';

describe.each([...modes, ...eagerModes])('staggeredRace ($name)', ({ coded, start, test }) => {
  const winning = (nth: number, onStart?: () => void) =>
    coded(function* () {
      onStart?.();
      yield sleep(0);
      return `Res: ${nth}`;
    });
  const failing = (nth: number) =>
    coded(function* (): Steps<string> {
      yield sleep(0);
      throw new RangeError(`fails: ${nth}`);
    });
  const sleeping = coded(function* () {
    yield sleep(10_000);
    return 'slow';
  });

  it(
    'STAG-001 of nobody has no winner',
    test(function* () {
      expect(yield staggeredRace([], undefined)).toEqual([undefined, undefined, []]);
      expect(yield staggeredRace([], 10)).toEqual([undefined, undefined, []]);
    }),
  );

  it(
    'STAG-002 starts nobody else when the first wins',
    test(function* () {
      let isStarted = false;
      const entrants = [winning(0), winning(1, () => (isStarted = true))];
      expect(yield staggeredRace(entrants, undefined)).toEqual(['Res: 0', 0, [undefined]]);
      expect(isStarted).toBe(false);
    }),
  );

  it(
    'STAG-003 starts the next when the one before fails',
    test(function* () {
      const result = yield staggeredRace([failing(0), winning(1)], undefined);
      expect(result).toEqual(['Res: 1', 1, [new RangeError('fails: 0'), undefined]]);
      expect(now()).toBe(0);
    }),
  );

  it(
    'STAG-004 starts the next after the delay, and cancels those who lose',
    test(function* () {
      const [winner, index, errors] = yield* valueOf(staggeredRace([sleeping, winning(1)], 100));
      expect([winner, index, errors.length, now()]).toEqual(['Res: 1', 1, 2, 100]);
      expect(errors[0]).toBeInstanceOf(CancelledError);
      expect(errors[1]).toBeUndefined();
    }),
  );

  it(
    'STAG-005 without a winner gives every error, in the order of the start',
    test(function* () {
      const result = yield staggeredRace([failing(0), failing(1)], undefined);
      expect(result).toEqual([undefined, undefined, [new RangeError('fails: 0'), new RangeError('fails: 1')]]);
    }),
  );

  it(
    'STAG-007 cancelled by limits in each other cancels who runs, and goes through',
    test(function* () {
      const log: string[] = [];
      const raced = timeout(
        undefined,
        coded(function* (outer) {
          yield timeout(
            undefined,
            coded(function* (inner) {
              const entrant = coded(function* () {
                for (const [nth, limit] of [inner, outer].entries()) {
                  limit.reschedule(-1);
                  yield sleep(0);
                  try {
                    yield sleep(0);
                  } catch {
                    log.push(`cancelled ${nth + 1}`);
                  }
                }
              });
              try {
                yield staggeredRace([entrant], undefined);
              } catch (error) {
                log.push('cancelled 3');
                throw error;
              }
            }),
          );
        }),
      );
      expect(yield* errorOf(raced)).toBeInstanceOf(TimeoutError);
      expect(log).toEqual(['cancelled 1', 'cancelled 2', 'cancelled 3']);
    }),
  );

  it(
    'STAG-007 cancelled with its task waits for all that it started',
    test(function* () {
      const log: string[] = [];
      const slow = coded(function* () {
        try {
          yield sleep(10_000);
        } finally {
          yield sleep(10);
          log.push(`ended at ${now()}`);
        }
        return 'slow';
      });
      const task = start(function* () {
        yield staggeredRace([slow, slow], 20);
      });
      yield sleep(50);
      task.cancel('msg');
      expect(yield* errorOf(task)).toMatchObject({ name: 'CancelledError', args: ['msg'] });
      expect(log).toEqual(['ended at 60', 'ended at 60']);
    }),
  );

  it(
    'refuses what are no functions, and starts nobody',
    test(function* () {
      let isStarted = false;
      const entrants = [winning(0, () => (isStarted = true)), 'second' as never];
      expect(yield* errorOf(staggeredRace(entrants, undefined))).toEqual(
        new TypeError("functions must hold functions, got 'second'"),
      );
      yield sleep(0);
      expect(isStarted).toBe(false);
    }),
  );
});

describe.each(eagerModes)('staggeredRace of eager tasks ($name)', ({ coded, test }) => {
  it(
    'EAGER-016 races with a delay',
    test(function* () {
      const entrants = [
        coded(function* () {
          return yield* valueOf(sleep(2_000, 'sleep2'));
        }),
        coded(function* () {
          return yield* valueOf(sleep(1_000, 'sleep1'));
        }),
        coded(function* (): Steps<string> {
          yield Promise.resolve();
          throw new RangeError('fails');
        }),
      ];
      const [winner, index, errors] = yield* valueOf(staggeredRace(entrants, 250));
      expect([winner, index, errors.length]).toEqual(['sleep1', 1, 3]);
      expect(errors[0]).toBeInstanceOf(CancelledError);
      expect(errors[1]).toBeUndefined();
      expect(errors[2]).toEqual(new RangeError('fails'));
    }),
  );

  it(
    'EAGER-016 races without a delay',
    test(function* () {
      const entrants = [
        // eslint-disable-next-line require-yield -- it fails at once
        coded(function* (): Steps<string> {
          throw new RangeError('no delay');
        }),
        coded(function* () {
          return yield* valueOf(sleep(1_000, 'sleep1'));
        }),
        coded(function* () {
          return yield* valueOf(sleep(0, 'sleep0'));
        }),
      ];
      const [winner, index, errors] = yield* valueOf(staggeredRace(entrants, undefined));
      expect([winner, index, errors]).toEqual(['sleep1', 1, [new RangeError('no delay'), undefined]]);
    }),
  );
});
