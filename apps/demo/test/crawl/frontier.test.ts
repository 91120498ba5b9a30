import { describe, expect, it } from 'vitest';
import { Frontier } from '../../src/crawl/frontier.ts';
import type { Address } from '../../src/crawl/address.ts';

function address(url: string): Address {
  return { url, from: undefined, depth: 0, redirects: [] };
}

describe('Frontier', () => {
  it('gives every address out once, in the order in which they came', async () => {
    const frontier = new Frontier(10);
    expect(['a', 'b', 'a'].map((url) => frontier.add(address(url)))).toEqual([true, true, false]);
    expect((await frontier.next())?.url).toBe('a');
    expect(frontier.add(address('a'))).toBe(false);
    expect((await frontier.next())?.url).toBe('b');
    expect(frontier.known).toBe(2);
  });

  it('waits for what an open visit may find', async () => {
    const frontier = new Frontier(10);
    frontier.add(address('a'));
    await frontier.next();
    const next = frontier.next();
    frontier.add(address('b'));
    expect((await next)?.url).toBe('b');
  });

  it('ends with the last visit that is open', async () => {
    const frontier = new Frontier(10);
    frontier.add(address('a'));
    await frontier.next();
    const next = frontier.next();
    frontier.done();
    expect(await next).toBeUndefined();
  });

  it('turns addresses away beyond its limit, and counts them', () => {
    const frontier = new Frontier(1);
    frontier.add(address('a'));
    expect(frontier.add(address('b'))).toBe(false);
    expect(frontier.add(address('a'))).toBe(false);
    expect([frontier.known, frontier.leftOut]).toEqual([1, 1]);
  });
});
