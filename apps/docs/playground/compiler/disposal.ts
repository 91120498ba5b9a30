import type { BlockStatement, Program, StaticBlock, VariableDeclaration } from 'acorn';
import { awaited } from './awaits.ts';
import { NAMES } from './names.ts';
import type { Source } from './source.ts';

/** Makes a block with `using` declarations one that disposes of what they hold when it is left. */
export function rewriteUsing(source: Source, block: BlockStatement | Program | StaticBlock): void {
  const declarations = usingsOf(block);
  if (declarations.length === 0) return;
  const name = `${NAMES.disposal}${source.number()}`;
  for (const declaration of declarations) rewriteDeclaration(source, declaration, name);
  const last = declarations.at(-1) as VariableDeclaration;
  const isAsync = declarations.some(({ kind }) => kind === 'await using');
  const step = awaited(source.lineOf(last), `${name}.step()`);
  const dispose = isAsync ? `if (${name}.isAsync) ${step}; else ${name}.step();` : `${name}.step();`;
  const { error, runtime } = NAMES;
  const open = `const ${name} = ${runtime}.scope(); try { `;
  const close =
    ` } catch (${error}) { ${name}.fail(${error}); } finally { while (${name}.next()) try { ${dispose} }` +
    ` catch (${error}) { ${name}.fail(${error}); } ${name}.end(); }`;
  if (block.type === 'Program') {
    source.edits.prepend(open);
    source.edits.append(`\n${close}`);
  } else {
    source.after(source.tokenAfter(block.start, '{').end, ` ${open}`);
    source.before(block.end - 1, close);
  }
}

function rewriteDeclaration(source: Source, declaration: VariableDeclaration, name: string): void {
  const isAsync = declaration.kind === 'await using';
  source.replace(declaration.start, source.tokenAfter(declaration.start, 'using').end, 'const');
  for (const { id, end } of declaration.declarations) {
    source.after(source.tokenAfter(id.end, '=').end, ` ${name}.${isAsync ? 'useAsync' : 'use'}(`);
    source.after(end, ')');
  }
}

function usingsOf(block: BlockStatement | Program | StaticBlock): VariableDeclaration[] {
  const declarations: VariableDeclaration[] = [];
  for (const node of block.body) {
    if (node.type === 'VariableDeclaration' && node.kind.endsWith('using')) declarations.push(node);
  }
  return declarations;
}
