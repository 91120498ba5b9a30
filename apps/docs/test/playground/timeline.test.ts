import { describe, expect, it } from 'vitest';
import { Axis } from '../../playground/timeline/axis.ts';
import { describeEvent, formatTime } from '../../playground/timeline/describe.ts';
import { Timeline } from '../../playground/timeline/model.ts';
import { Player } from '../../playground/timeline/player.ts';
import type { TraceEvent } from '../../playground/trace.ts';

const EVENTS: readonly TraceEvent[] = [
  { kind: 'task', id: 1, name: 'Task-1', time: 0 },
  { kind: 'renamed', id: 1, name: 'main', time: 0 },
  { kind: 'state', id: 1, state: 'ready', time: 0 },
  { kind: 'state', id: 1, state: 'running', time: 0 },
  { kind: 'resource', id: 1, type: 'Queue', name: 'jobs', capacity: 2, time: 0 },
  { kind: 'level', id: 1, level: 0, text: '<Queue>', time: 0 },
  { kind: 'task', id: 2, name: 'child', parent: 1, time: 0 },
  { kind: 'level', id: 1, level: 2, text: '<Queue full>', time: 0 },
  { kind: 'state', id: 1, state: 'waiting', waitsFor: 'jobs.put()', line: 7, time: 0 },
  { kind: 'print', level: 'log', text: 'hello', task: 2, time: 10 },
  { kind: 'cancel', id: 1, time: 10 },
  { kind: 'end', id: 2, outcome: 'failed', text: 'Error: no', time: 1_010 },
  { kind: 'end', id: 1, outcome: 'cancelled', text: '', time: 1_010 },
];

function timelineOf(events: readonly TraceEvent[]): Timeline {
  const timeline = new Timeline();
  for (const event of events) timeline.add(event);
  return timeline;
}

describe('Timeline', () => {
  const { tasks, resources } = timelineOf(EVENTS);

  it('gives each task a row of states that follow each other', () => {
    expect(tasks.map(({ name, parent }) => [name, parent])).toEqual([
      ['main', undefined],
      ['child', 1],
    ]);
    expect(tasks[0]?.spans).toEqual([
      { state: 'ready', from: 2, to: 3, waitsFor: undefined, line: undefined },
      { state: 'running', from: 3, to: 8, waitsFor: undefined, line: undefined },
      { state: 'waiting', from: 8, to: 12, waitsFor: 'jobs.put()', line: 7 },
    ]);
  });

  it('notes where a task was asked to cancel, and how it ended', () => {
    expect(tasks[0]?.cancels).toEqual([10]);
    expect(tasks.map(({ end }) => end?.outcome)).toEqual(['cancelled', 'failed']);
  });

  it('gives each resource a row of levels; the last one lasts', () => {
    expect(resources[0]?.levels).toEqual([
      { from: 5, to: 7, level: 0, text: '<Queue>' },
      { from: 7, to: Infinity, level: 2, text: '<Queue full>' },
    ]);
  });

  it('tells every event as a sentence', () => {
    const timeline = timelineOf(EVENTS);
    expect(EVENTS.map((event) => describeEvent(event, timeline))).toEqual([
      "'Task-1' is made",
      "a task is named 'main'",
      "'main' is ready",
      "'main' runs",
      'jobs, a Queue, is made',
      'jobs holds 0 of 2',
      "'child' is made by 'main'",
      'jobs holds 2 of 2',
      "'main' waits for jobs.put(), line 7",
      "'child' prints: hello",
      "'main' is asked to cancel",
      "'child' fails: Error: no",
      "'main' is cancelled",
    ]);
    expect(formatTime(1 / 3)).toBe('0.33 ms');
  });
});

describe('Axis', () => {
  const axis = new Axis(EVENTS);

  it('never goes back, and gives each change of state a place of its own', () => {
    expect(axis.positions).toEqual(axis.positions.toSorted((a, b) => a - b));
    expect(axis.at(3) - axis.at(2)).toBeGreaterThanOrEqual(10);
    expect(axis.at(Infinity)).toBeLessThanOrEqual(axis.width);
  });

  it('draws more time wider, and all of it so that it can be seen', () => {
    const short = axis.at(9) - axis.at(8);
    const long = axis.at(11) - axis.at(10);
    expect(long).toBeGreaterThan(2 * short);
    expect(short).toBeGreaterThan(20);
    expect(axis.marks.map(({ time }) => time)).toEqual([0, 10, 1_010]);
  });

  it('knows the events and the time at each place', () => {
    expect(axis.countAt(0)).toBe(0);
    expect(axis.countAt(axis.at(8))).toBe(9);
    expect(axis.countAt(axis.width)).toBe(EVENTS.length);
    expect(axis.timeAt(0)).toBe(0);
    expect(axis.timeAt(axis.at(9))).toBe(10);
    expect(axis.timeAt((axis.at(10) + axis.at(11)) / 2)).toBeCloseTo(500, -2);
    expect(axis.timeAt(axis.width)).toBe(1_010);
  });

  it('has room for nothing', () => {
    const empty = new Axis([]);
    expect([empty.timeAt(5), empty.countAt(5), empty.marks]).toEqual([0, 0, []]);
  });
});

describe('Player', () => {
  it('steps from one event that is seen to the next, and back', () => {
    const player = new Player(new Axis(EVENTS), () => undefined);
    const seen: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      player.step(1);
      seen.push(player.count);
    }
    // Events without a width are passed together with the next one.
    expect(seen).toEqual([1, 3, 4, 6]);
    player.step(-1);
    expect(player.count).toBe(4);
    player.moveToCount(Infinity);
    expect([player.count, player.time]).toEqual([EVENTS.length, 1_010]);
    player.step(-1);
    player.moveToCount(0);
    expect([player.count, player.time]).toEqual([0, 0]);
  });

  it('stays where it is when more happens', () => {
    const player = new Player(new Axis(EVENTS.slice(0, 9)), () => undefined);
    player.moveToCount(4);
    player.extend(new Axis(EVENTS));
    expect(player.count).toBe(4);
  });
});
