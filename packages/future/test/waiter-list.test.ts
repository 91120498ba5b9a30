import { describe, expect, it } from 'vitest';
import { ListedWait, WaiterList, type Interruption } from '../src/context.ts';

class NamedWait extends ListedWait<string> {
  readonly label: string;

  constructor(label: string) {
    super();
    this.label = label;
  }

  protected override resume(interruption: Interruption | undefined): string {
    this.list?.delete(this);
    if (interruption !== undefined) throw interruption.error;
    return this.label;
  }
}

function listOf(...names: string[]): { list: WaiterList; waits: NamedWait[]; names: () => string[] } {
  const list = new WaiterList();
  const waits = names.map((name) => new NamedWait(name));
  for (const wait of waits) list.push(wait);
  return { list, waits, names: () => [...list].map((wait) => wait.label) };
}

describe('WaiterList', () => {
  it('keeps the order of arrival, whoever leaves', () => {
    for (const [leaver, rest] of [
      [0, ['b', 'c']],
      [1, ['a', 'c']],
      [2, ['a', 'b']],
    ] as const) {
      const { list, waits, names } = listOf('a', 'b', 'c');
      expect(list.delete(waits[leaver]!)).toBe(true);
      expect(list.delete(waits[leaver]!)).toBe(false);
      expect(names()).toEqual(rest);
      expect(list.length).toBe(2);
      list.push(waits[leaver]!);
      expect(names()).toEqual([...rest, waits[leaver]!.label]);
    }
  });

  it('is empty after the only one has left, and can be used again', () => {
    const { list, waits, names } = listOf('a');
    list.delete(waits[0]!);
    expect([list.length, list.first, names()]).toEqual([0, undefined, []]);
    list.push(waits[0]!);
    expect([list.length, list.first, names()]).toEqual([1, waits[0], ['a']]);
  });

  it('does not touch a wait of another list', () => {
    const { waits } = listOf('a');
    const other = new WaiterList();
    expect(other.delete(waits[0]!)).toBe(false);
  });

  it('wakes the first that still waits, and keeps it until its step', async () => {
    const { list, waits, names } = listOf('a', 'b', 'c', 'd');
    waits[0]!.interrupt(new Error('gone'));
    expect(list.wakeNext()).toBe(true);
    expect(list.wakeNext()).toBe(true);
    expect(waits.map((wait) => wait.isWaiting)).toEqual([false, false, false, true]);
    expect(names()).toEqual(['a', 'b', 'c', 'd']);

    await expect(Promise.allSettled(waits.slice(0, 3))).resolves.toMatchObject([
      { status: 'rejected' },
      { value: 'b' },
      { value: 'c' },
    ]);
    expect(names()).toEqual(['d']);
  });

  it('is claimed until everybody was interrupted', () => {
    const { list, waits } = listOf('a', 'b');
    for (const wait of waits) wait.catch(() => undefined);
    waits[0]!.interrupt(new Error('gone'));
    expect(list.isClaimed).toBe(true);
    list.wakeNext();
    expect(list.isClaimed).toBe(true);
    list.delete(waits[1]!);
    expect(list.isClaimed).toBe(false);
  });

  it('wakes those who come after everybody was woken', () => {
    const { list } = listOf('a');
    list.wakeAll();
    expect(list.wakeNext()).toBe(false);
    const late = new NamedWait('late');
    list.push(late);
    expect(list.wakeNext()).toBe(true);
    expect(late.isWaiting).toBe(false);
  });

  it('finds the next one when the one it would have woken leaves', () => {
    const { list, waits } = listOf('a', 'b', 'c');
    list.wakeNext();
    list.delete(waits[1]!);
    list.wakeNext();
    expect(waits[2]!.isWaiting).toBe(false);
  });
});
