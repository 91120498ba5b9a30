import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import ts from 'typescript';

const run = promisify(execFile);

/** The programs in the `ts` fences of a Markdown text or, behind a margin of `*`, of doc comments. */
export function programsIn(text: string): string[] {
  const unmargined = text.replace(/^ *\* ?/gm, '');
  return Array.from(unmargined.matchAll(/^```ts\n(.*?)^```$/gms), ([, program = '']) => program);
}

/**
 * Compiles a TypeScript program and runs it in Node, where packages are found as from `folder`: the one that `folder`
 * belongs to by its name, as built. Rejects when it fails.
 */
export async function runSource(source: string, folder: URL): Promise<{ stdout: string; stderr: string }> {
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true },
  });
  return run(process.execPath, ['--input-type=module', '--eval', outputText], { cwd: fileURLToPath(folder) });
}

/** The lines that a program says it prints: `console.log(…); // so`. */
export function promisedLines(program: string): string[] {
  return Array.from(program.matchAll(/console\.log\(.*\)[;,]? *\/\/ (.+)$/gm), ([, text = '']) => text);
}

/** The output that a program says it has, in a comment at its end that begins with `prints`. */
export function promisedOutput(program: string): string | undefined {
  return /\/\* prints\n(.*)\*\/\s*$/s.exec(program)?.[1];
}

/** Turns each line of the form `expression; // => value` into an assertion. */
export function withAssertions(program: string): string {
  const checked = program.replace(
    /^( *)(.+); +\/\/ => (.+)$/gm,
    (_line, indent: string, actual: string, expected: string) => `${indent}deepStrictEqual(${actual}, ${expected});`,
  );
  return `import { deepStrictEqual } from 'node:assert/strict';\n${checked}`;
}
