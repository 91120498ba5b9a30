import type { AwaitExpression, ForOfStatement, LabeledStatement, ReturnStatement, YieldExpression } from 'acorn';
import { NAMES } from './names.ts';
import type { Source } from './source.ts';

const { runtime, iteration, error } = NAMES;

// A call in front, so that a statement that begins with it cannot be taken for a call of the line before.
const awaiting = (line: number): string => `${runtime}.v(yield [${line}, `;

/** Code that awaits an expression. */
export function awaited(line: number, expression: string): string {
  return `${awaiting(line)}${expression}])`;
}

export function rewriteAwait(source: Source, node: AwaitExpression): void {
  source.replace(node.start, node.start + 'await'.length, awaiting(source.lineOf(node)));
  source.after(node.end, '])');
}

/** `yield` in an async generator. */
export function rewriteYield(source: Source, node: YieldExpression): void {
  const end = node.delegate ? source.tokenAfter(node.start, '*').end : node.start + 'yield'.length;
  const call = node.delegate ? `yield* ${runtime}.delegate(` : `yield ${runtime}.out(`;
  source.replace(node.start, end, `${runtime}.v(${call}`);
  source.after(node.end, '))');
}

/** `return` in an async generator: it awaits what it gives. */
export function rewriteReturn(source: Source, node: ReturnStatement): void {
  if (node.argument == null) return;
  source.after(node.start + 'return'.length, ` ${awaiting(source.lineOf(node))}`);
  source.after(source.text[node.end - 1] === ';' ? node.end - 1 : node.end, '])');
}

/** `for await`: a loop that awaits each step, and closes the iterator when it is left early. */
export function rewriteForAwait(source: Source, node: ForOfStatement, label: LabeledStatement | undefined): void {
  const name = `${iteration}${source.number()}`;
  const line = source.lineOf(node);
  const head = source.tokenAfter(node.start, '(');
  const of = source.tokenAfter(node.left.end, 'of');
  const target = source.text.slice(node.left.start, node.left.end).replaceAll('\n', ' ').replace(/;$/, '');
  source.before((label ?? node).start, `{ let ${name}; try { `);
  source.replace(node.start, head.end, `for (${name} = ${runtime}.forAwait(`);
  source.replace(node.left.start, of.end, '');
  const close = source.tokenBefore(node.body.start);
  if (close !== undefined) source.before(close.start, `); ${name}.accept(${awaited(line, `${name}.next()`)}); `);
  source.before(node.body.start, `{ ${target} = ${name}.value; `);
  source.after(
    node.end,
    ` } } catch (${error}) { ${name}?.fail(); throw ${error}; } finally {` +
      ` if (${name}?.isOpen) try { ${name}.closed(${awaited(line, `${name}.close()`)}); }` +
      ` catch (${error}) { if (!${name}.failed) throw ${error}; } } }`,
  );
}
