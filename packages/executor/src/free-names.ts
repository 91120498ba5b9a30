import type * as Acorn from 'acorn';

/** A name that a function uses and does not declare. */
export interface FreeName {
  readonly name: string;
  /** What kind of thing it is, where that is not plain from the name. */
  readonly hint?: string | undefined;
}

type Node = Acorn.AnyNode;

/** The names declared in one function, block or module, inside those of the scopes around it. */
class Scope {
  readonly names = new Set<string>();
  readonly parent: Scope | undefined;
  /** Where `var` declares, and whose `this` and `arguments` are seen. */
  readonly isFunction: boolean;
  /** Whether `this` and `arguments` are its own, which an arrow's are not. */
  readonly hasThis: boolean;

  constructor(parent: Scope | undefined, isFunction: boolean, hasThis: boolean) {
    this.parent = parent;
    this.isFunction = isFunction;
    this.hasThis = hasThis;
  }

  has(name: string): boolean {
    return this.names.has(name) || (this.parent?.has(name) ?? false);
  }

  get bindsThis(): boolean {
    return this.hasThis || (this.parent?.bindsThis ?? false);
  }

  get forVar(): Scope {
    return this.isFunction ? this : (this.parent?.forVar ?? this);
  }
}

/** What `fn` needs from outside, in order of appearance, each name once. */
export function freeNames(fn: Node): FreeName[] {
  const found = new Map<string, FreeName>();
  visit(fn, new Scope(undefined, true, false), (name, hint) => {
    if (!found.has(name)) found.set(name, { name, hint });
  });
  return [...found.values()];
}

type Report = (name: string, hint?: string) => void;

function visit(node: Node, scope: Scope, report: Report): void {
  // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the many others are visited alike
  switch (node.type) {
    case 'Identifier':
      use(node.name, scope, report);
      return;
    case 'ThisExpression':
    case 'Super':
      if (!scope.bindsThis) report(node.type === 'Super' ? 'super' : 'this', 'that of the function around it');
      return;
    case 'MetaProperty':
      if (node.meta.name === 'import') report('import.meta', 'the module of the function stays behind');
      return;
    case 'UnaryExpression':
      // `typeof name` asks whether there is such a global.
      if (node.operator === 'typeof' && node.argument.type === 'Identifier') return;
      break;
    case 'MemberExpression':
      visit(node.object, scope, report);
      if (node.computed) visit(node.property, scope, report);
      return;
    case 'LabeledStatement':
      visit(node.body, scope, report);
      return;
    case 'BreakStatement':
    case 'ContinueStatement':
      return;
    case 'FunctionExpression':
    case 'FunctionDeclaration':
    case 'ArrowFunctionExpression':
      visitFunction(node, scope, report);
      return;
    case 'ClassExpression':
    case 'ClassDeclaration':
      visitClass(node, scope, report);
      return;
    case 'BlockStatement':
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'SwitchStatement':
    case 'CatchClause':
    case 'StaticBlock':
      scope = new Scope(scope, node.type === 'StaticBlock', node.type === 'StaticBlock');
      if (node.type === 'CatchClause' && node.param) declarePattern(node.param, scope);
      break;
    default:
      break;
  }
  declareChildren(node, scope);
  for (const child of childrenOf(node)) visit(child, scope, report);
}

function visitFunction(
  node:
    | Acorn.FunctionExpression
    | Acorn.FunctionDeclaration
    | Acorn.AnonymousFunctionDeclaration
    | Acorn.ArrowFunctionExpression,
  outer: Scope,
  report: Report,
): void {
  const isArrow = node.type === 'ArrowFunctionExpression';
  const scope = new Scope(outer, true, !isArrow);
  if (!isArrow) scope.names.add('arguments');
  if (node.type === 'FunctionExpression' && node.id) scope.names.add(node.id.name);
  for (const parameter of node.params) declarePattern(parameter, scope);
  // A `var` is declared in the whole function, however deep it stands.
  hoistVars(node.body, scope);
  for (const parameter of node.params) visit(parameter, scope, report);
  visit(node.body, scope, report);
}

function visitClass(node: Acorn.Class, outer: Scope, report: Report): void {
  if (node.superClass) visit(node.superClass, outer, report);
  const scope = new Scope(outer, true, true);
  if (node.id) scope.names.add(node.id.name);
  for (const member of node.body.body) {
    if (member.type === 'StaticBlock') {
      visit(member, scope, report);
      continue;
    }
    if (member.computed) visit(member.key, outer, report);
    if (member.value) visit(member.value, scope, report);
  }
}

function use(name: string, scope: Scope, report: Report): void {
  if (scope.has(name)) return;
  if (name === 'arguments') report(name, 'those of the function around it');
  else report(name);
}

// `let`, `const`, `class` and functions are seen in the whole block, also above where they stand.
function declareChildren(node: Node, scope: Scope): void {
  for (const child of childrenOf(node)) {
    if (child.type === 'VariableDeclaration') declareVariables(child, child.kind === 'var' ? scope.forVar : scope);
    else if ((child.type === 'FunctionDeclaration' || child.type === 'ClassDeclaration') && child.id) {
      scope.names.add(child.id.name);
    } else if (child.type === 'SwitchCase') declareChildren(child, scope);
  }
}

function hoistVars(node: Node, scope: Scope): void {
  if (node.type === 'VariableDeclaration' && node.kind === 'var') declareVariables(node, scope);
  for (const child of childrenOf(node)) {
    if (!isFunctionOrClass(child)) hoistVars(child, scope);
  }
}

function declareVariables(node: Acorn.VariableDeclaration, scope: Scope): void {
  for (const { id } of node.declarations) declarePattern(id, scope);
}

function declarePattern(pattern: Acorn.Pattern, scope: Scope): void {
  switch (pattern.type) {
    case 'Identifier':
      scope.names.add(pattern.name);
      break;
    case 'ObjectPattern':
      for (const one of pattern.properties) declarePattern(one.type === 'RestElement' ? one : one.value, scope);
      break;
    case 'ArrayPattern':
      for (const one of pattern.elements) if (one) declarePattern(one, scope);
      break;
    case 'RestElement':
      declarePattern(pattern.argument, scope);
      break;
    case 'AssignmentPattern':
      declarePattern(pattern.left, scope);
      break;
    case 'MemberExpression':
      break;
  }
}

function isFunctionOrClass({ type }: Node): boolean {
  return (
    type === 'FunctionExpression' ||
    type === 'FunctionDeclaration' ||
    type === 'ArrowFunctionExpression' ||
    type === 'ClassExpression' ||
    type === 'ClassDeclaration'
  );
}

function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    // A key that is not computed is a name of nothing; `{ a }` has its use in `value`.
    if (key === 'key' && !(node as { computed?: boolean }).computed) continue;
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(one)) children.push(one);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof (value as { type?: unknown } | null | undefined)?.type === 'string';
}
