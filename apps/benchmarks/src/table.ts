import { bestOf, isTooClose, ratio, type Entry, type Result } from './result.ts';

/** A result as lines of text: a row for each contestant, and what follows from them. */
export function describeResult(result: Result): string[] {
  const limit = bestOf(result, 'limit');
  const peer = bestOf(result, 'peer');
  const rows = result.entries
    .toSorted((a, b) => ratio(result, b, a) - ratio(result, a, b))
    .map((entry) => [
      entry.role === 'ours' ? `* ${entry.name}` : `  ${entry.name}`,
      formatFigure(entry.median),
      `± ${(entry.spread * 100).toFixed(0)} %`,
      peer === undefined ? '' : `${ratio(result, entry, peer).toFixed(2)} × ${peer.name}`,
      limit === undefined ? '' : `${ratio(result, entry, limit).toFixed(2)} of the limit`,
    ]);
  return [`${result.suite}: ${result.title} (${result.unit})`, ...align(rows), ...verdicts(result, peer)];
}

/** What can be said of ours beside the best peer. */
export function verdicts(result: Result, peer: Entry | undefined = bestOf(result, 'peer')): string[] {
  if (peer === undefined) return [];
  return result.entries
    .filter(({ role }) => role === 'ours')
    .map((own) => {
      if (isTooClose(result, own, peer)) return `  ${own.name}: no winner, the spread is wider than the difference`;
      return `  ${own.name}: ${ratio(result, own, peer).toFixed(2)} × the best peer, ${peer.name}`;
    });
}

/** A figure with three digits that matter. */
export function formatFigure(figure: number): string {
  for (const [unit, size] of [
    ['M', 1e6],
    ['k', 1e3],
  ] as const) {
    if (figure >= size) return `${(figure / size).toPrecision(3)} ${unit}`;
  }
  return figure.toPrecision(3);
}

function align(rows: readonly string[][]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
