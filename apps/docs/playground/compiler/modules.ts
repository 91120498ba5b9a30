import type { AnyNode, ImportDeclaration } from 'acorn';
import { CompileError } from './compile-error.ts';
import type { Source } from './source.ts';

/** What a program takes from a module. */
export interface Import {
  readonly module: string;
  /** The name in the module; `undefined` for all of it. */
  readonly imported: string | undefined;
  /** The name in the program; `undefined` when the module is only loaded. */
  readonly local: string | undefined;
  readonly line: number;
}

/** Takes `import` and `export` out of a program, which runs as the body of a function; gives what it imports. */
export function rewriteModule(source: Source): Import[] {
  const imports: Import[] = [];
  for (const node of source.program.body) {
    if (node.type === 'ImportDeclaration') {
      imports.push(...importsOf(source, node));
      source.replace(node.start, node.end, '');
    } else if (node.type === 'ExportDefaultDeclaration') {
      const { end } = source.tokenAfter(node.start, 'default');
      source.replace(node.start, end, isNamed(node.declaration) ? '' : 'void');
    } else if (node.type === 'ExportNamedDeclaration' && node.source == null) {
      source.replace(node.start, node.declaration?.start ?? node.end, '');
    } else if (node.type === 'ExportNamedDeclaration' || node.type === 'ExportAllDeclaration') {
      throw new CompileError('a program cannot export from another module', source.lineOf(node));
    }
  }
  return imports;
}

function importsOf(source: Source, node: ImportDeclaration): Import[] {
  const module = String(node.source.value);
  const line = source.lineOf(node);
  if (node.specifiers.length === 0) return [{ module, imported: undefined, local: undefined, line }];
  return node.specifiers.map((specifier) => {
    const local = specifier.local.name;
    if (specifier.type === 'ImportNamespaceSpecifier') return { module, imported: undefined, local, line };
    if (specifier.type === 'ImportDefaultSpecifier') return { module, imported: 'default', local, line };
    const { imported } = specifier;
    const name = imported.type === 'Identifier' ? imported.name : String(imported.value);
    return { module, imported: name, local, line: source.lineOf(specifier) };
  });
}

function isNamed(node: AnyNode): boolean {
  return (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && (node.id as unknown) != null;
}
