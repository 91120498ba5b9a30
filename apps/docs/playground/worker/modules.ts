import * as codetiming from '@x/codetiming';
import * as eventLoop from '@x/event-loop';
import * as extending from '@x/event-loop/extending';
import * as testing from '@x/event-loop/testing';
import * as future from '@x/future';
import * as context from '@x/future/context';
import { CompileError } from '../compiler/compile-error.ts';
import type { Import } from '../compiler/modules.ts';
import type { Recorder } from './recorder.ts';
import { TracedLoop } from './traced-loop.ts';
import { watchedClasses } from './watched-classes.ts';

const NODE_ONLY = [
  '@x/executor',
  '@x/pool',
  '@x/pool/threading',
  '@x/pool/multiprocessing',
  '@x/async-fs',
  '@x/queue/shared',
];

type Modules = Readonly<Record<string, object>>;

/** The modules that a program can import: those of the packages, with loops in virtual time that are recorded. */
export function createModules(recorder: Recorder): Modules {
  const { queue, sync } = watchedClasses(recorder);
  const makeLoop = (options?: testing.VirtualLoopOptions): TracedLoop => new TracedLoop(recorder, options);
  const loopFactory = (): TracedLoop => makeLoop();

  class Runner extends eventLoop.Runner {
    constructor(options?: eventLoop.RunnerOptions) {
      super({ loopFactory, ...options });
    }

    override async close(): Promise<void> {
      recorder.isClosing = true;
      await super.close();
      recorder.isClosing = false;
    }
  }

  class VirtualEventLoop extends TracedLoop {
    constructor(options?: testing.VirtualLoopOptions) {
      super(recorder, options);
    }
  }

  const run: typeof eventLoop.run = async (main, options) => {
    await using runner = new Runner(options);
    return await runner.run(main, options);
  };
  const runVirtual: typeof testing.runVirtual = (main, options) => run(main, { loopFactory: () => makeLoop(options) });
  return {
    '@x/future': future,
    '@x/future/context': context,
    '@x/event-loop': { ...eventLoop, run, Runner, newEventLoop: loopFactory },
    '@x/event-loop/testing': { ...testing, runVirtual, VirtualEventLoop },
    '@x/event-loop/extending': extending,
    '@x/sync': sync,
    '@x/queue': queue,
    '@x/codetiming': codetiming,
  };
}

/**
 * Finds what a program imports.
 *
 * @throws CompileError at the line of what is not there.
 */
export function link(modules: Modules, imports: readonly Import[]): unknown[] {
  const values: unknown[] = [];
  for (const { module: specifier, imported, local, line } of imports) {
    const module = modules[specifier];
    if (module === undefined) throw new CompileError(explain(specifier, Object.keys(modules)), line);
    if (local === undefined) continue;
    if (imported === undefined) values.push(module);
    else if (imported in module) values.push(module[imported as keyof typeof module]);
    else throw new CompileError(`'${specifier}' has no export named '${imported}'`, line);
  }
  return values;
}

function explain(specifier: string, known: readonly string[]): string {
  if (NODE_ONLY.includes(specifier) || specifier.startsWith('node:')) {
    return `'${specifier}' needs Node: a page has no threads, processes or files of its own`;
  }
  return `cannot find '${specifier}': a program here can import ${known.join(', ')}`;
}
