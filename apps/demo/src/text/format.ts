const BYTES = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
const COUNT = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 1234567 as `1,234,567`. */
export function formatCount(count: number): string {
  return COUNT.format(count);
}

/** 2000000 as `2 MB`: in steps of 1000, as disks and networks count. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${BYTES.format(value)} ${units[unit] ?? ''}`;
}

/** A time in milliseconds as `85 ms`, `1.25 s`, `2 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 10) return `${BYTES.format(milliseconds)} ms`;
  if (milliseconds < 999.5) return `${COUNT.format(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${BYTES.format(milliseconds / 1000)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const rest = seconds % 60;
  return `${COUNT.format(Math.floor(seconds / 60))} min${rest === 0 ? '' : ` ${rest} s`}`;
}

/** `1 page`, `2 pages`. */
export function plural(count: number, singular: string, several: string = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : several}`;
}

/** 8.34 as `8.3 ×`. */
export function formatFactor(factor: number): string {
  return `${factor.toFixed(1)} ×`;
}

/** Minutes of reading, as `12 min` or `3 h`. */
export function formatReadingTime(minutes: number): string {
  if (minutes < 0.5) return '< 1 min';
  return minutes < 90 ? `${formatCount(minutes)} min` : `${formatCount(minutes / 60)} h`;
}
