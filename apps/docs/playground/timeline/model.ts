import type { TaskOutcome, TaskState, TraceEvent } from '../trace.ts';

/** A stretch of a task's life. Numbers count events: it lasts from one to another. */
export interface Span {
  readonly state: TaskState;
  readonly from: number;
  to: number;
  /** What it waits for. */
  readonly waitsFor: string | undefined;
  readonly line: number | undefined;
}

export interface TaskRow {
  readonly id: number;
  name: string;
  readonly parent: number | undefined;
  readonly made: number;
  readonly spans: Span[];
  /** Where it was asked to cancel. */
  readonly cancels: number[];
  end: { readonly at: number; readonly outcome: TaskOutcome; readonly text: string } | undefined;
}

/** How much a queue or lock holds, from one event to another. */
export interface Level {
  readonly from: number;
  to: number;
  readonly level: number;
  readonly text: string;
}

export interface ResourceRow {
  readonly id: number;
  readonly type: string;
  readonly name: string;
  readonly capacity: number | undefined;
  readonly levels: Level[];
}

/** What happened, ordered by who it happened to. */
export class Timeline {
  readonly events: TraceEvent[] = [];
  readonly tasks: TaskRow[] = [];
  readonly resources: ResourceRow[] = [];
  readonly #taskOf = new Map<number, TaskRow>();
  readonly #resourceOf = new Map<number, ResourceRow>();

  add(event: TraceEvent): void {
    const at = this.events.length;
    this.events.push(event);
    switch (event.kind) {
      case 'task':
        this.#begin({
          id: event.id,
          name: event.name,
          parent: event.parent,
          made: at,
          spans: [],
          cancels: [],
          end: undefined,
        });
        break;
      case 'renamed':
        this.#task(event.id).name = event.name;
        break;
      case 'state': {
        const { state, waitsFor, line } = event;
        const { spans } = this.#task(event.id);
        closeLast(spans, at);
        spans.push({ state, from: at, to: Infinity, waitsFor, line });
        break;
      }
      case 'cancel':
        this.#task(event.id).cancels.push(at);
        break;
      case 'end': {
        const row = this.#task(event.id);
        closeLast(row.spans, at);
        row.end = { at, outcome: event.outcome, text: event.text };
        break;
      }
      case 'resource': {
        const { id, type, name, capacity } = event;
        const row: ResourceRow = { id, type, name, capacity, levels: [] };
        this.#resourceOf.set(id, row);
        this.resources.push(row);
        break;
      }
      case 'level': {
        const { levels } = this.#resourceOf.get(event.id) as ResourceRow;
        closeLast(levels, at);
        levels.push({ from: at, to: Infinity, level: event.level, text: event.text });
        break;
      }
      case 'print':
    }
  }

  /** The name of a task; now, should it have been renamed. */
  nameOf(id: number): string {
    return this.#task(id).name;
  }

  resourceNamed(id: number): ResourceRow {
    return this.#resourceOf.get(id) as ResourceRow;
  }

  #begin(row: TaskRow): void {
    this.#taskOf.set(row.id, row);
    this.tasks.push(row);
  }

  #task(id: number): TaskRow {
    return this.#taskOf.get(id) as TaskRow;
  }
}

function closeLast(stretches: { to: number }[], at: number): void {
  const last = stretches.at(-1);
  if (last !== undefined) last.to = at;
}
