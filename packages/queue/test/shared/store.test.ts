import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Store } from '../../src/shared/store.ts';
import { Simulation, THREADS, type Act } from './simulation.ts';

const BLOCK = 256;
const { act } = fc.letrec<{ act: Act }>((tie) => ({
  act: fc.record({
    thread: fc.nat(THREADS - 1),
    call: fc.oneof(
      { weight: 10, arbitrary: fc.constantFrom<Act['call'][]>('add', 'take') },
      { weight: 1, arbitrary: fc.constantFrom<Act['call'][]>('shut down', 'shut down at once', 'report deaths') },
    ),
    length: fc.oneof(fc.constant(0), fc.integer({ min: 4, max: 5 * BLOCK })),
    atStep: fc.array(
      fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { weight: 2, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.constant('dies' as const) },
        { weight: 4, arbitrary: fc.array(tie('act'), { maxLength: 4 }) },
      ),
      { maxLength: 3, depthIdentifier: 'act' },
    ),
  }),
}));

const add = (thread: number, length: number, ...atStep: Act['atStep']): Act => ({
  thread,
  call: 'add',
  length,
  atStep,
});
const take = (thread: number, ...atStep: Act['atStep']): Act => ({ thread, call: 'take', length: 0, atStep });
const report: Act = { thread: 0, call: 'report deaths', length: 0, atStep: [] };

/** Found by the test below: a thread noted the cell of an item that another had taken, and that was in use again. */
const LATE_TAG: [number, number, Act[]] = [
  2,
  4,
  [
    add(0, 0, [], [], [add(1, 0)]),
    take(1, [take(3, [take(0)], [add(2, 4, [take(0), add(0, 769)])], 'dies'), report], 'dies'),
    add(0, 4),
  ],
];

describe('Store', () => {
  it('behaves as an array, whatever happens between the steps of its methods', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.nat(8),
        fc.array(act, { maxLength: 60 }),
        (maxsize, blocks, acts) => {
          const simulation = new Simulation(maxsize, blocks * BLOCK);
          simulation.play(acts);
          const left = [...simulation.expected];
          const isAtOnce = JSON.stringify(acts).includes('at once');
          const rest = simulation.finish();

          expect(simulation.faults).toEqual([]);
          if (!isAtOnce) expect(rest).toEqual(left);
          expectAllFree(simulation.memory);
        },
      ),
      { numRuns: 2_000, examples: [LATE_TAG] },
    );
  });
});

/** Nothing is held by anybody: neither cells nor blocks. */
function expectAllFree(memory: SharedArrayBuffer): void {
  const { layout } = new Store(memory);
  const words = new Int32Array(memory);
  const tags = Array.from({ length: layout.cells }, (_, cell) => (words[layout.cellsAt + 4 * cell] ?? 0) & 0xff);
  expect(tags.filter((holder) => holder !== 0)).toEqual([]);
  const owners = words.subarray(layout.ownersAt, layout.ownersAt + layout.blocks);
  expect([...owners].filter((owner) => owner !== 0)).toEqual([]);
}
