import type { Plugin } from 'vitest/config';

/** The part of an ESTree node that is used here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A call of another coroutine function gives a generator, which becomes part of this one; all else is yielded. */
const WAIT = 'function* $wait(x) { return x?.[Symbol.iterator]?.() === (x ?? null) ? yield* x : yield x; }';

/**
 * Loads a program with `?bodies=generator` as generator coroutines: `async` functions become `function*`, and each
 * `await` a `yield`. So one program, written with native async functions, is run with both kinds.
 */
export function generatorBodies(): Plugin {
  return {
    name: 'generator-bodies',
    transform(code, id) {
      if (!id.endsWith('?bodies=generator')) return undefined;
      return { code: `${WAIT}\n${rewrite(code, this.parse(code) as unknown as Node)}`, map: null };
    },
  };
}

/** The program with generator functions in place of async ones; `program` is the syntax tree of `code`. */
function rewrite(code: string, program: Node): string {
  const edits: Edit[] = [];
  visit(program);
  // A stable sort: at one place, what was found first (the inner node, on the way out) comes first.
  edits.sort((a, b) => a.start - b.start);
  let out = '';
  let at = 0;
  for (const { start, end, text } of edits) {
    out += code.slice(at, start) + text;
    at = end;
  }
  return out + code.slice(at);

  function visit(node: Node): void {
    const leave = enter(node);
    for (const child of childrenOf(node)) visit(child);
    leave?.();
  }

  /** Edits the beginning of a node; what it returns edits the end, after the children. */
  function enter(node: Node): (() => void) | undefined {
    switch (node.type) {
      case 'AwaitExpression': {
        replace(node.start, (node['argument'] as Node).start, '(yield* $wait(');
        return () => insert(node.end, '))');
      }
      case 'ForOfStatement':
        return node['await'] === true ? enterForAwait(node) : undefined;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
        if (node['async'] === true && code.startsWith('async', node.start)) {
          if (node['generator'] === true) throw new Error('an async generator has no generator body');
          replace(node.start, code.indexOf('function', node.start) + 'function'.length, 'function*');
        }
        return undefined;
      case 'ArrowFunctionExpression':
        return node['async'] === true ? enterArrow(node) : undefined;
      case 'MethodDefinition':
      case 'Property':
        if (node['method'] !== false && (node['value'] as Node | null)?.['async'] === true) {
          const head = /^(static\s+)?async\s*/.exec(code.slice(node.start));
          if (head) replace(node.start, node.start + head[0].length, `${head[1] ?? ''}*`);
        }
        return undefined;
      default:
        return undefined;
    }
  }

  function enterArrow(node: Node): () => void {
    const params = node['params'] as readonly Node[];
    const body = node['body'] as Node;
    const arrow = code.lastIndexOf('=>', body.start);
    replace(node.start, code.indexOf('(', node.start), '(function* ');
    if (params.some(({ start }) => start >= arrow)) throw new Error('the arrow was not found');
    const isBlock = body.type === 'BlockStatement';
    replace(arrow, body.start, isBlock ? '' : '{ return (');
    return () => insert(node.end, isBlock ? ')' : '); })');
  }

  /** `for await (const x of y) …` by hand: next, done, value, and return when the loop is left early. */
  function enterForAwait(node: Node): () => void {
    const [left, right, body] = [node['left'], node['right'], node['body']] as [Node, Node, Node];
    const name = `$${node.start}`;
    replace(node.start, right.start, `{ const ${name} = (`);
    const loop = `while (!(${name}n = yield* $wait(${name}.next())).done)`;
    const item = `${code.slice(left.start, left.end)} = ${name}n.value;`;
    replace(right.end, body.start, `)[Symbol.asyncIterator](); let ${name}n; try { ${loop} { ${item} `);
    return () => insert(node.end, `} } finally { if (!${name}n?.done) yield* $wait(${name}.return?.()); } }`);
  }

  function replace(start: number, end: number, text: string): void {
    edits.push({ start, end, text });
  }

  function insert(at: number, text: string): void {
    replace(at, at, text);
  }
}

function* childrenOf(node: Node): Generator<Node> {
  for (const value of Object.values(node)) {
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof one === 'object' && one !== null && 'type' in one && 'start' in one) yield one as Node;
    }
  }
}
