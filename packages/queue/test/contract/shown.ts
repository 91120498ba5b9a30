import type { Mode } from '@x/test-kit/vitest';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Kind } from './kinds.ts';

export function shownContract({ run }: Mode, { kind, make }: Kind): void {
  describe('toString', () => {
    it(
      'AQUE-001 AQ-029 shows size, items, those who wait, unfinished tasks, shutdown',
      run(function* (world) {
        const queue = make<unknown>();
        expect(String(queue)).toBe(`<${kind} maxsize=0>`);
        const getting = world.call((limits) => queue.get(limits));
        yield* world.settled();
        expect(String(queue)).toBe(`<${kind} maxsize=0 _getters[1]>`);
        queue.putNowait(1);
        yield getting.joined;
        queue.putNowait(2);
        expect(String(queue)).toBe(`<${kind} maxsize=0 _queue=[2] tasks=2>`);
        queue.getNowait();
        expect(String(queue)).toBe(`<${kind} maxsize=0 tasks=2>`);

        const full = make<string>(1);
        full.putNowait('a');
        const putting = world.call((limits) => full.put('b', limits));
        yield* world.settled();
        expect(String(full)).toBe(`<${kind} maxsize=1 _queue=['a'] _putters[1] tasks=1>`);
        full.shutdown({ immediate: true });
        yield* world.settled();
        expect(putting.done()).toBe(true);
        expect(String(full)).toBe(`<${kind} maxsize=1 shutdown>`);
      }),
    );
  });

  describe('util.inspect', () => {
    it('AQUE-001 tells queues apart', () => {
      const [a, b] = [make<number>(), make<number>()];
      a.putNowait(1);
      expect(inspect(a)).toMatch(new RegExp(`^<${kind} #\\d+ maxsize=0 _queue=\\[1\\] tasks=1>$`));
      expect(inspect(a)).toBe(inspect(a));
      expect(inspect(a).split(' ')[1]).not.toBe(inspect(b).split(' ')[1]);
      expect(String(a)).not.toMatch('#');
    });
  });
}
