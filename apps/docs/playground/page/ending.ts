import type { Timeline } from '../timeline/model.ts';
import { PATIENCE, type Ending } from './session.ts';

/** How a run ended, in words; lines of the program that it concerns. */
export function describeEnding(
  ending: Ending,
  timeline: Timeline,
): { text: string; lines: readonly number[]; isFailure: boolean } {
  switch (ending.kind) {
    case 'done':
      return { text: 'The program is over.', lines: [], isFailure: false };
    case 'stopped':
      return { text: 'Stopped.', lines: [], isFailure: false };
    case 'failed':
      return { ...ending.failure, isFailure: true };
    case 'limit': {
      const text = `Stopped after ${ending.events} events, at ${timeline.events.at(-1)?.time ?? 0} ms: does the program ever end?`;
      return { text, lines: [], isFailure: true };
    }
    case 'stuck':
      return describeStuck(timeline);
  }
}

function describeStuck(timeline: Timeline): { text: string; lines: readonly number[]; isFailure: boolean } {
  const limit = `${PATIENCE / 1_000} s`;
  const running = timeline.tasks.find((row) => row.end === undefined && row.spans.at(-1)?.state === 'running');
  const line = running?.spans.at(-1)?.line;
  const who = running === undefined ? 'the program' : `'${running.name}'`;
  const since = line === undefined ? '' : `, since line ${line}`;
  return {
    text: `Stopped: ${who} has run for ${limit} without waiting${since}. An endless loop needs an await in it.`,
    lines: line === undefined ? [] : [line],
    isFailure: true,
  };
}
