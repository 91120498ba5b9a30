import { ProcessPoolExecutor, taskModule, type TaskModule, WorkerLostError } from '@x/executor';
import type { PageSource } from '../page/facts.ts';
import type * as pageTask from '../page/read-page-task.ts';
import type { PageReader } from './page-reader.ts';

const task: TaskModule<typeof pageTask> = taskModule(new URL('../page/read-page-task.ts', import.meta.url));

/** A page that takes so long, in milliseconds, costs its worker: it takes some milliseconds as a rule. */
const READING_LIMIT = 30_000;

/** Reads pages in worker processes, a task for each page. */
export class WorkerReader implements PageReader {
  readonly #executor: ProcessPoolExecutor;
  readonly #readPage: typeof task.readPage;
  readonly #cpu = new Map<number, number>();

  /** @param readPage - what the workers run */
  constructor(workers: number, readPage: typeof task.readPage = task.readPage) {
    this.#executor = new ProcessPoolExecutor({
      maxWorkers: workers,
      minWorkers: workers, // They start while the first page is on its way.
      onWorkerLost: 'replace',
    });
    this.#readPage = readPage;
  }

  get workersCpu(): number {
    return Array.from(this.#cpu.values()).reduce((total, cpu) => total + cpu, 0);
  }

  /** Reads one page. A worker that dies may have been unlucky: the page gets another one, once. */
  async read(source: PageSource): Promise<pageTask.PageReading> {
    try {
      return await this.#submit(source);
    } catch (error) {
      if (!(error instanceof WorkerLostError)) throw error;
      return await this.#submit(source);
    }
  }

  async #submit(source: PageSource): Promise<pageTask.PageReading> {
    const reading = await this.#executor.submitWith({ timeout: READING_LIMIT }, this.#readPage, source);
    this.#cpu.set(reading.work.worker, reading.work.cpu);
    return reading;
  }

  /** Nobody waits for a page that is being read by now: the survey is over, or interrupted. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#executor.terminateWorkers();
  }
}
