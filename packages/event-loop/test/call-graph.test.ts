import { describe, expect, it } from 'vitest';
import {
  captureCallGraph,
  createTask,
  formatCallGraph,
  Future,
  futureAddToAwaitedBy,
  futureDiscardFromAwaitedBy,
  gather,
  getRunningLoop,
  printCallGraph,
  RuntimeError,
  shield,
  sleep,
  staggeredRace,
  Task,
  taskGroup,
  timeout,
  wait,
  waitFor,
  type FutureCallGraph,
  type TaskGroup,
} from '../src/index.ts';
import { modes, TestLoop, type Steps } from './modes.ts';

/** Who awaits a future, by name, each with those who await it behind an arrow. */
function awaitersOf(future: Future<unknown>): string[] {
  return (captureCallGraph(future)?.awaitedBy ?? []).map(chain).sort();
}

function chain({ future, awaitedBy }: FutureCallGraph): string {
  const name = future instanceof Task ? future.getName() : 'future';
  return awaitedBy.length === 0 ? name : `${name} <- ${awaitedBy.map(chain).sort().join(' & ')}`;
}

/** The functions on a stack, innermost first. */
const namesOf = (graph: FutureCallGraph | undefined): string[] =>
  (graph?.callStack ?? []).map(({ frame }) => frame.name.replace(/^.*[. ]/, ''));

describe('captureCallGraph', () => {
  it('GRAPH-001 needs a future outside of loops, a task inside, and a future of a loop in any case', async () => {
    expect(() => captureCallGraph()).toThrow(RuntimeError);
    using loop = new TestLoop();
    const future = new Future({ loop });
    expect(captureCallGraph(future)?.future).toBe(future);
    expect(() => captureCallGraph('spam' as never)).toThrow(
      new TypeError("future must be a Future or a Task of a loop, got 'spam'"),
    );
    expect(() => captureCallGraph(Promise.resolve() as never)).toThrow(TypeError);
    expect(() => captureCallGraph(future, { limit: 0.5 })).toThrow(RangeError);
    expect(() => captureCallGraph(future, { depth: NaN })).toThrow(RangeError);

    let inCallback: unknown = 'not asked';
    loop.callSoon(() => {
      inCallback = [captureCallGraph(), formatCallGraph()];
      loop.stop();
    });
    await loop.runForever();
    expect(inCallback).toEqual([undefined, '']);
  });
});

describe.each(modes)('captureCallGraph ($name)', ({ name, coded, start, test }) => {
  it(
    'GRAPH-002 shows where the running task is, innermost first',
    test(function* () {
      function helper(depth: number, limit?: number): FutureCallGraph | undefined {
        return captureCallGraph(undefined, { depth, limit });
      }
      const task = start(
        function* body() {
          yield sleep(0);
          return [helper(1), helper(2), helper(1, 1), helper(1, -1), helper(1, 0)];
        },
        { name: 'asking' },
      );
      const [all, fromCaller, innermost, outermost, none] = (yield task) as FutureCallGraph[];
      expect(all?.future).toBe(task);
      expect(namesOf(all).slice(0, 2)).toEqual(['helper', 'body']);
      expect(all?.callStack[0]?.frame).toMatchObject({ file: expect.stringContaining('call-graph.test.ts') as string });
      expect(all?.callStack[0]?.frame.line).toBeGreaterThan(1);
      expect(namesOf(fromCaller)).toEqual(namesOf(all).slice(1));
      expect(namesOf(innermost)).toEqual(['helper']);
      expect(namesOf(outermost)).toEqual(namesOf(all).slice(-1));
      expect(namesOf(none)).toEqual([]);
      // The one who awaits the asking task is the test itself.
      expect(all?.awaitedBy.map(chain)).toEqual(['main']);
    }),
  );

  it(
    'GRAPH-003 shows the parent of the tasks of a group, and everybody who awaits a task',
    test(function* () {
      const asked = getRunningLoop().createFuture<void>();
      const leaf = start(() => valueless(asked), { name: 'leaf' });
      const one = start(() => valueless(leaf), { name: 'one' });
      const two = start(
        function* () {
          yield taskGroup(
            coded(function* (group: TaskGroup) {
              void group.createTask(
                coded(() => valueless(leaf)),
                { name: 'member' },
              );
              yield sleep(0);
            }),
          );
        },
        { name: 'two' },
      );
      yield sleep(1);
      expect(awaitersOf(leaf)).toEqual(['member <- two', 'one']);
      asked.setResult();
      yield gather([one, two]);
      expect(awaitersOf(leaf)).toEqual([]);
    }),
  );

  it(
    'GRAPH-004 sees through gather, shield, wait, waitFor and timeout, and forgets them afterwards',
    test(function* () {
      const asked = getRunningLoop().createFuture<string>();
      const awaiting: Record<string, () => Steps> = {
        direct: () => valueless(asked),
        gather: () => valueless(gather([gather([asked]), sleep(1)])),
        shield: () => valueless(shield(asked)),
        wait: () => valueless(wait([asked])),
        waitFor: () => valueless(waitFor(asked, 1_000)),
        timeout: () => valueless(timeout(1_000, () => asked)),
      };
      const tasks = Object.entries(awaiting).map(([label, body]) => start(body, { name: label }));
      yield sleep(2);
      expect(awaitersOf(asked)).toEqual(Object.keys(awaiting).sort());
      asked.setResult('there');
      yield wait(tasks);
      expect(awaitersOf(asked)).toEqual([]);
    }),
  );

  it(
    'GRAPH-004 shows who runs a race',
    test(function* () {
      const asked = getRunningLoop().createFuture<string>();
      const racer = start(() => valueless(staggeredRace([coded(() => valueless(asked)) as never], undefined)), {
        name: 'racer',
      });
      yield sleep(1);
      expect(awaitersOf(asked)).toEqual([expect.stringMatching(/^Task-\d+ <- racer$/)]);
      asked.setResult('there');
      yield racer;
    }),
  );

  it(
    'GRAPH-003 shows a circle once',
    test(function* () {
      const tasks: Task<unknown>[] = [];
      const circle = [0, 1].map((index) =>
        start(
          function* () {
            yield sleep(0);
            yield tasks[1 - index];
          },
          { name: `task ${index}` },
        ),
      );
      tasks.push(...circle);
      yield sleep(1);
      expect(awaitersOf(circle[0] as Task<unknown>)).toEqual(['task 1']);
      circle[0]?.cancel();
      yield gather(circle, { returnExceptions: true });
    }),
  );

  it(
    'GRAPH-005 prints futures without a stack, and tasks with name, stack and awaiters',
    test(function* () {
      const asked = getRunningLoop().createFuture<void>();
      const tasks = ['one', 'two'].map((label) => start(() => valueless(asked), { name: label }));
      yield sleep(1);
      expect(captureCallGraph(asked)?.callStack).toEqual([]);
      const text = formatCallGraph(asked);
      expect(text.replaceAll(/0x[0-9a-f]+/g, '0x1').split('\n')).toEqual([
        '* Future(id=0x1)',
        '  + Awaited by:',
        "    * Task(name='one', id=0x1)",
        '      + Call stack:',
        expect.stringMatching(/^ {6}\| {3}in async /),
        "    * Task(name='two', id=0x1)",
        '      + Call stack:',
        expect.stringMatching(/^ {6}\| {3}in async /),
      ]);
      expect(formatCallGraph(asked), 'the same ids').toBe(text);

      const written: string[] = [];
      printCallGraph(asked, { file: { write: (line: string) => written.push(line) } });
      expect(written.join('')).toBe(`${text}\n`);
      asked.setResult();
      yield wait(tasks);
    }),
  );

  it(
    'GRAPH-005 shows where suspended tasks stand, in debug mode',
    test(function* () {
      getRunningLoop().setDebug(true);
      const inner = coded(function* inner() {
        yield sleep(100);
      });
      const task = start(
        function* outer() {
          yield sleep(0);
          yield inner();
        },
        { name: 'sleeper' },
      );
      yield sleep(1);
      const graph = captureCallGraph(task);
      expect(graph?.callStack[0]?.frame).toMatchObject({
        name: expect.stringContaining('inner') as string,
        file: expect.stringContaining('call-graph.test.ts') as string,
      });
      if (name === 'generator') expect(graph?.callStack.at(-1)?.frame.isSuspended).toBe(true);
      expect(formatCallGraph(task)).toMatch(/File '.*call-graph\.test\.ts', line \d+, in .*inner\(\)/);
      yield task;
    }),
  );

  it(
    'GRAPH-008 takes notes of futures only, which can be taken back',
    test(function* () {
      const [future, waiter] = [new Future<void>(), new Future<void>()];
      futureAddToAwaitedBy(future, 'spam');
      futureAddToAwaitedBy('spam', waiter);
      futureDiscardFromAwaitedBy(future, waiter);
      futureDiscardFromAwaitedBy('spam', waiter);
      expect(captureCallGraph(future)?.awaitedBy).toEqual([]);

      futureAddToAwaitedBy(future, waiter);
      futureAddToAwaitedBy(future, waiter);
      expect(captureCallGraph(future)?.awaitedBy.map((graph) => graph.future)).toEqual([waiter]);
      expect(captureCallGraph(waiter)?.awaitedBy).toEqual([]);
      futureDiscardFromAwaitedBy(future, waiter);
      expect(captureCallGraph(future)?.awaitedBy).toEqual([]);
      yield createTask(coded(() => valueless(sleep(0))));
    }),
  );
});

function* valueless(awaitable: unknown): Steps<void> {
  yield awaitable;
}
