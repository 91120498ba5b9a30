import { RuntimeError } from '@x/future';
import { expect, it } from 'vitest';
import { BrokenBarrierError } from '../src/index.ts';

it('a BrokenBarrierError is a RuntimeError with a name and a code of its own', () => {
  const error = new BrokenBarrierError('abort');
  expect(error).toBeInstanceOf(RuntimeError);
  expect([error.name, error.code, error.message]).toEqual([
    'BrokenBarrierError',
    'ERR_BROKEN_BARRIER',
    'the barrier was aborted',
  ]);
});
