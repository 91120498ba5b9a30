import { deserialize, serialize } from 'node:v8';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, unpack } from '../../src/shared/packet.ts';
import { isPlain } from '../../src/shared/plain.ts';

const nested = (depth: number): unknown => (depth === 0 ? 0 : [nested(depth - 1)]);

describe('isPlain', () => {
  it.each([
    'text',
    '',
    '\ud800 half a pair',
    true,
    null,
    [0.1],
    [],
    {},
    [1, 'a', [null]],
    { a: { b: [1e300, -5] } },
    JSON.parse('{ "__proto__": 1 }'),
    { length: 1 },
  ])('knows what JSON copies exactly: %j', (item) => {
    expect(isPlain(item)).toBe(true);
    expect(pack(item)).toBe(JSON.stringify(item));
  });

  const met = {};
  const cycle: unknown[] = [];
  cycle.push(cycle);

  it.each([
    ['undefined', undefined],
    ['undefined in an object', { a: undefined }],
    ['-0', [-0]],
    ['NaN', { a: NaN }],
    ['Infinity', [Infinity]],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['an error', new Error('e')],
    ['a map', { map: new Map() }],
    ['bytes inside', [new Uint8Array(1)]],
    // eslint-disable-next-line no-sparse-arrays -- a hole is what it is about
    ['a hole', [1, , 2]],
    ['an array with a name', Object.assign([1], { name: 'n' })],
    ['an object met twice', [met, met]],
    ['a cycle', cycle],
    ['a subclass of arrays', new (class extends Array<number> {})()],
    ['an object that looks like an array', Object.setPrototypeOf({}, Array.prototype)],
    ['an object without a prototype', Object.create(null)],
    ['a proxy', new Proxy({}, {})],
    ['a function', () => 1],
    ['toJSON()', { toJSON: () => 1 }],
    ['a long text', 'x'.repeat(513)],
    ['many entries', new Array(65).fill(0)],
    ['many objects', nested(17)],
  ])('leaves %s to v8.serialize', (_, item) => {
    expect(isPlain(item)).toBe(false);
  });

  it('is true only of what comes out as v8.serialize would give it', () => {
    const items = fc.anything({ withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true });
    fc.assert(
      fc.property(items, (item) => {
        expect(unpack(pack(item))).toStrictEqual(typeof item === 'number' ? item : deserialize(serialize(item)));
      }),
      { numRuns: 1_000 },
    );
  });
});
