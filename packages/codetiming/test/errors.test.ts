import { describe, expect, it } from 'vitest';
import { TimerError } from '../src/index.ts';

describe('TimerError', () => {
  it('is an Error with a name, a code and the reason', () => {
    const error = new TimerError('running');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'TimerError', code: 'ERR_TIMER', reason: 'running' });
    expect(String(error)).toBe('TimerError: Timer is running. Use .stop() to stop it');
  });
});
