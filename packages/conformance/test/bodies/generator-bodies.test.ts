import { drive } from '@x/test-kit';
import { describe, expect, it } from 'vitest';
import type { Body } from '../../src/fuzz/bodies.ts';
import * as native from './coroutines.ts';

const GENERATORS = './coroutines.ts?bodies=generator';

describe('generatorBodies', () => {
  it('makes generators of coroutines that do what the native ones do', async () => {
    const { main } = (await import(/* @vite-ignore */ GENERATORS)) as {
      main: (note: (text: string) => void) => Body<number>;
    };
    const [expected, notes]: [string[], string[]] = [[], []];
    expect(await native.main((text) => expected.push(text))).toBe(5);

    const body = main((text) => notes.push(text));
    expect(Object.prototype.toString.call(body)).toBe('[object Generator]');
    expect(await drive(body)).toBe(5);
    expect(notes).toEqual(expected);
  });
});
