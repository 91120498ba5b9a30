import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Program } from '../fuzz/program.ts';

/** CPython, compiled to WebAssembly: the npm package `pyodide`, which is no dependency of ours. */
export interface CPython {
  /** `3.13.2`. */
  readonly version: string;
  /** The random program of a seed. */
  generate(seed: number): Program;
  /** What asyncio does with a random program. */
  trace(program: Program): string[];
  /** What a Python program prints; `asyncio.run` takes no time there. */
  run(source: string): string;
}

interface Pyodide {
  runPython(code: string): unknown;
  mountNodeFS(path: string, folder: string): void;
}

const PREPARE = `
import asyncio, contextlib, io, json, sys, warnings

sys.path[:0] = ['/fuzz', '/recorded']
sys.dont_write_bytecode = True
import gen, run_cpython

warnings.simplefilter('ignore')           # coroutines that were never started
sys.unraisablehook = lambda _: None       # stuck tasks that are collected at the end
asyncio._set_running_loop(None)           # pyodide runs on the loop of the host; we bring our own
asyncio.run = asyncio.runners.run

class VirtualTime(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        return run_cpython.VirtualLoop()

asyncio.set_event_loop_policy(VirtualTime())

def run(source):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(source, 'program', 'exec'), {'__name__': '__main__'})
    return out.getvalue()
`;

/** Starts CPython from an installed `pyodide` (0.29 carries CPython 3.13). */
export async function startCPython(folder: string): Promise<CPython> {
  const { loadPyodide } = (await import(pathToFileURL(join(folder, 'pyodide.mjs')).href)) as {
    loadPyodide: () => Promise<Pyodide>;
  };
  const python = await loadPyodide();
  for (const name of ['fuzz', 'recorded']) {
    python.mountNodeFS(`/${name}`, fileURLToPath(new URL(`../../${name}`, import.meta.url)));
  }
  python.runPython(PREPARE);
  const text = (code: string): ((argument: string) => string) => python.runPython(code) as (argument: string) => string;
  const generate = text('lambda seed: json.dumps(gen.generate(int(seed)))');
  const trace = text('lambda program: json.dumps(run_cpython.run_program(json.loads(program)))');
  return {
    version: python.runPython('sys.version.split()[0]') as string,
    generate: (seed) => JSON.parse(generate(String(seed))) as Program,
    trace: (program) => JSON.parse(trace(JSON.stringify(program))) as string[],
    run: text('run'),
  };
}
