import { createRequire } from 'node:module';
import type * as Acorn from 'acorn';
import { freeNames, type FreeName } from './free-names.ts';
import type { Definition } from './worker/protocol.ts';
import { TOOL_HELPERS } from './worker/tool-helpers.ts';

// Loaded at the first source task: programs with task modules only never need a parser. `require` because
// `submit` answers at once.
const require = createRequire(import.meta.url);
let acorn: typeof Acorn | undefined;

// How test runners, bundlers and compilers rename what a module imports.
const REWRITTEN =
  /^(__vi_|__vite_|__webpack_|_?import_|__?WEBPACK|require_|cov_|_interop|_[a-zA-Z]+\$)|_\d+$|_default$/;

const checked = new Map<string, Definition>();
const MOST_CHECKED = 1_000;

/**
 * The definition of a function that is sent to workers as source.
 *
 * @throws TypeError when it uses names that the worker does not have, naming them, or is no plain function.
 */
export function sourceOf(fn: (...args: never[]) => unknown, parameter: string): Definition {
  const source = Function.prototype.toString.call(fn);
  const known = checked.get(source);
  if (known !== undefined) return known;
  check(source, fn.name === '' || fn.name === parameter ? parameter : `${parameter} '${fn.name}'`);
  const definition: Definition = { kind: 'source', source, name: fn.name };
  if (checked.size >= MOST_CHECKED) checked.clear();
  checked.set(source, definition);
  return definition;
}

function check(source: string, what: string): void {
  if (/\{\s*\[native code\]\s*\}\s*$/.test(source)) {
    throw new TypeError(
      `${what} cannot be sent to a worker: it is a builtin or bound function. Write (…) => … around it, or use taskModule()`,
    );
  }
  const fn = parse(source, what);
  if (fn.type === 'ClassExpression') throw new TypeError(`${what} must be a function, got a class`);
  if (fn.generator)
    throw new TypeError(`${what} must not be a generator function: its values cannot be sent one by one`);
  const [first] = freeNames(fn).filter((one) => !isGlobal(one));
  if (first !== undefined) throw new TypeError(explain(what, first));
}

function parse(
  source: string,
  what: string,
): Acorn.FunctionExpression | Acorn.ArrowFunctionExpression | Acorn.ClassExpression {
  acorn ??= require('acorn') as typeof Acorn;
  try {
    // A module, so that `await` is a keyword and the code is strict, as where it comes from.
    const program = acorn.parse(`(${source}\n)`, { ecmaVersion: 'latest', sourceType: 'module' });
    const [statement] = program.body;
    if (statement?.type === 'ExpressionStatement') return statement.expression as Acorn.FunctionExpression;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new TypeError(
    `${what} cannot be sent to a worker: methods, getters and the like cannot stand alone. Use a function, or taskModule()`,
  );
}

function isGlobal({ name }: FreeName): boolean {
  return name in globalThis || name === 'undefined' || (TOOL_HELPERS as readonly string[]).includes(name);
}

function explain(what: string, { name, hint }: FreeName): string {
  const problem = `${what} cannot be sent to a worker: it uses '${name}', which is neither a parameter, nor a local, nor a global`;
  if (hint !== undefined) return `${problem} (${hint})`;
  const advice = 'Pass it as an argument, import() it inside, or put the function into a taskModule()';
  if (!REWRITTEN.test(name)) return `${problem}. ${advice}`;
  return `${problem}; the name looks like an import rewritten by a test runner, bundler or compiler. ${advice}`;
}
