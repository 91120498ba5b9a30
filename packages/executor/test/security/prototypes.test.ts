import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeError } from '../../src/decode-error.ts';
import { encodeError } from '../../src/worker/error-codec.ts';
import { expectWorking, REPLACING } from '../faults/matrix.ts';

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'then', 'name', 'message', 'stack', 'cause'];
const names = fc.constantFrom(...NAMES);
const value = fc.oneof(fc.anything({ key: names, maxDepth: 2 }), fc.constant({ polluted: true }));

const pristine = [Object.prototype, Error.prototype, TypeError.prototype, Array.prototype, Function.prototype].map(
  (prototype) => [prototype, JSON.stringify(Object.getOwnPropertyNames(prototype))] as const,
);

function expectNothingPolluted(): void {
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  for (const [prototype, before] of pristine)
    expect(JSON.stringify(Object.getOwnPropertyNames(prototype))).toBe(before);
}

describe('An error from a worker', () => {
  it('keeps its class, whatever its properties are called', () => {
    expect.hasAssertions();
    fc.assert(
      fc.property(fc.dictionary(names, value, { noNullPrototype: true }), (properties) => {
        const error = new RangeError('odd');
        for (const [name, own] of Object.entries(properties)) {
          Object.defineProperty(error, name, { value: own, enumerable: true });
        }
        const copy = decodeError(structuredClone(encodeError(error, (one) => typeof one !== 'function')));
        expect(copy).toBeInstanceOf(RangeError);
        expectNothingPolluted();
      }),
    );
  });

  it('of a class that is called like a property of all objects is an Error', () => {
    for (const name of NAMES) {
      const node = { classes: [name], name, message: 'odd', stack: undefined, properties: [] };
      expect(decodeError({ nodes: [node], root: { node: 0 } })).toBeInstanceOf(Error);
    }
    expectNothingPolluted();
  });
});

describe.each(REPLACING.filter(({ workers }) => workers === 1))('$workers $kind', ({ make }) => {
  it('pollutes no prototype by results, errors and progress', async () => {
    const executor = make();
    const reply = (json: string): unknown => JSON.parse(json) as unknown;
    const fail = (json: string): never => {
      throw Object.assign(new TypeError('odd'), { extra: JSON.parse(json) as unknown });
    };
    const payload = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    expect(JSON.stringify(await executor.submit(reply, payload))).toBe(payload);
    const error = await executor.submit(fail, payload).getException();
    expect(error).toBeInstanceOf(TypeError);
    expect(JSON.stringify((error as { extra?: unknown }).extra)).toBe(payload);
    expectNothingPolluted();
    await expectWorking(executor);
  });
});
