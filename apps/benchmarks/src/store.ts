import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { bestOf, ratio, type Result } from './result.ts';
import { formatFigure, verdicts } from './table.ts';

const FOLDER = new URL('../results/', import.meta.url);
const SUMMARY = new URL('../RESULTS.md', import.meta.url);

/** Writes a result, and `RESULTS.md` anew from all that are there. */
export async function storeResult(result: Result): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(new URL(`${result.suite}.json`, FOLDER), `${JSON.stringify(result, undefined, 2)}\n`);
  await writeFile(SUMMARY, summaryOf(await readResults()));
}

async function readResults(): Promise<Result[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(files.map(async (file) => JSON.parse(await readFile(new URL(file, FOLDER), 'utf8')) as Result));
}

function summaryOf(results: readonly Result[]): string {
  const text = [
    '# Results',
    '',
    'Written by `pnpm bench`. Absolute figures belong to the machine; what counts are the ratios of one run.',
  ];
  for (const result of results) {
    const { machine } = result;
    text.push('', `## ${result.suite}`, '', `${result.title}, in ${result.unit} (${result.better} is better).`, '');
    text.push('| | median | spread | beside the best peer |', '| --- | --- | --- | --- |');
    const peer = bestOf(result, 'peer');
    for (const entry of result.entries) {
      const beside = peer === undefined ? '' : `${ratio(result, entry, peer).toFixed(2)} ×`;
      const name = entry.role === 'ours' ? `**${entry.name}**` : entry.name;
      text.push(`| ${name} | ${formatFigure(entry.median)} | ${(entry.spread * 100).toFixed(0)} % | ${beside} |`);
    }
    text.push('', ...verdicts(result).map((line) => `-${line.slice(1)}`));
    text.push(
      '',
      `${result.rounds} rounds of ${result.size}; Node ${machine.node}, ${machine.cpus} CPUs, ${result.date}.`,
    );
  }
  return `${text.join('\n')}\n`;
}
