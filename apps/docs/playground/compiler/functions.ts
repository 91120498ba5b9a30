import type { AnyNode, ArrowFunctionExpression, CallExpression, MemberExpression, Pattern, Super, Token } from 'acorn';
import { CompileError } from './compile-error.ts';
import type { Frame, FunctionNode } from './frame.ts';
import { NAMES } from './names.ts';
import type { Source } from './source.ts';

/** Makes an async function one that hands a generator, with its parameters and body, to the runtime. */
export function rewriteFunction(source: Source, node: FunctionNode, frame: Frame, parent: AnyNode | undefined): void {
  if (!node.async) {
    if (frame.usesSuper) source.after(node.body.start + 1, superReader());
    return;
  }
  if (node.type === 'ArrowFunctionExpression') rewriteArrow(source, node, frame);
  else rewritePlain(source, node, frame, parent);
}

/** Notes what a generator in place of an async function would change: `this`, `arguments`, `super`. */
export function noteLexical(source: Source, node: AnyNode, frame: Frame, parent: AnyNode | undefined): void {
  const frames = [...frame.lexical()];
  const arrows = frames.filter((one) => one.kind === 'arrow' && one.isAsync);
  if (node.type === 'ThisExpression' || node.type === 'Super') for (const arrow of arrows) arrow.usesThis = true;
  if (node.type === 'Super' && frames.some((one) => one.isAsync)) {
    rewriteSuper(source, node, frames.at(-1) as Frame, parent);
  } else if (node.type === 'MetaProperty' && node.meta.name === 'new' && arrows.length > 0) {
    throw new CompileError(`'new.target' in an async arrow is not known here`, source.lineOf(node));
  } else if (node.type === 'Identifier' && node.name === 'arguments' && arrows.length > 0 && !isKey(node, parent)) {
    (arrows.at(-1) as Frame).passesArguments = true;
    source.replace(node.start, node.end, NAMES.arguments);
  }
}

function rewritePlain(
  source: Source,
  node: Exclude<FunctionNode, ArrowFunctionExpression>,
  frame: Frame,
  parent: AnyNode | undefined,
): void {
  const isMethod = parent?.type === 'MethodDefinition' || (parent?.type === 'Property' && parent.method);
  const head = source.tokenAfter(isMethod ? parent.start : node.start, 'async');
  source.replace(head.start, head.end, '');
  const open = isMethod ? source.tokenAfter(node.start, '(') : source.tokenAfter(node.id?.end ?? head.end, '(');
  if (node.generator) {
    const star = source.tokenAfter(head.end, '*');
    source.replace(star.start, star.end, '');
  }
  const reader = frame.usesSuper ? superReader() : '';
  const { names } = parametersOf(node.params);
  const run = `${NAMES.runtime}.${node.generator ? 'asyncGenerator' : 'async'}`;
  source.after(open.start, `(${names.join(', ')}) {${reader} return ${run}(this, arguments, function* `);
  source.after(node.end, '); }');
}

function rewriteArrow(source: Source, node: ArrowFunctionExpression, frame: Frame): void {
  const { names, hasMore } = parametersOf(node.params);
  const taken = hasMore ? [...names, `...${NAMES.rest}`] : names;
  const self = frame.usesThis ? 'this' : 'undefined';
  const run = `(${taken.join(', ')}) => ${NAMES.runtime}.async(${self}, [${taken.join(', ')}], function* `;
  const open = frame.passesArguments ? `((${NAMES.arguments}) => ` : '';
  source.replace(node.start, node.start + 'async'.length, open + run);
  const close = frame.passesArguments ? ')(arguments)' : '';
  const arrow = source.tokenAfter(node.params.at(-1)?.end ?? node.start, '=>');
  const [only] = node.params;
  if (only !== undefined && source.textOf(source.tokenBefore(only.start) as Token) === 'async') {
    source.before(only.start, '(');
    source.after(only.end, ')');
  }
  source.replace(arrow.start, arrow.end, node.body.type === 'BlockStatement' ? '' : '{ return (');
  source.after(node.end, (node.body.type === 'BlockStatement' ? ')' : '); })') + close);
}

/** Names for the parameters that count for `length`, and whether there are more behind them. */
function parametersOf(params: readonly Pattern[]): { names: string[]; hasMore: boolean } {
  const first = params.findIndex(({ type }) => type === 'AssignmentPattern' || type === 'RestElement');
  const count = first < 0 ? params.length : first;
  return { names: Array.from({ length: count }, (_, index) => `${NAMES.parameter}${index}`), hasMore: first >= 0 };
}

function superReader(): string {
  return ` const ${NAMES.super} = (key) => super[key];`;
}

function rewriteSuper(source: Source, node: Super, owner: Frame, parent: AnyNode | undefined): void {
  const access = parent as MemberExpression | CallExpression;
  if (owner.kind !== 'function' || access.type !== 'MemberExpression') {
    throw new CompileError(
      `'super' in an async function is known here only to read a method's property`,
      source.lineOf(node),
    );
  }
  owner.usesSuper = true;
  if (access.computed) {
    source.replace(node.start, source.tokenAfter(node.end, '[').end, `${NAMES.super}(`);
    source.replace(access.end - 1, access.end, ')');
  } else {
    const name = source.text.slice(access.property.start, access.property.end);
    source.replace(node.start, access.end, `${NAMES.super}('${name}')`);
  }
  // A call of it is `super.name(…)`: it has to keep its `this`. An assignment fails, as that to any call does.
  const next = source.tokenAt(access.end);
  if (next === undefined || source.textOf(next) !== '(') return;
  const isEmpty = source.text.slice(next.end).trimStart().startsWith(')');
  source.replace(next.start, next.end, isEmpty ? '.call(this' : '.call(this, ');
}

function isKey(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (parent?.type === 'MemberExpression') return parent.property === node && !parent.computed;
  return (
    (parent?.type === 'Property' || parent?.type === 'MethodDefinition') && parent.key === node && !parent.computed
  );
}
