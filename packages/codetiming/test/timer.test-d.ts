import { expectTypeOf, test } from 'vitest';
import {
  Timer,
  timed,
  type Histogram,
  type TimerOptions,
  type Timers,
  type TimersOptions,
  type TimerText,
} from '../src/index.ts';

const timer = new Timer();

test('options are optional, and null is for the logger only', () => {
  expectTypeOf<ConstructorParameters<typeof Timer>>().toEqualTypeOf<[options?: TimerOptions | undefined]>();
  expectTypeOf<TimerOptions['logger']>().toEqualTypeOf<((message: string) => void) | null | undefined>();
  expectTypeOf<TimerOptions['text']>().toEqualTypeOf<TimerText | undefined>();
  new Timer({ name: undefined, text: Date, initialText: true });
  // @ts-expect-error Python's spelling
  new Timer({ initial_text: true });
  // @ts-expect-error a text function takes a number
  new Timer({ text: (seconds: string) => seconds });
});

test('start gives the timer, stop the milliseconds', () => {
  class KitchenTimer extends Timer {}
  expectTypeOf(new KitchenTimer().start()).toEqualTypeOf<KitchenTimer>();
  expectTypeOf(timer.stop()).toEqualTypeOf<number>();
  expectTypeOf<Timer>().toExtend<Disposable>();
  // @ts-expect-error attributes are read-only
  timer.last = 3;
});

test('a wrapped function has the type of the function', () => {
  const load = async (page: number, size?: 'small' | 'large'): Promise<string> => Promise.resolve(`${page} ${size}`);
  expectTypeOf(timer.wrap(load)).toEqualTypeOf(load);

  const same = <T>(value: T): T => value;
  expectTypeOf(timer.wrap(same)('bake' as const)).toEqualTypeOf<'bake'>();

  function* steps(this: Timer): Generator<number, string, boolean> {
    return (yield 1) ? 'yes' : this.toString();
  }
  expectTypeOf(timer.wrap(steps)).toEqualTypeOf(steps);

  const sometimes = (): number | Promise<number> => 1;
  expectTypeOf(timer.wrap(sometimes)).toEqualTypeOf(sometimes);
  // @ts-expect-error a number is no function
  timer.wrap(3);
});

test('a future keeps its type, another thenable becomes a promise', () => {
  interface Future<T> extends Promise<T> {
    addDoneCallback(callback: (future: Future<T>) => unknown): void;
    cancel(): boolean;
  }
  interface Query<T> extends PromiseLike<T> {
    where(condition: string): Query<T>;
  }
  const submit = (n: number): Future<string> => ({ n }) as unknown as Future<string>;
  expectTypeOf(timer.wrap(submit)).toEqualTypeOf(submit);

  const select = (table: string): Query<number> => ({ table }) as unknown as Query<number>;
  expectTypeOf(timer.wrap(select)).parameters.toEqualTypeOf<[string]>();
  expectTypeOf(timer.wrap(select)).returns.toEqualTypeOf<Promise<number>>();
});

test('timers are a read-only map of totals', () => {
  expectTypeOf<Timers>().toExtend<ReadonlyMap<string, number>>();
  expectTypeOf(Timer.timers.apply((values) => values.length > 0, 'bake')).toEqualTypeOf<boolean>();
  expectTypeOf<ConstructorParameters<typeof Timers>>().toEqualTypeOf<[options?: TimersOptions | undefined]>();
  expectTypeOf(Timer.timers.histogram('bake')).toEqualTypeOf<Histogram>();
  // @ts-expect-error a total is the sum of its timings
  expectTypeOf(() => Timer.timers.set('bake', 3)).returns.toEqualTypeOf<never>();
});

test('timed decorates functions only', () => {
  class Bakery {
    @timed({ name: 'bake' })
    async bake(cakes: number): Promise<number> {
      return Promise.resolve(cakes);
    }

    // @ts-expect-error a string cannot be timed
    @timed()
    town = 'Kyoto';
  }
  expectTypeOf<Bakery['bake']>().toEqualTypeOf<(cakes: number) => Promise<number>>();
});
