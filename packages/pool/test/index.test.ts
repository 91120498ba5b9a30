import { expect, it } from 'vitest';
import * as pool from '../src/index.ts';
import * as multiprocessing from '../src/multiprocessing.ts';
import * as threading from '../src/threading.ts';

it('exports this, and nothing else', () => {
  expect(Object.keys(pool).sort()).toEqual([
    'ApplyResult',
    'AsyncResult',
    'IMapIterator',
    'IMapUnorderedIterator',
    'MapResult',
    'MaybeEncodingError',
    'Pool',
    'PoolTerminatedError',
    'ThreadPool',
    'TimeoutError',
    'WorkerLostError',
    'WorkerPool',
    'cpuCount',
    'registerError',
    'taskModule',
  ]);
  expect(Object.keys(threading).sort()).toEqual([
    'BaseThread',
    'SystemExit',
    'Thread',
    'Timer',
    '__excepthook__',
    'activeCount',
    'currentThread',
    'enumerate',
    'excepthook',
    'getIdent',
    'mainThread',
    'setExcepthook',
    'taskModule',
  ]);
  expect(Object.keys(multiprocessing).sort()).toEqual([
    'Process',
    'SystemExit',
    'TimeoutError',
    'activeChildren',
    'cpuCount',
    'currentProcess',
    'getStartMethod',
    'parentProcess',
    'taskModule',
  ]);
});
