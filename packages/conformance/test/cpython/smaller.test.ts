import { describe, expect, it } from 'vitest';
import { smaller } from '../../src/cpython/smaller.ts';
import type { Program, Step } from '../../src/fuzz/program.ts';

function programOf(...body: readonly Step[]): Program {
  return { seed: 0, horizon: 400, objects: {}, main: { name: 'main', body } };
}

describe('smaller', () => {
  it('drops halves, then single steps, then unwraps blocks', () => {
    const [turn, sleep]: Step[] = [{ op: 'yield' }, { op: 'sleep', ms: 5 }];
    const block: Step = { op: 'repeat', n: 2, body: [turn!, sleep!] };
    const found = [...smaller(programOf(block, sleep!))].map(({ main }) => main.body);
    expect(found).toEqual([
      [],
      [sleep],
      [block],
      [turn, sleep, sleep],
      [{ ...block, body: [] }, sleep],
      [{ ...block, body: [sleep] }, sleep],
      [{ ...block, body: [turn] }, sleep],
    ]);
  });

  it('leaves the program as it was', () => {
    const program = programOf({ op: 'yield' });
    expect([...smaller(program)]).toHaveLength(1);
    expect(program.main.body).toHaveLength(1);
  });
});
