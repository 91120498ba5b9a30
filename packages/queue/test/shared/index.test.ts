import { expect, it } from 'vitest';
import * as shared from '../../src/shared.ts';

it('@x/queue/shared exports', () => {
  expect(Object.keys(shared).sort()).toEqual(['SharedQueue']);
});
