import ts from 'typescript';

/** The program that a README opens with, and the files that it needs beside it. */
export interface Example {
  readonly program: string;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Takes the first `ts` block of a README as the program. Blocks whose first line is a comment with a file name (`// work.ts`) are the files
 * beside it.
 */
export function readExample(readme: string): Example {
  const files: Record<string, string> = {};
  let program: string | undefined;
  for (const [, block = ''] of readme.matchAll(/^```ts\n(.*?)^```$/gms)) {
    const name = /^\/\/ (\S+\.m?ts)\n/.exec(block)?.[1];
    if (name === undefined) program ??= block;
    else files[name] = block;
  }
  if (program === undefined) throw new Error('README.md has no program: its first ```ts block is run');
  return { program, files };
}

/** Compiles a program for Nodes that do not know all of its syntax: `using` came with Node 24. */
export function toPlainModule(program: string): string {
  return ts.transpile(program, { ...OPTIONS, module: ts.ModuleKind.ESNext });
}

/** Rewrites a program for CommonJS: its imports become `require()`, the rest runs in an async function, since only modules await at the top. */
export function toCommonJs(program: string): string {
  const { statements } = ts.createSourceFile('example.mts', program, ts.ScriptTarget.Latest);
  const text = (nodes: readonly ts.Statement[]): string =>
    nodes.map((node) => program.slice(node.pos, node.end)).join('');
  const imports = text(statements.filter(ts.isImportDeclaration));
  const body = text(statements.filter((node) => !ts.isImportDeclaration(node)));
  const source = `${imports}\nvoid (async () => {${body.replaceAll('import.meta.url', "require('node:url').pathToFileURL(__filename).href")}\n})();\n`;
  return ts.transpile(source, { ...OPTIONS, module: ts.ModuleKind.CommonJS });
}

const OPTIONS: ts.CompilerOptions = { target: ts.ScriptTarget.ES2024, esModuleInterop: true };
