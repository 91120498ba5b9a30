import { describe, expect, it } from 'vitest';
import { Window } from '../src/window.ts';

describe('Window', () => {
  it('grows fourfold with each reply, up to what fits the target', () => {
    const window = new Window(1, 4096);
    const sizes = [1, 4, 16, 64].map((count) => (window.learn(count * 0.001, count), window.size));
    expect(sizes).toEqual([4, 16, 64, 256]);
    window.learn(1, 1_000);
    expect(window.size).toBe(1_000);
  });

  it('holds one task where each takes longer than the target', () => {
    const window = new Window(1, 4096);
    window.learn(200, 1);
    expect(window.size).toBe(1);
  });

  it('never grows beyond the number of cells', () => {
    const window = new Window(1_000, 64);
    for (let i = 0; i < 10; i++) window.learn(0.001, 10);
    expect(window.size).toBe(64);
  });

  it('closes to one', () => {
    const window = new Window(1, 64);
    window.learn(0.001, 1);
    window.close();
    expect(window.size).toBe(1);
  });
});
