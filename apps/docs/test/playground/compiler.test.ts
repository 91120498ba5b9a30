import { describe, expect, it } from 'vitest';
import { compileModule, compileProgram } from '../../playground/compiler/compile.ts';
import { CompileError } from '../../playground/compiler/compile-error.ts';
import * as runtime from '../../playground/runtime/index.ts';

function errorOf(program: string): unknown {
  try {
    compileProgram(program);
  } catch (error) {
    return error;
  }
  return undefined;
}

async function run(program: string, imports: unknown[] = []): Promise<unknown> {
  const { code } = compileProgram(program);
  const start = (0, eval)(`${code}\n//# sourceURL=program.ts`) as (
    x: typeof runtime,
    values: unknown[],
  ) => Promise<unknown>;
  return start(runtime, imports);
}

describe('compileProgram', () => {
  it('says what is imported, and in which line', () => {
    const { imports } = compileProgram(
      "import { a, b as c,\n  type D } from 'one';\nimport * as all from 'two';\nimport e from 'three';\nimport 'four';\nlog(a, c, all, e);",
    );
    expect(imports).toEqual([
      { module: 'one', imported: 'a', local: 'a', line: 1 },
      { module: 'one', imported: 'b', local: 'c', line: 1 },
      { module: 'two', imported: undefined, local: 'all', line: 3 },
      { module: 'three', imported: 'default', local: 'e', line: 4 },
      { module: 'four', imported: undefined, local: undefined, line: 5 },
    ]);
  });

  it('takes types out, and exports', async () => {
    const values: unknown[] = [];
    const log = (value: unknown): unknown => values.push(value);
    await run(
      `import { log } from 'x';
      enum Color { Red = 1, Green }
      interface Point { x: number }
      export class Box<T> { constructor(private readonly value: T) {} get(): T { return this.value; } }
      export const box = new Box<Point>({ x: 3 } satisfies Point);
      export default async function work(this: void, x?: number): Promise<number> { return x! + 1; }
      export { box as other };
      log(Color.Green); log(box.get().x); log(await work(4));`,
      [log],
    );
    expect(values).toEqual([2, 3, 5]);
  });

  it('keeps every line where it is', async () => {
    const program = `import {
  log,
} from 'x';
type Long = {
  a: number;
};
async function fail<T>(
  a: number,
  b = async (
    x: number,
  ) =>
    x,
) {
  for await (const {
    y,
  } of [{ y: 1 }]) log(y);
  await using z = {
    async [Symbol.asyncDispose]() {},
  };
  throw new Error(String(await b(a)));
}
await fail(1);`;
    const error = await run(program, [() => undefined]).catch((caught: unknown) => caught as Error);
    expect((error as Error).stack).toMatch(/program\.ts:20:/);
  });

  it('tells the runtime under which names a program keeps what it makes', async () => {
    const names: string[] = [];
    runtime.onNamed((name, value) => names.push(`${name}: ${value.constructor.name}`));
    await run(
      'const a = new Map(); class B { set = new Set(); constructor() { this.list = new Array(); } }; const b = new B();',
    );
    runtime.onNamed(undefined);
    expect(names).toEqual(['a: Map', 'set: Set', 'list: Array', 'b: B']);
  });

  it.each([
    ['let x: = 1;', 1],
    ['\nlet x = 1;\nlet x = 2;', 3],
    ['\n\nfoo(', 3],
    ['for (using x of []) ;', 1],
    ["\nexport * from 'x';", 2],
    ['class A {\n  field = async () => super.x;\n}', 2],
    ['function F() {\n  return async () => new.target;\n}', 2],
  ])('refuses %j, and names the line', (program, line) => {
    const error = errorOf(program);
    expect(error).toBeInstanceOf(CompileError);
    expect(error).toMatchObject({ code: 'ERR_COMPILE', line });
  });
});

describe('compileModule', () => {
  it('leaves a module alone that has nothing to rewrite', () => {
    const text = "import { a } from './a.js';\nexport function* b() { yield a; }\n";
    expect(compileModule(text, 'runtime')).toBe(text);
  });

  it('imports the runtime, in the first line', () => {
    const [first, second] = compileModule('\nexport async function a() { await b; }', '/runtime.ts').split('\n');
    expect(first).toBe("import * as __x from '/runtime.ts'; ");
    expect(second).toContain('function a() { return __x.async(this, arguments, function* ');
  });
});
