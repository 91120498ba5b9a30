import type { WorkDone } from '../page/read-page-task.ts';
import type { VisitTimes } from './record.ts';
import type { SurveyClock } from './survey-clock.ts';

type Mark = 'admitted' | 'answered' | 'received' | 'saved' | 'ended';

/** Notes when a visit reaches its stages. */
export class VisitLog {
  readonly #clock: SurveyClock;
  readonly #times: { -readonly [Key in keyof VisitTimes]: VisitTimes[Key] };

  constructor(fetcher: number, clock: SurveyClock) {
    this.#clock = clock;
    const taken = clock.now();
    this.#times = { fetcher, taken, ended: taken };
  }

  /** The stage is reached now. */
  mark(stage: Mark): void {
    this.#times[stage] = this.#clock.now();
  }

  /** Somebody has read the page. */
  markRead({ from, to, worker }: WorkDone): void {
    this.#times.read = { from: this.#clock.since(from), to: this.#clock.since(to), worker };
  }

  /** The times of a visit that is over. */
  end(): VisitTimes {
    this.mark('ended');
    return this.#times;
  }
}
