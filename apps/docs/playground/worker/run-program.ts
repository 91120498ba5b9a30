import { compileProgram } from '../compiler/compile.ts';
import * as runtime from '../runtime/index.ts';
import { carryScope, observe } from '../runtime/scoped.ts';
import type { Report } from '../trace.ts';
import { captureConsole, carryScopeThroughTimers } from './environment.ts';
import { describeFailure, PROGRAM } from './failure.ts';
import { createModules, link } from './modules.ts';
import { Recorder } from './recorder.ts';

/** How many events are recorded before a program is taken for one that does not end. */
const LIMIT = 10_000;

/** Runs a program; once in the life of a worker. */
export async function runProgram(text: string, report: (report: Report) => void): Promise<void> {
  let events = 0;
  const recorder = new Recorder((event) => {
    events += 1;
    if (events <= LIMIT) report({ type: 'event', event });
    else if (events === LIMIT + 1) report({ type: 'limit', events: LIMIT });
  });
  observe(recorder);
  runtime.onNamed((name, value) => recorder.named(name, value));
  carryScope();
  carryScopeThroughTimers();
  captureConsole((level, line) => recorder.printed(level, line));
  try {
    const { code, imports } = compileProgram(text);
    const values = link(createModules(recorder), imports);
    // An indirect call: the program sees the global scope, and its lines are its own.
    const start = (0, eval)(`${code}\n//# sourceURL=${PROGRAM}`) as (
      x: typeof runtime,
      imports: unknown[],
    ) => Promise<unknown>;
    await start(runtime, values);
    recorder.finish();
    report({ type: 'done' });
  } catch (error) {
    recorder.finish();
    report({ type: 'failed', failure: describeFailure(error, recorder) });
  }
}
