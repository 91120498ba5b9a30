import type { TraceEvent } from '../trace.ts';
import type { Timeline } from './model.ts';

/** A time as people read it. */
export function formatTime(time: number): string {
  return `${Math.round(time * 100) / 100} ms`;
}

/** One event, as a sentence. */
export function describeEvent(event: TraceEvent, timeline: Timeline): string {
  switch (event.kind) {
    case 'task':
      return `'${event.name}' is made${event.parent === undefined ? '' : ` by '${timeline.nameOf(event.parent)}'`}`;
    case 'renamed':
      return `a task is named '${event.name}'`;
    case 'state':
      return `'${timeline.nameOf(event.id)}' ${describeState(event.state, event.waitsFor)}${inLine(event.line)}`;
    case 'cancel':
      return `'${timeline.nameOf(event.id)}' is asked to cancel`;
    case 'end':
      return `'${timeline.nameOf(event.id)}' ${describeEnd(event.outcome, event.text)}`;
    case 'resource':
      return `${event.name}, a ${event.type}, is made`;
    case 'level': {
      const { name, capacity } = timeline.resourceNamed(event.id);
      return `${name} holds ${event.level}${capacity === undefined ? '' : ` of ${capacity}`}`;
    }
    case 'print':
      return `${event.task === undefined ? 'the program' : `'${timeline.nameOf(event.task)}'`} prints: ${event.text}`;
  }
}

export function describeState(state: 'ready' | 'running' | 'waiting', waitsFor: string | undefined): string {
  if (state === 'waiting') return `waits for ${waitsFor ?? 'something'}`;
  return state === 'ready' ? 'is ready' : 'runs';
}

export function describeEnd(outcome: 'finished' | 'failed' | 'cancelled', text: string): string {
  if (outcome === 'cancelled') return 'is cancelled';
  if (outcome === 'failed') return `fails: ${text}`;
  return text === '' ? 'finishes' : `finishes with ${text}`;
}

function inLine(line: number | undefined): string {
  return line === undefined ? '' : `, line ${line}`;
}
