/**
 * Shrinks a random program that runs differently here, and shows what is left of it with both traces.
 *
 *     node src/cpython/shrink.ts SEED [--mode async|gen] [--budget SECONDS] [--pyodide FOLDER]
 *     node src/cpython/shrink.ts PROGRAM.json …
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Mode } from '../fuzz/bodies.ts';
import type { Difference } from '../fuzz/difference.ts';
import type { Program } from '../fuzz/program.ts';
import { replay } from '../fuzz/replay.ts';
import { smaller } from './smaller.ts';
import { startCPython } from './interpreter.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    mode: { type: 'string', default: 'async' },
    budget: { type: 'string', default: '60' },
    pyodide: { type: 'string', default: process.env['PYODIDE'] ?? 'node_modules/pyodide' },
  },
});
const [what = ''] = positionals;
const mode = values.mode as Mode;
const python = await startCPython(values.pyodide);
const end = performance.now() + Number(values.budget) * 1_000;

let program = /^\d+$/.test(what) ? python.generate(Number(what)) : (JSON.parse(readFileSync(what, 'utf8')) as Program);
const first = await differenceOf(program);
let found = first;
if (found) {
  for (let before: Program | undefined; before !== program;) {
    before = program;
    for (const candidate of smaller(program)) {
      if (performance.now() > end) break;
      const left = await differenceOf(candidate);
      if (left?.signature !== first?.signature) continue;
      [program, found] = [candidate, left];
      break;
    }
  }
}
console.log(found === undefined ? 'no difference' : `${found.signature}\n${found.text}`);
const used = JSON.stringify(program.main);
const objects = Object.entries(program.objects).filter(([name]) => used.includes(`"${name}"`));
console.log(JSON.stringify({ ...program, objects: Object.fromEntries(objects) }));
process.exitCode = found === undefined ? 0 : 1;

async function differenceOf(candidate: Program): Promise<Difference | undefined> {
  for await (const verdict of replay([{ program: candidate, trace: python.trace(candidate) }], mode)) {
    return verdict.difference;
  }
  return undefined;
}
