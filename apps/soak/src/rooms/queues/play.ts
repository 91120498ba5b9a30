import { createTask, run, sleep } from '@x/event-loop';
import { runVirtual } from '@x/event-loop/testing';
import { LifoQueue, PriorityQueue, Queue, QueueEmpty, QueueFull, QueueShutDown, SimpleQueue } from '@x/queue';
import { ItemLedger } from '../../item-ledger.ts';
import type { Stage } from '../../stage.ts';
import type { Actor, QueuePlan, Setup } from './plan.ts';

/** Something to order by, and the number of the item. */
export type Item = readonly [rank: number, id: number];

type AnyQueue = Queue<Item> | SimpleQueue<Item>;

/** Makes the queue of a plan; tests plant defects here. */
export type MakeQueue = (setup: Setup) => AnyQueue;

function makeQueue({ kind, maxsize }: Setup): AnyQueue {
  switch (kind) {
    case 'Queue':
      return new Queue(maxsize);
    case 'LifoQueue':
      return new LifoQueue(maxsize);
    case 'PriorityQueue':
      return new PriorityQueue(maxsize);
    case 'SimpleQueue':
      return new SimpleQueue();
  }
}

/** Lets producers and consumers loose on a queue, and checks that every item that went in comes out once. */
export async function playQueue({ setup, steps }: QueuePlan, stage: Stage, make: MakeQueue = makeQueue): Promise<void> {
  const game = new Game(stage, make(setup));
  const [virtual, real] = [setup.mode === 'virtual', setup.mode === 'real'];
  if (virtual) await runVirtual(() => game.asTasks(steps));
  else if (real) await run(() => game.asTasks(steps));
  else await game.asPromises(steps);
  await game.end();
}

class Game {
  readonly #stage: Stage;
  readonly #queue: AnyQueue;
  readonly #ledger: ItemLedger;
  #isDropping = false;
  #unfinished = 0;

  constructor(stage: Stage, queue: AnyQueue) {
    this.#stage = stage;
    this.#queue = queue;
    this.#ledger = new ItemLedger(stage);
  }

  async asTasks(actors: readonly Actor[]): Promise<void> {
    const tasks = actors.map((actor) => ({ actor, task: createTask(() => this.#act(actor, sleep)) }));
    const stopping = tasks.map(({ actor, task }) =>
      createTask(async () => {
        if (!('cancelAfter' in actor) || actor.cancelAfter === undefined) return;
        await sleep(actor.cancelAfter);
        task.cancel();
      }),
    );
    for (const { task } of tasks) await this.#endOf(task);
    for (const task of stopping) await task;
  }

  async asPromises(actors: readonly Actor[]): Promise<void> {
    const pause = (time: number): Promise<void> => this.#stage.pause(time);
    const acting = actors.map((actor) => {
      const controller = new AbortController();
      if ('cancelAfter' in actor && actor.cancelAfter !== undefined)
        this.#stage.later(actor.cancelAfter, () => controller.abort(new Stopped()));
      return this.#endOf(this.#act(actor, pause, controller.signal));
    });
    await Promise.all(acting);
  }

  /** Takes what is left, and looks whether the books agree. */
  async end(): Promise<void> {
    const queue = this.#queue;
    while (!queue.empty()) this.#take(queue.getNowait());
    this.#ledger.check(this.#isDropping);
    if (queue instanceof SimpleQueue || this.#isDropping) return;
    try {
      while (this.#unfinished-- > 0) queue.taskDone();
    } catch (error) {
      this.#stage.violate('no item is lost or doubled', `more came out than went in: ${String(error)}`);
    }
    const isJoined = await this.#stage.settles(queue.join(), 2_000);
    this.#stage.expect(
      isJoined,
      'no item is lost or doubled',
      `join() waits for more than went in: ${queue.toString()}`,
    );
  }

  async #act(actor: Actor, pause: (time: number) => PromiseLike<unknown>, signal?: AbortSignal): Promise<void> {
    const queue = this.#queue;
    switch (actor.do) {
      case 'put':
      case 'get':
        for (let time = 0; time < actor.count; time++) {
          if (actor.gap > 0) await pause(actor.gap);
          if (signal?.aborted === true) return;
          await this.#once(actor, signal);
        }
        break;
      case 'iterate':
        if (queue instanceof SimpleQueue) break;
        // A loop has no signal: without tasks it ends when the queue is shut down, which is not certain.
        if (signal === undefined) for await (const item of queue) this.#take(item);
        break;
      case 'join':
        if (queue instanceof SimpleQueue) break;
        await queue.join({ timeout: actor.timeout, ...(signal && { signal }) });
        break;
      case 'shutdown':
        await pause(actor.after);
        if (queue instanceof SimpleQueue) break;
        if (actor.immediate) this.#isDropping = true;
        queue.shutdown({ immediate: actor.immediate });
        break;
    }
  }

  async #once({ do: what, how, timeout }: Extract<Actor, { do: 'put' | 'get' }>, signal?: AbortSignal): Promise<void> {
    const queue = this.#queue;
    const options = { timeout, ...(signal && { signal }) };
    try {
      if (what === 'put') {
        const id = this.#ledger.nextId();
        const item: Item = [id % 5, id];
        if (how === 'now') queue.putNowait(item);
        else await queue.put(item, options);
        this.#ledger.put(id);
      } else {
        this.#take(how === 'now' ? queue.getNowait() : await queue.get(options));
      }
    } catch (error) {
      if (!(error instanceof QueueFull || error instanceof QueueEmpty)) throw error;
    }
  }

  #take([, id]: Item): void {
    this.#ledger.got(id);
    this.#unfinished += 1;
  }

  async #endOf(acting: PromiseLike<unknown>): Promise<void> {
    try {
      await acting;
    } catch (error) {
      const isExpected =
        error instanceof QueueShutDown ||
        error instanceof Stopped ||
        ['CancelledError', 'TimeoutError'].includes((error as Error).name);
      if (!isExpected) this.#stage.violate('every outcome is the right one', `an actor threw ${String(error)}`);
    }
  }
}

/** Why actors without tasks give up. */
class Stopped extends Error {}
