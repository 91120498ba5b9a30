import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';

const run = promisify(execFile);
const packageRoot = fileURLToPath(new URL('..', import.meta.url));

/** Compiles a TypeScript program and runs it in Node, where `@x/future` is the built package. Rejects when it fails. */
export async function runSource(source: string): Promise<{ stdout: string; stderr: string }> {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  });
  return run(process.execPath, ['--input-type=module', '--eval', outputText], { cwd: packageRoot });
}

/** The programs in the fences of a Markdown text or, behind a margin of `*`, of doc comments. */
export function programsIn(text: string): string[] {
  const unmargined = text.replace(/^ *\* ?/gm, '');
  return Array.from(unmargined.matchAll(/^```ts\n(.*?)^```$/gms), ([, program = '']) => program);
}
