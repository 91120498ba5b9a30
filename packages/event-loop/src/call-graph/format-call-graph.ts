import type { Future } from '../future/future.ts';
import { Task } from '../task/task.ts';
import { captureCallGraph, type CallGraphOptions, type FutureCallGraph } from './call-graph.ts';
import { describeFrame } from './stack-frame.ts';

/** Where {@link printCallGraph} prints. */
export interface PrintCallGraphOptions extends CallGraphOptions {
  /** What is written to, `process.stderr` for example; the console by default. */
  readonly file?: { write(text: string): unknown } | undefined;
}

/**
 * {@link captureCallGraph} as text; empty when no task runs.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-graph.html#asyncio.format_call_graph | asyncio.format_call_graph}
 */
export function formatCallGraph(future?: Future<unknown>, options?: CallGraphOptions): string {
  const graph = captureCallGraph(future, options);
  return graph === undefined ? '' : [...linesOf(graph, '')].join('\n');
}

/**
 * Prints {@link captureCallGraph}.
 *
 * @see Python: {@link https://docs.python.org/3/library/asyncio-graph.html#asyncio.print_call_graph | asyncio.print_call_graph}
 */
export function printCallGraph(future?: Future<unknown>, options: PrintCallGraphOptions = {}): void {
  const { file, ...limits } = options;
  const text = formatCallGraph(future, limits);
  if (file === undefined) console.log(text);
  else file.write(`${text}\n`);
}

function* linesOf(graph: FutureCallGraph, margin: string): Generator<string> {
  const { future, callStack, awaitedBy } = graph;
  yield future instanceof Task
    ? `${margin}* Task(name='${future.getName()}', id=${idOf(future)})`
    : `${margin}* Future(id=${idOf(future)})`;
  if (callStack.length > 0) yield `${margin}  + Call stack:`;
  for (const { frame } of callStack) yield `${margin}  |   ${describeFrame(frame)}`;
  if (awaitedBy.length > 0) yield `${margin}  + Awaited by:`;
  for (const waiter of awaitedBy) yield* linesOf(waiter, `${margin}    `);
}

const ids = new WeakMap<object, number>();
let lastId = 0;

/** A number that tells futures apart in texts. */
function idOf(future: object): string {
  let id = ids.get(future);
  if (id === undefined) ids.set(future, (id = lastId += 1));
  return `0x${id.toString(16)}`;
}
