/**
 * Records what CPython answers.
 *
 *     node src/cpython/record.ts seeds FILE --from 0 --to 300       random programs and their traces
 *     node src/cpython/record.ts programs NAME…                     recorded/NAME.py to recorded/NAME.out
 *
 * `--pyodide FOLDER`, or PYODIDE, says where the npm package `pyodide` is installed.
 */
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { createGzip } from 'node:zlib';
import { type CPython, startCPython } from './interpreter.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pyodide: { type: 'string', default: process.env['PYODIDE'] ?? 'node_modules/pyodide' },
    from: { type: 'string', default: '0' },
    to: { type: 'string', default: '300' },
  },
});
const [what, ...names] = positionals;

if (what === 'seeds') {
  await recordSeeds(await startCPython(values.pyodide), names[0] ?? 'seeds.ndjson.gz');
} else if (what === 'programs') {
  // A fresh interpreter for each: they define the same names.
  for (const name of names) recordProgram(await startCPython(values.pyodide), name);
} else {
  console.error(`what is to be recorded: seeds or programs, got ${String(what)}`);
  process.exitCode = 2;
}

async function recordSeeds(python: CPython, file: string): Promise<void> {
  const from = Number(values.from);
  const to = Number(values.to);
  function* lines(): Generator<string> {
    for (let seed = from; seed < to; seed++) {
      const program = python.generate(seed);
      yield `${JSON.stringify({ program, trace: python.trace(program) })}\n`;
    }
  }
  const target = createWriteStream(file);
  if (file.endsWith('.gz')) await pipeline(Readable.from(lines()), createGzip({ level: 9 }), target);
  else await pipeline(Readable.from(lines()), target);
  console.log(`${file}: seeds ${from} to ${to - 1} on CPython ${python.version}`);
}

function recordProgram(python: CPython, name: string): void {
  const file = (ending: string): URL => new URL(`../../recorded/${name}.${ending}`, import.meta.url);
  writeFileSync(file('out'), python.run(readFileSync(file('py'), 'utf8')));
  console.log(`recorded/${name}.out: on CPython ${python.version}`);
}
