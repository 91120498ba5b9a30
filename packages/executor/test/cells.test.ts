import { describe, expect, it } from 'vitest';
import { Cells } from '../src/worker/cells.ts';

describe('Cells', () => {
  it('lets the worker start a task, or the main thread take it back, and never both', () => {
    const main = new Cells(4);
    const worker = new Cells(main.shared);
    main.queue(0);
    main.queue(1);
    expect([worker.start(0), main.take(0), main.isStarted(0)]).toEqual([true, false, true]);
    expect([main.take(1), worker.start(1), main.isStarted(1)]).toEqual([true, false, false]);
  });

  it('starts nothing that was not queued', () => {
    const main = new Cells(4);
    expect([0, 1, 2, 3, 4].map((seq) => new Cells(main.shared).start(seq))).toEqual(Array(5).fill(false));
  });

  it('starts no cancelled task and loses no live one when 128 cells are used again before the worker looks', () => {
    const main = new Cells(128);
    const worker = new Cells(main.shared);
    const seqs = (from: number): number[] => Array.from({ length: 128 }, (_, index) => from + index);

    for (const seq of seqs(0)) main.queue(seq);
    const live = new Set(seqs(0).filter((seq) => seq % 5 === 0));
    for (const seq of seqs(0)) if (!live.has(seq)) expect(main.take(seq)).toBe(true);
    // The cells of those taken back are free, and used by the next generation; the worker has not looked yet.
    const reused = seqs(0).filter((seq) => !live.has(seq));
    for (const seq of reused) main.queue(seq + 128);
    const cancelled = new Set(reused.filter((seq) => seq % 7 === 0).map((seq) => seq + 128));
    for (const seq of cancelled) expect(main.take(seq)).toBe(true);

    const started = [...seqs(0), ...reused.map((seq) => seq + 128)].filter((seq) => worker.start(seq));
    const expected = [...live, ...reused.map((seq) => seq + 128).filter((seq) => !cancelled.has(seq))];
    expect(started).toEqual(expected);
  });

  it('tells generations apart far beyond 32 bits of tasks', () => {
    const main = new Cells(4);
    const far = 4 * (2 ** 29 + 3) + 1;
    main.queue(far);
    expect(main.take(far + 4)).toBe(false);
    expect(new Cells(main.shared).start(far)).toBe(true);
    expect(main.isStarted(far)).toBe(true);
  });

  it('aborts only what has started', () => {
    const main = new Cells(4);
    const worker = new Cells(main.shared);
    main.queue(2);
    expect([main.abort(2), worker.isAborting(2)]).toEqual([false, false]);
    worker.start(2);
    expect([main.abort(2), worker.isAborting(2), main.isStarted(2), main.take(2)]).toEqual([true, true, true, false]);
  });
});
