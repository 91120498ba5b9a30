import { bestOf, isStanding, isTooClose, ranking, ratio, type Result, type Standing } from './result.ts';

/** A result as lines of text: a row for each contestant, and what follows from them. */
export function describeResult(result: Result): string[] {
  const limit = bestOf(result, 'limit');
  const peer = bestOf(result, 'peer');
  const rows = ranking(result).map((entry) => {
    const name = `${entry.role === 'ours' ? '*' : ' '} ${entry.name}`;
    if (!isStanding(entry)) return [name, `failed: ${entry.failure}`];
    return [
      name,
      formatFigure(entry.median),
      entry.exponent === undefined ? '' : `n^${entry.exponent.toFixed(2)}`,
      `± ${(entry.spread * 100).toFixed(0)} %`,
      peer === undefined ? '' : `${formatRatio(ratio(result, entry, peer))} × ${peer.name}`,
      limit === undefined ? '' : `${formatRatio(ratio(result, entry, limit))} of the limit`,
    ];
  });
  return [
    `${result.suite}: ${result.title} (${result.unit})`,
    ...align(rows),
    ...verdicts(result).map((text) => `  ${text}`),
  ];
}

/** What can be said of ours beside the best peer. */
export function verdicts(result: Result): string[] {
  const peer = bestOf(result, 'peer');
  if (peer === undefined) return [];
  return result.entries
    .filter(isStanding)
    .filter(({ role }) => role === 'ours')
    .map((own) => `${own.name}: ${verdict(result, own, peer)}`);
}

/** What can be said of one of ours beside a peer. */
export function verdict(result: Result, own: Standing, peer: Standing): string {
  if (own.median === peer.median) return `level with the best peer, ${peer.name}`;
  if (isTooClose(result, own, peer)) return 'no winner, the spread is wider than the difference';
  return `${formatRatio(ratio(result, own, peer))} × the best peer, ${peer.name}`;
}

/** A figure with three digits that matter. */
export function formatFigure(figure: number): string {
  if (figure >= 999.5e3) return `${(figure / 1e6).toPrecision(3)} M`;
  if (figure >= 999.5) return `${(figure / 1e3).toPrecision(3)} k`;
  return figure === 0 ? '0' : figure.toPrecision(3);
}

export function formatRatio(value: number): string {
  if (!Number.isFinite(value)) return '∞';
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

function align(rows: readonly string[][]): string[] {
  // A failure is told in a sentence, which is not to widen the column.
  const complete = rows.filter((row) => row.length > 2);
  const names = Math.max(0, ...rows.map(([name = '']) => name.length));
  const widths = complete[0]?.map((_, column) => Math.max(...complete.map((row) => row[column]?.length ?? 0))) ?? [];
  const width = (column: number): number => (column === 0 ? names : (widths[column] ?? 0));
  return rows.map((row) =>
    row
      .flatMap((cell, column) => (width(column) === 0 ? [] : cell.padEnd(width(column))))
      .join('  ')
      .trimEnd(),
  );
}
