import {
  checkWaitOptions,
  ListedWait,
  rejected,
  resolved,
  SUSPENDED,
  type Interruption,
  type WaiterList,
  type WaitOptions,
} from '@x/future/context';

/**
 * A wait of several stages, written down in their order: each `yield` queues it in a list until it is woken, and gives
 * what interrupted it, if anything did.
 */
export type Steps<T> = Generator<WaiterList, T, Interruption | undefined>;

/** Takes the steps, as one wait for the caller; without one when no step has to wait. */
export function perform<T>(label: string, steps: Steps<T>, options: WaitOptions | undefined): Promise<T> {
  let step: IteratorResult<WaiterList, T>;
  try {
    checkWaitOptions(options);
    step = steps.next();
  } catch (error) {
    return rejected(error);
  }
  if (step.done === true) return resolved(step.value);
  return new StepsWait(label, steps, step.value).begin(options);
}

class StepsWait<T> extends ListedWait<T> {
  readonly label: string;
  readonly #steps: Steps<T>;
  #waiters: WaiterList;

  constructor(label: string, steps: Steps<T>, waiters: WaiterList) {
    super();
    this.label = label;
    this.#steps = steps;
    this.#waiters = waiters;
    waiters.push(this);
  }

  protected override resume(interruption: Interruption | undefined): T | typeof SUSPENDED {
    this.#waiters.delete(this);
    const step = this.#steps.next(interruption);
    if (step.done === true) return step.value;
    this.#waiters = step.value;
    this.#waiters.push(this);
    return SUSPENDED;
  }
}
