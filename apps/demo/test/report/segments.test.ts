import { describe, expect, it } from 'vitest';
import type { PageRecord } from '../../src/crawl/record.ts';
import { segmentsOf } from '../../src/report/segments.ts';

function visit(times: Omit<PageRecord['times'], 'fetcher'>): PageRecord {
  return { outcome: 'other', url: 'http://a/', depth: 0, contentType: '', times: { fetcher: 3, ...times } };
}

describe('segmentsOf', () => {
  it('divides a visit into what it waited for', () => {
    const times = {
      taken: 0,
      admitted: 1,
      answered: 50,
      received: 52,
      saved: 60,
      read: { from: 70, to: 75, worker: 9 },
      ended: 76,
    };
    expect(segmentsOf(visit(times)).map(({ lane, activity, from, to }) => [lane, activity, from, to])).toEqual([
      [3, 'waits for its turn at the host', 0, 1],
      [3, 'waits for the answer', 1, 50],
      [3, 'receives the page', 50, 52],
      [3, 'saves the page', 52, 60],
      [3, 'waits for a reader', 60, 70],
      [3, 'page is being read', 70, 75],
    ]);
  });

  it('leaves out what a visit did not come to, or passed at once', () => {
    const times = { taken: 5, admitted: 5, received: 90, ended: 90 };
    expect(segmentsOf(visit(times)).map(({ activity, from, to }) => [activity, from, to])).toEqual([
      ['receives the page', 5, 90],
    ]);
  });
});
