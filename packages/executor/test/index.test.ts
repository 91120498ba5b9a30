import { expect, it } from 'vitest';
import * as api from '../src/index.ts';
import * as worker from '../src/worker/index.ts';

it('exports this, and nothing else', () => {
  expect(Object.keys(api).sort()).toEqual([
    'BrokenInterpreterPool',
    'BrokenProcessPool',
    'BrokenThreadPool',
    'Executor',
    'InterpreterPoolExecutor',
    'ProcessPoolExecutor',
    'RemoteTraceback',
    'SerializationError',
    'ThreadPoolExecutor',
    'WorkerExecutor',
    'WorkerLostError',
    'taskModule',
  ]);
  expect(Object.keys(worker).sort()).toEqual(['taskContext', 'transfer']);
});
