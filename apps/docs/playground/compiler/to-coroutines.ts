import type { AnyNode, LabeledStatement } from 'acorn';
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

function visit(source: Source, node: AnyNode, frame: Frame, parent: AnyNode | undefined): void {
  const inner = frameOf(node, frame);
  for (const [child, isOutside] of childrenOf(node)) visit(source, child, isOutside ? frame : inner, node);
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return rewriteFunction(source, node, inner, parent);
    case 'AwaitExpression':
      return rewriteAwait(source, node);
    case 'YieldExpression':
      if (frame.isAsync) rewriteYield(source, node);
      return;
    case 'ReturnStatement':
      if (frame.isAsync && frame.isGenerator) rewriteReturn(source, node);
      return;
    case 'ForOfStatement':
      refuseUsing(source, node.left);
      if (node.await) rewriteForAwait(source, node, labelled(parent));
      return;
    case 'ForStatement':
      refuseUsing(source, node.init);
      return;
    case 'LabeledStatement':
      if (node.body.type === 'LabeledStatement') refuseLabels(source, node, node.body);
      return;
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
      return rewriteUsing(source, node);
    case 'ThisExpression':
    case 'Super':
    case 'MetaProperty':
    case 'Identifier':
      return noteLexical(source, node, frame, parent);
    default:
  }
}

function frameOf(node: AnyNode, frame: Frame): Frame {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      return new Frame('function', node, frame);
    case 'ArrowFunctionExpression':
      return new Frame('arrow', node, frame);
    case 'PropertyDefinition':
    case 'StaticBlock':
      return new Frame('field', node, frame);
    default:
      return frame;
  }
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

/** Where a loop begins: at its label, which has to stay in front of the loop itself. */
function labelled(parent: AnyNode | undefined): LabeledStatement | undefined {
  return parent?.type === 'LabeledStatement' ? parent : undefined;
}

function refuseLabels(source: Source, outer: AnyNode, inner: AnyNode): void {
  throw new CompileError(
    `two labels at one statement are not known here (line ${source.lineOf(inner)})`,
    source.lineOf(outer),
  );
}

function refuseUsing(source: Source, declaration: AnyNode | null | undefined): void {
  if (declaration?.type !== 'VariableDeclaration' || !declaration.kind.endsWith('using')) return;
  const { kind } = declaration;
  throw new CompileError(
    `'${kind}' in the head of a loop is not known here: declare it in the body`,
    source.lineOf(declaration),
  );
}
