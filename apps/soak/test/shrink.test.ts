import { describe, expect, it } from 'vitest';
import type { Program } from '../src/program.ts';
import { shrink } from '../src/shrink.ts';

const program = (steps: readonly number[]): Program => ({ room: 'queues', plan: { setup: { kind: 'Queue' }, steps } });
const stepsOf = ({ plan }: Program): readonly unknown[] => plan.steps;

describe('shrink', () => {
  it('leaves the steps that it takes to fail', async () => {
    const fails = (one: Program): Promise<boolean> =>
      Promise.resolve([3, 11].every((step) => stepsOf(one).includes(step)));
    const shortest = await shrink(program(Array.from({ length: 20 }, (_, n) => n)), fails, () => true);
    expect(shortest).toEqual(program([3, 11]));
  });

  it('gives the program back when its time is over', async () => {
    const whole = program([1, 2, 3]);
    const fails = (): Promise<boolean> => Promise.resolve(true);
    expect(await shrink(whole, fails, () => false)).toBe(whole);
  });
});
