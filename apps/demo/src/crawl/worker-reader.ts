import { ProcessPoolExecutor, taskModule, WorkerLostError } from '@x/executor';
import type { PageSource } from '../page/facts.ts';
import type { PageReading } from '../page/read-page-task.ts';
import type { PageReader } from './page-reader.ts';

const task = taskModule<typeof import('../page/read-page-task.ts')>(new URL('../page/read-page-task.ts', import.meta.url));

/** Reads pages in worker processes, a task for each page. */
export class WorkerReader implements PageReader {
  readonly #executor: ProcessPoolExecutor;
  readonly #readPage: typeof task.readPage;
  readonly #cpu = new Map<number, number>();

  /** @param readPage - what the workers run */
  constructor(workers: number, readPage: typeof task.readPage = task.readPage) {
    this.#executor = new ProcessPoolExecutor({ maxWorkers: workers, onWorkerLost: 'replace' });
    this.#readPage = readPage;
  }

  get workersCpu(): number {
    return Array.from(this.#cpu.values()).reduce((total, cpu) => total + cpu, 0);
  }

  /** Reads one page. A worker that dies may have been unlucky: the page gets another one, once. */
  async read(source: PageSource): Promise<PageReading> {
    try {
      return await this.#submit(source);
    } catch (error) {
      if (!(error instanceof WorkerLostError)) throw error;
      return await this.#submit(source);
    }
  }

  async #submit(source: PageSource): Promise<PageReading> {
    const reading = await this.#executor.submit(this.#readPage, source);
    this.#cpu.set(reading.work.worker, reading.work.cpu);
    return reading;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#executor.shutdown({ cancelFutures: true });
  }
}
