import { afterEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../src/index.ts';

afterEach(() => void vi.useRealTimers());

describe('settled', () => {
  it('lets promise chains and immediates run to their end', async () => {
    const steps: string[] = [];
    setImmediate(() => {
      void Promise.resolve().then(() => setImmediate(() => steps.push('chain')));
    });
    await settled();
    expect(steps).toEqual(['chain']);
  });

  it('works while every timer is faked', async () => {
    vi.useFakeTimers();
    const onTimeout = vi.fn();
    setTimeout(onTimeout, 0);
    await settled();
    expect(onTimeout).not.toHaveBeenCalled();
  });
});
