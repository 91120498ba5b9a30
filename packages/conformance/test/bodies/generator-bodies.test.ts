import { parseAst } from 'vitest/node';
import { describe, expect, it } from 'vitest';
import { rewrite } from './generator-bodies.ts';

describe('rewrite', () => {
  it.each([
    [
      'async function a() { return await b(await c); }',
      'function* a() { return (yield* $wait(b((yield* $wait(c))))); }',
    ],
    ['const a = async (x) => await x;', 'const a = (function* (x) { return ((yield* $wait(x))); });'],
    ['const a = async () => { await b; };', 'const a = (function* () { (yield* $wait(b)); });'],
    [
      'class A { async b() {} static async c() {} d = async () => 1; }',
      'class A { *b() {} static *c() {} d = (function* () { return (1); }); }',
    ],
    ['const a = { async b() {}, c: () => d }', 'const a = { *b() {}, c: () => d }'],
  ])('%s', (native, generator) => {
    expect(rewrite(native, parseAst(native))).toBe(generator);
  });
});
