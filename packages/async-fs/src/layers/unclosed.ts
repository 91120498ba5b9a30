import type { Ending } from './ending.ts';

/**
 * Some files that were opened one after the other, and are watched together: when the last of them is collected, those
 * that nobody closed are reported and closed.
 *
 * @remarks
 * Watching each file by itself would cost as much as reading a small one. A file that is forgotten is found when those
 * of its batch that are still in use are closed and gone.
 */
export class Batch {
  /** Makes a file one of the current batch. The file has to keep the batch; what is left to do for it must not. */
  static join(ending: Ending): Batch {
    let batch = current?.deref();
    if (batch === undefined || batch.#joined === SIZE) {
      batch = new Batch();
      current = new WeakRef(batch);
      registry.register(batch, batch.#unclosed);
    }
    batch.#joined++;
    batch.#unclosed.add(ending);
    return batch;
  }

  readonly #unclosed = new Set<Ending>();
  #joined = 0;

  /** The file was closed. */
  leave(ending: Ending): void {
    this.#unclosed.delete(ending);
  }
}

const SIZE = 64;

let current: WeakRef<Batch> | undefined;

const registry = new FinalizationRegistry<Set<Ending>>((unclosed) => {
  for (const ending of unclosed) ending.takeOver();
});
