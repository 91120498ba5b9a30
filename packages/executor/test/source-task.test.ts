import { describe, expect, it } from 'vitest';
import { sourceOf } from '../src/source-task.ts';

/** Functions from text, so that the test runner does not rewrite what they name. */
function fn(source: string): () => void {
  return (0, eval)(`(${source})`) as () => void;
}

const check = (source: string) => (): unknown => sourceOf(fn(source), 'fn');

describe('sourceOf', () => {
  it.each([
    '(a, b = a, ...rest) => a + b + rest.length',
    'function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }',
    'async ({ a: { b = 1 }, ...others }, [c, , d]) => { await 0; return [b, others, c, d]; }',
    '() => { if (true) { var hoisted = 1; } return hoisted; }',
    '() => { try { throw 1; } catch ({ message }) { return message; } }',
    '() => { for (const key of [1]) for (let i = 0; i < key; i++) late(); function late() {} }',
    '() => { const use = () => later; const later = 1; return use(); }',
    '() => { outer: for (;;) { break outer; } }',
    '() => { class A extends Map { #p = 1; static s = A; get [Symbol.iterator]() { return this.#p; } static { this.s; } } return new A(); }',
    '() => typeof window === "undefined" ? Math.max(1, Number.NaN) : globalThis',
    '() => ({ shorthand: 1, method() { return this.shorthand; }, get x() { return arguments.length; } })',
    'function () { return [this, arguments, new.target]; }',
    '(n) => { switch (n) { case 1: { let x = 1; return x; } default: const y = 2; return y; } }',
    'async () => (await import("node:os")).cpus().length',
    '(a) => a?.b?.[a.c] ?? `${a}` ** 2',
    '() => undefined',
  ])('takes %s', (source) => {
    expect(check(source)()).toMatchObject({ kind: 'source', source });
  });

  it.each([
    ['() => outer', 'outer'],
    ['(a = outer) => a', 'outer'],
    ['({ [key]: a }) => a', 'key'],
    ['() => { { let inner = 1; } return inner; }', 'inner'],
    ['() => { for (const x of []); return x; }', 'x'],
    ['(a) => { a.b = c; }', 'c'],
    ['() => `${name1}`', 'name1'],
    ['() => ({ shorthand })', 'shorthand'],
    ['() => class extends Base {}', 'Base'],
    ['() => { try {} catch (e) {} return e; }', 'e'],
    ['() => tag`x`', 'tag'],
    ['() => this', 'this'],
    ['() => arguments', 'arguments'],
    ['() => () => { counter++; }', 'counter'],
    ['async () => { for await (const x of stream) x(); }', 'stream'],
  ])('EXEC-007 refuses %s, naming %s', (source, name) => {
    expect(check(source)).toThrow(TypeError);
    expect(check(source)).toThrow(`it uses '${name}'`);
  });

  it('EXEC-007 says where a name comes from that a tool has rewritten', () => {
    expect(check('() => __vi_import_0__.fib(3)')).toThrow(
      /'__vi_import_0__'.*rewritten by a test runner, bundler or compiler/,
    );
    expect(check('() => work_1.fib(3)')).toThrow(/rewritten/);
  });

  it('refuses what cannot stand alone', () => {
    expect(check('function* () { yield 1; }')).toThrow(/must not be a generator/);
    expect(check('class A {}')).toThrow("fn 'A' must be a function, got a class");
    const object = { method() {} };
    // eslint-disable-next-line @typescript-eslint/unbound-method -- on purpose
    expect(() => sourceOf(object.method, 'fn')).toThrow(/methods, getters and the like cannot stand alone/);
    expect(() => sourceOf((() => 1).bind(undefined), 'fn')).toThrow(/builtin or bound/);
  });

  it('allows the helper that esbuild puts around functions', () => {
    expect(check('() => { const inner = __name(() => 1, "inner"); return inner(); }')).not.toThrow();
  });
});
