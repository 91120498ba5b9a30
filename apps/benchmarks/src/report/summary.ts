import { bestOf, isStanding, isTooClose, ranking, ratio, type Machine, type Result } from './result.ts';
import { formatFigure, formatRatio, verdicts } from './table.ts';

/** `RESULTS.md`: ours beside the best peer, suite by suite; then each suite. */
export function summaryOf(results: readonly Result[]): string {
  return [
    '# Results',
    '',
    'Written by `pnpm bench`. Absolute figures belong to the machine; what counts are the ratios of one run.',
    'A ratio above 1 means that ours is better.',
    '',
    ...overview(results),
    ...results.flatMap(chapter),
    ...machines(results),
    '',
  ].join('\n');
}

function overview(results: readonly Result[]): string[] {
  const rows = results.map((result) => {
    const [own, peer, limit] = [bestOf(result, 'ours'), bestOf(result, 'peer'), bestOf(result, 'limit')];
    const figure = (one: typeof own): string => (one ? `${formatFigure(one.median)} ${result.unit}` : '');
    const beside = own && peer ? formatRatio(ratio(result, own, peer)) : '';
    const isEven = own && peer && isTooClose(result, own, peer);
    return [
      `[${result.suite}](#${result.suite})`,
      own ? `${own.name}: ${figure(own)}` : 'failed',
      peer ? `${peer.name}: ${figure(peer)}` : '',
      isEven ? `${beside}, no winner` : `**${beside}**`,
      own && limit ? formatRatio(ratio(result, own, limit)) : '',
    ];
  });
  return table(['suite', 'ours', 'best peer', 'ratio', 'of the limit'], rows);
}

function chapter(result: Result): string[] {
  const peer = bestOf(result, 'peer');
  const rows = ranking(result).map((entry) => {
    const name = entry.role === 'ours' ? `**${entry.name}**` : entry.name;
    if (!isStanding(entry)) return [name, entry.role, `failed: ${entry.failure}`, '', '', ''];
    const warmup = entry.warmup === undefined ? '' : formatFigure(entry.warmup);
    const spread = `± ${(entry.spread * 100).toFixed(0)} %`;
    const beside = peer === undefined ? '' : `${formatRatio(ratio(result, entry, peer))} ×`;
    return [name, entry.role, formatFigure(entry.median), spread, warmup, beside];
  });
  const size = result.scaleOf === undefined ? result.sizes.join(', ') : `${result.sizes.join(', ')} ${result.scaleOf}`;
  return [
    '',
    `## ${result.suite}`,
    '',
    `${result.title}, in ${result.unit} (${result.better} is better).`,
    '',
    `![${result.suite}](results/${result.suite}.svg)`,
    '',
    ...table(['', 'role', 'median', 'spread', 'warming up', 'beside the best peer'], rows),
    '',
    ...curves(result),
    ...verdicts(result).map((line) => `- ${line}`),
    '',
    `${result.rounds} rounds of ${size}, ${result.date.slice(0, 10)}.`,
  ];
}

/** The milliseconds at each size, where cost is followed as it grows. */
function curves({ scaleOf, sizes, entries }: Result): string[] {
  if (scaleOf === undefined) return [];
  const rows = entries
    .filter(isStanding)
    .map(({ name, exponent = NaN, points = [] }) => [
      name,
      exponent.toFixed(2),
      ...points.map(([, cost]) => `${formatFigure(cost)} ms`),
    ]);
  return [...table(['', 'exponent', ...sizes.map((size) => `${size} ${scaleOf}`)], rows), ''];
}

/** Where the results come from; mostly one machine. */
function machines(results: readonly Result[]): string[] {
  const told = new Set(results.map(({ machine }) => describe(machine)));
  return ['', '## Machine', '', ...[...told].map((line) => `- ${line}`)];
}

function describe({ platform, cpu, cpus, memory, versions }: Machine): string {
  const names = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${cpu}, ${cpus} CPUs, ${memory}, ${platform}: ${names.join(', ')}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
