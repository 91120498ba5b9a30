import { describe, expect, it } from 'vitest';
import { describeEnding } from '../../playground/page/ending.ts';
import { fromHash, toHash } from '../../playground/page/share.ts';
import { Timeline } from '../../playground/timeline/model.ts';
import { formatAll, formatValue } from '../../playground/worker/format-value.ts';

describe('a shared program', () => {
  it.each(['', "console.log('ä 🎈');", 'line\n'.repeat(500)])('survives its way through a URL: %#', async (text) => {
    const hash = await toHash(text);
    expect(hash).toMatch(/^#program=[\w-]*$/);
    expect(await fromHash(hash)).toBe(text);
  });

  it('is small', async () => {
    expect((await toHash('await sleep(10);\n'.repeat(200))).length).toBeLessThan(100);
  });

  it.each(['', '#example=queue', '#program=%%%', '#program=AAAA'])('is none in %j', async (hash) => {
    expect(await fromHash(hash)).toBeUndefined();
  });
});

describe('formatValue', () => {
  class Point {
    x = 1;
    next: unknown = undefined;
  }

  it('shows values in one line, as the console of Node does', () => {
    const point = new Point();
    point.next = point;
    expect(formatAll(['text', 1, -0, 2n, null, undefined, true])).toBe('text 1 -0 2n null undefined true');
    expect(formatValue(["it's", [], {}])).toBe("[ 'it\\'s', [], {} ]");
    expect(formatValue(point)).toBe('Point { x: 1, next: [Circular] }');
    expect(formatValue(new Map([['a', new Set([1])]]))).toBe("Map(1) { 'a' => Set(1) { 1 } }");
    expect(formatValue({ 'a b': { c: { d: { e: 1 } } } })).toBe("{ 'a b': { c: { d: [Object] } } }");
    expect(formatValue([Point, formatAll, () => 1])).toBe(
      '[ [class Point], [Function: formatAll], [Function (anonymous)] ]',
    );
  });

  it('shows errors, and those in a group', () => {
    expect(formatValue(new AggregateError([new RangeError('far'), new Error()], 'several'))).toBe(
      'AggregateError: several [ RangeError: far, Error ]',
    );
  });
});

describe('describeEnding', () => {
  it('names the task that did not give way, and since where', () => {
    const timeline = new Timeline();
    timeline.add({ kind: 'task', id: 1, name: 'spinner', time: 0 });
    timeline.add({ kind: 'state', id: 1, state: 'running', line: 4, time: 0 });
    expect(describeEnding({ kind: 'stuck' }, timeline)).toEqual({
      text: "Stopped: 'spinner' has run for 5 s without waiting, since line 4. An endless loop needs an await in it.",
      lines: [4],
      isFailure: true,
    });
  });

  it('says so where no task is known', () => {
    expect(describeEnding({ kind: 'stuck' }, new Timeline()).text).toContain('the program has run for 5 s');
    expect(describeEnding({ kind: 'limit', events: 10 }, new Timeline()).text).toContain('after 10 events, at 0 ms');
  });
});
