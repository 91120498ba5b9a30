import { describe, expect, it } from 'vitest';
import { drive } from '../src/index.ts';

describe('drive', () => {
  it('awaits what is yielded, and gives what is returned', async () => {
    const body = function* (): Generator<unknown, string, unknown> {
      const plain = (yield 'a plain value') as string;
      return `${plain}, ${(yield Promise.resolve('a promised one')) as string}`;
    };
    await expect(drive(body())).resolves.toBe('a plain value, a promised one');
  });

  it('throws into the body what is rejected, and rejects with what the body throws', async () => {
    const body = function* (): Generator<unknown, never, unknown> {
      try {
        yield Promise.reject(new Error('inner'));
      } catch (cause) {
        throw new Error('outer', { cause });
      }
      throw new Error('never reached');
    };
    await expect(drive(body())).rejects.toMatchObject({ message: 'outer', cause: { message: 'inner' } });
  });
});
