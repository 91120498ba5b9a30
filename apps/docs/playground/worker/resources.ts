import type { LevelChanged, ResourceMade } from '../trace.ts';

/** A queue, a lock or another thing that tasks share, and how full it is. */
export interface Resource {
  readonly object: object;
  readonly type: string;
  readonly capacity: number | undefined;
  level(): number;
  /** It, as text. */
  describe(): string;
}

interface Watched {
  readonly resource: Resource;
  readonly id: number;
  name: string;
  level: number | undefined;
  text: string;
}

/** Notices how resources fill. */
export class Resources {
  readonly #watched = new Map<object, Watched>();
  readonly #counts = new Map<string, number>();
  /** What a method is being called of. */
  inCall: object | undefined = undefined;

  add(resource: Resource): void {
    const { object, type } = resource;
    const count = (this.#counts.get(type) ?? 0) + 1;
    this.#counts.set(type, count);
    const id = this.#watched.size + 1;
    this.#watched.set(object, { resource, id, name: `${type}-${count}`, level: undefined, text: '' });
  }

  /** Gives a resource the name that the program has for it; the first one counts. */
  name(object: object, name: string): void {
    const watched = this.#watched.get(object);
    if (watched !== undefined && watched.level === undefined) watched.name = name;
  }

  nameOf(object: object): string {
    return this.#watched.get(object)?.name ?? object.constructor.name;
  }

  during<R>(object: object, call: () => R): R {
    const before = this.inCall;
    this.inCall = object;
    try {
      return call();
    } finally {
      this.inCall = before;
    }
  }

  /** What has changed since the last look. */
  changes(): (Omit<LevelChanged, 'time'> | Omit<ResourceMade, 'time'>)[] {
    const events: ReturnType<Resources['changes']> = [];
    for (const watched of this.#watched.values()) {
      const { resource, id, name } = watched;
      const level = resource.level();
      const text = resource.describe().slice(0, 200);
      if (watched.level === level && watched.text === text) continue;
      if (watched.level === undefined) {
        events.push({ kind: 'resource', id, type: resource.type, name, capacity: resource.capacity });
      }
      watched.level = level;
      watched.text = text;
      events.push({ kind: 'level', id, level, text });
    }
    return events;
  }
}
