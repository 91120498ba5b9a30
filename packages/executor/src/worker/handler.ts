import { encodeMessage, encodeError, type CanSend, type EncodedError } from './error-codec.ts';
import type { Definition } from './protocol.ts';
import type { ToolHelper } from './tool-helpers.ts';

type MakeHandler = (...helpers: unknown[]) => Handler;

/** A task function, of whatever parameters. */
export type Handler = (...args: unknown[]) => unknown;

/** A task function of this worker, from its definition to its measured speed. */
export interface Entry {
  readonly definition: Definition;
  handler: Handler | undefined;
  /** Its last call was short and did not wait, so that the results before the next one can wait for company. */
  quick: boolean;
}

/** The function could not be found; carries what the caller is to be told. */
export class UnresolvedError extends Error {
  readonly encoded: EncodedError;

  constructor(encoded: EncodedError) {
    super('the task function could not be resolved');
    this.encoded = encoded;
  }
}

/** Finds the function. A source is compiled at once, a module takes a promise. */
export function resolve(definition: Definition, canSend: CanSend): Handler | Promise<Handler> {
  if (definition.kind === 'module') return load(definition.url, definition.name, canSend);
  return compile(definition.source);
}

async function load(url: string, name: string, canSend: CanSend): Promise<Handler> {
  let exports: Record<string, unknown>;
  try {
    exports = (await import(url)) as Record<string, unknown>;
  } catch (error) {
    const message = `the task module ${url} could not be loaded for its export '${name}'`;
    const cause = encodeError(error, canSend);
    throw new UnresolvedError(encodeMessage(['RuntimeError', 'Error'], message, [], cause));
  }
  const handler = Object.hasOwn(exports, name) ? exports[name] : undefined;
  if (typeof handler === 'function') return handler as Handler;
  const found = handler === undefined ? 'has no export' : 'exports no function';
  throw new UnresolvedError(encodeMessage(['TypeError', 'Error'], `the task module ${url} ${found} '${name}'`));
}

// What tools put into functions, and a worker can do without the tool.
const HELPERS: Readonly<Record<ToolHelper, unknown>> = {
  __name: (fn: unknown) => fn,
  __vite_ssr_dynamic_import__: (url: string) => import(url),
};

function compile(source: string): Handler {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the program sent it, as it could have sent a module
  const make = new Function(...Object.keys(HELPERS), `'use strict'; return (${source}\n);`) as MakeHandler;
  return make(...Object.values(HELPERS));
}
