import fc from 'fast-check';

/** One thing that a random program does. */
export type Step =
  | { readonly do: 'put' | 'putNowait' | 'get' | 'getNowait' | 'taskDone' | 'join' }
  | { readonly do: 'cancel'; readonly call: number }
  | { readonly do: 'shutdown'; readonly immediate: boolean };

const just = (name: 'put' | 'putNowait' | 'get' | 'getNowait' | 'taskDone' | 'join'): fc.Arbitrary<Step> =>
  fc.constant({ do: name });

/** A step; calls are cancelled by their number. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 24, arbitrary: just('put') },
  { weight: 8, arbitrary: just('putNowait') },
  { weight: 24, arbitrary: just('get') },
  { weight: 8, arbitrary: just('getNowait') },
  { weight: 8, arbitrary: just('taskDone') },
  { weight: 4, arbitrary: just('join') },
  { weight: 16, arbitrary: fc.nat({ max: 30 }).map((call): Step => ({ do: 'cancel', call })) },
  { weight: 1, arbitrary: fc.boolean().map((immediate): Step => ({ do: 'shutdown', immediate })) },
);
