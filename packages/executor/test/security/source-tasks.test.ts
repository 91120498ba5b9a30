import { describe, expect, it, onTestFinished } from 'vitest';
import {
  ProcessPoolExecutor,
  taskModule,
  ThreadPoolExecutor,
  type WorkerExecutor,
  type WorkerOptions,
} from '../../src/index.ts';
import { work } from '../faults/matrix.ts';

const one = (): number => 1;
const KINDS = [
  { name: 'threads', make: (options: WorkerOptions) => new ThreadPoolExecutor(options) },
  { name: 'processes', make: (options: WorkerOptions) => new ProcessPoolExecutor(options) },
];

describe.each(KINDS)('sourceTasks: false, $name', ({ make }) => {
  const create = (): WorkerExecutor => {
    const executor = make({ maxWorkers: 1, sourceTasks: false });
    onTestFinished(() => executor.killWorkers());
    return executor;
  };

  it('runs the functions of task modules', async () => {
    expect(await create().submit(work.pow, 2, 3)).toBe(8);
  });

  it.each<[string, (executor: WorkerExecutor) => unknown]>([
    ['submit', (executor) => executor.submit(one)],
    ['submitWith', (executor) => executor.submitWith({}, one)],
    ['submitChunk', (executor) => executor.submitChunk({}, one, [[]])],
    ['map', (executor) => executor.map((n: number) => n, [1])],
    ['mapWith', (executor) => executor.mapWith({ chunksize: 2 }, (n: number) => n, [1])],
  ])('refuses source in %s(), and starts no worker', (_, call) => {
    const executor = create();
    expect(() => call(executor)).toThrow(
      'fn must be a function of a taskModule() of a file, since sourceTasks is false',
    );
    expect(executor.stats).toMatchObject({ workers: 0, pending: 0 });
  });

  it('refuses a module that is no file', () => {
    const { run } = taskModule<{ run: () => void }>('data:text/javascript,export const run = () => 1');
    expect(() => create().submit(run)).toThrow('fn must be a function of a taskModule() of a file');
  });

  it.each(['initializer', 'finalizer'])('refuses source as %s', (option) => {
    expect(() => make({ sourceTasks: false, [option]: one })).toThrow(`${option} must be a function of a taskModule()`);
  });

  it('is a boolean', () => {
    expect(() => make({ sourceTasks: 'no' as never })).toThrow("sourceTasks must be a boolean, got 'no'");
  });
});
