import { describe, expect, it, vi } from 'vitest';
import { gate, settled } from '../src/index.ts';

describe('gate', () => {
  it('holds who waits until it is opened, and nobody after', async () => {
    const onPass = vi.fn<(value: string) => void>();
    const door = gate<string>();
    void door.then(onPass);
    await settled();
    expect(onPass).not.toHaveBeenCalled();

    door.open('come in');
    door.open('too late');
    await expect(door).resolves.toBe('come in');
    expect(onPass).toHaveBeenCalledExactlyOnceWith('come in');
  });

  it('fails who waits', async () => {
    const door = gate();
    door.fail(new Error('closed for ever'));
    await expect(door).rejects.toThrow('closed for ever');
  });
});
