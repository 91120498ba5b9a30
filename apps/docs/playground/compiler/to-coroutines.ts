import type { AnyNode } from 'acorn';
import { rewriteAwait, rewriteForAwait, rewriteReturn, rewriteYield } from './awaits.ts';
import { CompileError } from './compile-error.ts';
import { rewriteUsing } from './disposal.ts';
import { Frame, type FunctionNode } from './frame.ts';
import { noteLexical, rewriteFunction } from './functions.ts';
import type { Source } from './source.ts';

/**
 * Rewrites every async function, async generator, `for await`, `using` and top-level `await` into generators that the
 * runtime steps.
 *
 * @remarks
 * A browser cannot say which task the code behind an `await` belongs to. The runtime can, since it resumes that code
 * itself. What the code does, and in how many microtasks, stays the same.
 */
export function toCoroutines(source: Source): void {
  visit(source, source.program, new Frame('module', source.program, undefined), undefined);
}

/** Where a node stands. */
interface Place {
  readonly source: Source;
  /** The function, class field or module around it. */
  readonly frame: Frame;
  /** The same of what is in it. */
  readonly inner: Frame;
  readonly parent: AnyNode | undefined;
}

type Rewriters = { readonly [K in AnyNode['type']]?: (node: Extract<AnyNode, { type: K }>, place: Place) => void };

const rewriters: Rewriters = {
  FunctionDeclaration: (node, { source, inner, parent }) => rewriteFunction(source, node, inner, parent),
  FunctionExpression: (node, { source, inner, parent }) => rewriteFunction(source, node, inner, parent),
  ArrowFunctionExpression: (node, { source, inner, parent }) => rewriteFunction(source, node, inner, parent),
  AwaitExpression: (node, { source }) => rewriteAwait(source, node),
  YieldExpression: (node, { source, frame }) => frame.isAsync && rewriteYield(source, node),
  ReturnStatement: (node, { source, frame }) => frame.isAsync && frame.isGenerator && rewriteReturn(source, node),
  ForStatement: (node, { source }) => refuseUsing(source, node.init),
  ForOfStatement(node, { source, parent }) {
    refuseUsing(source, node.left);
    if (node.await) rewriteForAwait(source, node, parent?.type === 'LabeledStatement' ? parent : undefined);
  },
  LabeledStatement(node, { source }) {
    if (node.body.type !== 'LabeledStatement') return;
    throw new CompileError('two labels at one statement are not known here', source.lineOf(node));
  },
  Program: (node, { source }) => rewriteUsing(source, node),
  BlockStatement: (node, { source }) => rewriteUsing(source, node),
  StaticBlock: (node, { source }) => rewriteUsing(source, node),
  ThisExpression: (node, { source, frame, parent }) => noteLexical(source, node, frame, parent),
  Super: (node, { source, frame, parent }) => noteLexical(source, node, frame, parent),
  MetaProperty: (node, { source, frame, parent }) => noteLexical(source, node, frame, parent),
  Identifier: (node, { source, frame, parent }) => noteLexical(source, node, frame, parent),
};

// What is inside is rewritten first: what is put around it comes to stand outside.
function visit(source: Source, node: AnyNode, frame: Frame, parent: AnyNode | undefined): void {
  const inner = frameOf(node, frame);
  for (const [child, isOutside] of childrenOf(node)) visit(source, child, isOutside ? frame : inner, node);
  const rewrite = rewriters[node.type] as ((node: AnyNode, place: Place) => void) | undefined;
  rewrite?.(node, { source, frame, inner, parent });
}

function frameOf(node: AnyNode, frame: Frame): Frame {
  if (node.type === 'ArrowFunctionExpression') return new Frame('arrow', node, frame);
  if (isFunction(node)) return new Frame('function', node, frame);
  if (node.type === 'PropertyDefinition' || node.type === 'StaticBlock') return new Frame('field', node, frame);
  return frame;
}

/** The nodes in a node, and whether each is code of what is around it: names, and keys that are computed. */
function* childrenOf(node: AnyNode): Generator<[child: AnyNode, isOutside: boolean]> {
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (key === 'loc') continue;
    const isOutside = key === 'key' || (key === 'id' && isFunction(node));
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (isNode(child)) yield [child, isOutside];
    }
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof (value as Partial<AnyNode> | null | undefined)?.type === 'string' && 'start' in (value as object);
}

function isFunction(node: AnyNode): node is FunctionNode {
  return node.type.startsWith('Function') || node.type === 'ArrowFunctionExpression';
}

function refuseUsing(source: Source, declaration: AnyNode | null | undefined): void {
  if (declaration?.type !== 'VariableDeclaration' || !declaration.kind.endsWith('using')) return;
  const { kind } = declaration;
  throw new CompileError(
    `'${kind}' in the head of a loop is not known here: declare it in the body`,
    source.lineOf(declaration),
  );
}
