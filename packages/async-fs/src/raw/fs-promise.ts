type Callback<T> = (error: NodeJS.ErrnoException | null, value: T) => void;

/** One operation of `node:fs` as a promise: cheaper than `node:fs/promises`, which goes through `FileHandle`. */
export function fsPromise<T = void>(start: (done: Callback<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    start((error, value) => {
      if (error === null) resolve(value);
      else reject(error);
    });
  });
}
