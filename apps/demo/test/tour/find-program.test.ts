import { describe, expect, it } from 'vitest';
import { findProgram, nearestNames } from '../../src/tour/find-program.ts';

describe('findProgram', () => {
  it('takes the whole name only', () => {
    expect(findProgram('wait-for')?.title).toBe('a limit of time');
    expect(findProgram('wait-fo')).toBeUndefined();
  });
});

describe('nearestNames', () => {
  it.each([
    ['gahter', ['gather']],
    ['as_completed', ['as-completed']],
    ['HTTP', ['blocking-http', 'concurrent-http']],
    ['wait-four', ['wait', 'wait-for']],
    ['procces', ['process']],
    ['xyzzy', []],
  ])('of %s are %j', (name, names) => expect(nearestNames(name)).toEqual(names));

  it('are no more than three', () => {
    expect(nearestNames('in')).toHaveLength(3);
  });
});
