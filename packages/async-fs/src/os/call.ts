import type { WaitOptions } from '@x/future/context';
import { outside } from '../calls/outside-wait.ts';
import { fsPromise } from '../raw/fs-promise.ts';
import { shownPath } from './path-like.ts';

type Callback<T> = (error: NodeJS.ErrnoException | null, value: T) => void;

/** One operation of the system on a path, waited for within limits. */
export function onPath<T = void>(
  operation: string,
  path: unknown,
  options: WaitOptions | undefined,
  start: (done: Callback<T>) => void,
): Promise<T> {
  return outside(`${operation}(${shownPath(path)})`, options, () => fsPromise(start));
}
