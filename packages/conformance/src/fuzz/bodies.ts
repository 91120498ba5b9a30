import { drive } from '@x/test-kit';

/** The two kinds of coroutine: native async functions, and generators that the loop steps. */
export type Mode = 'async' | 'gen';

/** A body of steps: yields what it waits for and is resumed with the outcome. */
export type Body<T = unknown> = Generator<unknown, T, unknown>;

/** What `createTask`, `gather`, `waitFor`, `timeout` and `taskGroup` take, made of a body in either way. */
export function coroutineFunction<A extends unknown[], T>(
  mode: Mode,
  make: (...args: A) => Body<T>,
): (...args: A) => Promise<T> | Body<T> {
  return mode === 'gen' ? make : async (...args) => await drive(make(...args));
}

/** One coroutine function calls another without a task of its own: `yield*` here, `await` there. */
export function* call<T>(mode: Mode, body: Body<T>): Body<T> {
  return mode === 'gen' ? yield* body : ((yield drive(body)) as T);
}
