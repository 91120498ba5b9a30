import { bestOf, isStanding, isTooClose, ranking, ratio, type Result } from '@x/benchmarks/result';
import { formatFigure, formatRatio } from '@x/benchmarks/table';

/** A result as it is shown: text, and the lengths of bars. */
export interface Chart {
  readonly suite: string;
  readonly title: string;
  readonly unit: string;
  readonly better: string;
  readonly verdict: string;
  readonly measured: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly name: string;
  readonly role: string;
  /** With the unit of the chart, or why there is none. */
  readonly figure: string;
  /** How good it is in regard to the best peer; empty for that peer itself. */
  readonly ratio: string;
  /** From 0 to 100, the longest bar. */
  readonly length: number;
}

/** Prepares a result for the page. */
export function chartOf(result: Result): Chart {
  const peer = bestOf(result, 'peer');
  const longest = Math.max(...result.entries.filter(isStanding).map(({ median }) => median));
  const bars = ranking(result).map((entry): Bar => {
    const { name, role } = entry;
    if (!isStanding(entry)) return { name, role, figure: `failed: ${entry.failure}`, ratio: '', length: 0 };
    return {
      name,
      role,
      figure: `${formatFigure(entry.median)} ${result.unit} ± ${(entry.spread * 100).toFixed(0)} %`,
      ratio: peer === undefined || entry === peer ? '' : `${formatRatio(ratio(result, entry, peer))} ×`,
      length: longest === 0 ? 0 : (entry.median / longest) * 100,
    };
  });
  const { suite, title, unit, better, date, machine, rounds } = result;
  return {
    suite,
    title,
    unit,
    better: `${better} is better`,
    verdict: verdictOf(result),
    measured: `${date.slice(0, 10)}, ${machine.platform}, ${machine.cpus} × ${machine.cpu}, ${rounds} rounds`,
    bars,
  };
}

/** Ours beside the best peer, in a sentence. */
function verdictOf(result: Result): string {
  const own = bestOf(result, 'ours');
  const peer = bestOf(result, 'peer');
  if (own === undefined || peer === undefined) return '';
  if (isTooClose(result, own, peer)) return `No winner between ${own.name} and ${peer.name}: they lie too close.`;
  const factor = ratio(result, own, peer);
  return factor > 1
    ? `${own.name} is ${formatRatio(factor)} times as good as the best peer, ${peer.name}.`
    : `The best peer, ${peer.name}, is ${formatRatio(1 / factor)} times as good as ${own.name}.`;
}
