import { withPath } from '../os-error.ts';

type Callback<T> = (error: NodeJS.ErrnoException | null, value: T) => void;

/**
 * One operation of `node:fs` as a promise: cheaper than `node:fs/promises`, which goes through `FileHandle`.
 *
 * @param path - of the file, when the operation is on its descriptor: the error is to name it.
 */
export function fsPromise<T = void>(start: (done: Callback<T>) => void, path?: string): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => {
      if (error === null) resolve(value);
      else reject(path === undefined ? error : withPath(error, path));
    });
  });
}
