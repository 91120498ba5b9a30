import { describe, expect, it } from 'vitest';
import { taskModule } from '../src/index.ts';
import * as task from '../src/task.ts';
import { Overflow } from './fixtures/errors.ts';

const work = taskModule<typeof import('./fixtures/work.ts')>(new URL('./fixtures/work.ts', import.meta.url));

const { loadTask, packError, taskDefinition, unpackError } = task;

it('the entry for libraries exports this, and nothing else', () => {
  expect(Object.keys(task).sort()).toEqual([
    'SerializationError',
    'WorkerLostError',
    'blockOpenly',
    'checkSendable',
    'endWithProgram',
    'endedAlready',
    'inheritedFlags',
    'loadTask',
    'packError',
    'taskDefinition',
    'taskModule',
    'unpackError',
  ]);
});

describe('taskDefinition', () => {
  it('makes data of an export of a module, from which the function can be loaded', async () => {
    const definition = structuredClone(taskDefinition(work.pow));
    expect(definition).toMatchObject({ kind: 'module', name: 'pow' });
    expect((await loadTask(definition))(2, 3)).toBe(8);
  });

  it('makes data of a self-contained function', async () => {
    const definition = taskDefinition((a: number, b: number) => a - b);
    expect((await loadTask(definition))(5, 3)).toBe(2);
  });

  it('refuses what cannot run in a worker, naming the parameter', () => {
    expect(() => taskDefinition(3 as never, 'target')).toThrow(new TypeError('target must be a function, got number'));
    expect(() => taskDefinition(() => work, 'target')).toThrow(/target cannot be sent to a worker: it uses 'work'/);
  });
});

describe('loadTask', () => {
  it('rejects when the module has no such export, or cannot be loaded', async () => {
    const { gone } = work as unknown as { gone: () => void };
    await expect(loadTask(taskDefinition(gone))).rejects.toThrow(/has no export 'gone'/);
    const broken = taskModule<{ run: () => void }>('data:text/javascript,throw new RangeError("broken")');
    await expect(loadTask(taskDefinition(broken.run))).rejects.toMatchObject({
      name: 'RuntimeError',
      cause: new RangeError('broken'),
    });
  });
});

describe('packError', () => {
  it('carries an error of a registered class, whatever it holds', () => {
    const error = Object.assign(new Overflow('tank', 7), { callback: () => 1 });
    const unpacked = unpackError(structuredClone(packError(error)));
    expect(unpacked).toBeInstanceOf(Overflow);
    expect(unpacked).toMatchObject({ litres: 7, callback: 'the function callback', stack: error.stack });
  });

  it('carries what is no error', () => {
    expect(unpackError(structuredClone(packError('text')))).toBe('text');
  });
});
