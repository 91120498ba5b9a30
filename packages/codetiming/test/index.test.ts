import { expect, it } from 'vitest';
import * as codetiming from '../src/index.ts';

it('exports these names and no others', () => {
  expect(Object.keys(codetiming).sort()).toEqual(['Histogram', 'Summary', 'Timer', 'TimerError', 'Timers', 'timed']);
});
