/**
 * Loaded before a program on a Node that erases types but does not know `using`, which came with Node 24: compiles TypeScript down to what it
 * knows, as a user's build would.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

registerHooks({
  load(url, context, nextLoad) {
    if (!/^file:.*\.m?ts$/.test(url)) return nextLoad(url, context);
    const source = ts.transpile(readFileSync(fileURLToPath(url), 'utf8'), {
      target: ts.ScriptTarget.ES2024,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    });
    return { format: 'module', source, shortCircuit: true };
  },
});
