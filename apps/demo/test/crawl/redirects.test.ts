import { describe, expect, it } from 'vitest';
import type { Address } from '../../src/crawl/address.ts';
import { Redirects } from '../../src/crawl/redirects.ts';

function address(url: string, redirects: readonly string[] = []): Address {
  return { url, from: undefined, depth: 0, redirects };
}

describe('Redirects.add', () => {
  it('finds the loop at the redirect that closes it', () => {
    const redirects = new Redirects();
    redirects.add(address('a'), 'b');
    redirects.add(address('b'), 'c');
    expect(() => redirects.add(address('c'), 'a')).toThrow('c is part of a redirect loop: c → a → b → c');
  });

  it('finds a page that redirects to itself', () => {
    expect(() => new Redirects().add(address('a'), 'a')).toThrow('a → a');
  });

  it('takes an address that leads into a loop for what it is', () => {
    const redirects = new Redirects();
    redirects.add(address('a'), 'b');
    expect(() => redirects.add(address('b'), 'a')).toThrow();
    expect(() => redirects.add(address('c'), 'a')).not.toThrow();
  });

  it('gives up on a chain that does not end', () => {
    const chain = Array.from({ length: 20 }, (_, index) => `r${index}`);
    expect(() => new Redirects().add(address('end', chain.slice(1)), 'x')).not.toThrow();
    expect(() => new Redirects().add(address('end', chain), 'x')).toThrow(
      'end came after 20 redirects, the first of them r0',
    );
  });
});
