import { transform } from 'sucrase';
import { CompileError } from './compile-error.ts';
import { rewriteModule, type Import } from './modules.ts';
import { nameResources } from './name-resources.ts';
import { NAMES } from './names.ts';
import { Source } from './source.ts';
import { toCoroutines } from './to-coroutines.ts';

/** A program that is ready to run. */
export interface Compiled {
  /** A script whose value is a function that takes the runtime and an array of what {@link Compiled.imports} name. */
  readonly code: string;
  /** What it imports, in the order in which it is handed in. */
  readonly imports: readonly Import[];
}

/**
 * Compiles a reader's program, written in TypeScript, to a function whose lines are those of the program.
 *
 * @remarks
 * Types are taken out, and not checked.
 *
 * @throws CompileError with the line, when it cannot be compiled.
 */
export function compileProgram(text: string): Compiled {
  const source = new Source(stripTypes(text), true);
  nameResources(source);
  toCoroutines(source);
  const imports = rewriteModule(source);
  const names = imports.flatMap(({ local }) => (local === undefined ? [] : [local]));
  const head = `'use strict'; (function (${NAMES.runtime}, [${names.join(', ')}]) { return ${NAMES.runtime}.async(undefined, [], function* () { `;
  return { code: `${head}${source.edits.toString()}\n}); })`, imports };
}

/**
 * Compiles a module of the packages the same way; `runtime` is the specifier from which it gets the runtime.
 */
export function compileModule(text: string, runtime: string): string {
  const source = new Source(text, false);
  toCoroutines(source);
  if (!source.edits.hasChanged()) return text;
  return `import * as ${NAMES.runtime} from '${runtime}'; ${source.edits.toString()}`;
}

function stripTypes(text: string): string {
  try {
    return transform(text, { transforms: ['typescript'], disableESTransforms: true }).code;
  } catch (error) {
    const { loc, message } = error as Error & { loc?: { line: number } };
    throw new CompileError(message.replace(/ \(\d+:\d+\)$/, ''), loc?.line ?? 1, { cause: error });
  }
}
