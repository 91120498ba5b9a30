import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { show } from './arguments.ts';
import type { Definition } from './worker/protocol.ts';

/** The functions of a module, as task functions of the same types. */
export type TaskModule<M> = {
  readonly [K in keyof M as M[K] extends (...args: never[]) => unknown ? K : never]: M[K];
};

const DEFINITION = Symbol('definition');

// The same line must find its module from the sources and from what is built of them.
const TWINS: Readonly<Record<string, string>> = { '.ts': '.js', '.js': '.ts', '.mts': '.mjs', '.mjs': '.mts' };

/**
 * Stands for a module whose exported functions run in workers. The module is loaded there, and not here.
 *
 * @remarks
 * Give the module's type for the types of its functions. If the file is missing, `.ts` and `.js` (`.mts` and `.mjs`)
 * are tried for each other, so that one line serves the sources and the built files.
 *
 * **Differs from Python.** There a function is sent by its module and name unasked; here the module says so, since a
 * JavaScript function does not know where it was exported.
 *
 * @param url - a `file:` or `data:` URL, best written `new URL('./work.ts', import.meta.url)`, which bundlers know.
 * @throws TypeError when `url` is no absolute URL of such a kind.
 * @throws RangeError when there is no such file; the message names both that were tried.
 *
 * @example
 * ```ts
 * const work = taskModule<typeof import('./work.ts')>(new URL('./work.ts', import.meta.url));
 * const future = executor.submit(work.fib, 30); // Future<number>
 * ```
 */
export function taskModule<M>(url: string | URL): TaskModule<M> {
  const href = locate(url);
  const made = new Map<string, unknown>();
  return new Proxy(Object.create(null) as TaskModule<M>, {
    get(_target, name) {
      // A promise is looked for under `then` when the module itself is awaited or returned.
      if (typeof name !== 'string' || name === 'then') return undefined;
      const stand = made.get(name) ?? standIn({ kind: 'module', url: href, name });
      made.set(name, stand);
      return stand;
    },
    set: () => false,
  });
}

/** The definition behind a function of a task module; `undefined` for any other function. */
export function definitionOf(fn: object): Definition | undefined {
  return (fn as { [DEFINITION]?: Definition })[DEFINITION];
}

function standIn(definition: Definition): unknown {
  const { name } = definition;
  const refuse = (): never => {
    throw new TypeError(`${name}() runs in a worker: call executor.submit(${name}, ...args)`);
  };
  return Object.defineProperties(refuse, { name: { value: name }, [DEFINITION]: { value: definition } });
}

function locate(url: string | URL): string {
  if (typeof url !== 'string' && !(url instanceof URL)) {
    throw new TypeError(`url must be an absolute file: or data: URL, got ${show(url)}`);
  }
  const parsed = URL.parse(String(url));
  if (parsed === null || (parsed.protocol !== 'file:' && parsed.protocol !== 'data:')) {
    throw new TypeError(`url must be an absolute file: or data: URL, got '${String(url)}'`);
  }
  if (parsed.protocol === 'data:' || existsSync(fileURLToPath(parsed))) return parsed.href;
  const twin = twinOf(parsed);
  if (twin !== undefined && existsSync(fileURLToPath(twin))) return twin.href;
  const tried = [parsed, twin].filter((one) => one !== undefined).map((one) => fileURLToPath(one));
  throw new RangeError(`url must name a module that exists, tried ${tried.join(' and ')}`);
}

function twinOf(url: URL): URL | undefined {
  const extension = /\.[mc]?[jt]s$/.exec(url.pathname)?.[0] ?? '';
  const other = TWINS[extension];
  if (other === undefined) return undefined;
  const twin = new URL(url);
  twin.pathname = url.pathname.slice(0, -extension.length) + other;
  return twin;
}
