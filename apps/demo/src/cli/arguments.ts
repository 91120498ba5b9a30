import { InvalidArgumentError } from 'commander';

/** A whole number from `least` on. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && Number.isSafeInteger(value)) return value;
    throw new InvalidArgumentError(`It must be a whole number, ${least} or more.`);
  };
}

const TIME_UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** A time such as `500ms`, `10s`, `1.5m` or `2h`, in milliseconds. */
export function duration(text: string): number {
  const value = measure(text, TIME_UNITS);
  if (value !== undefined && value > 0) return value;
  throw new InvalidArgumentError('It must be a time with its unit (ms, s, m, h), such as 500ms or 10s.');
}

const SIZE_UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1e3, mb: 1e6, gb: 1e9 };

/** A size such as `500kB` or `5MB`, in bytes. */
export function size(text: string): number {
  const value = measure(text, SIZE_UNITS);
  if (value !== undefined && value >= 1) return Math.floor(value);
  throw new InvalidArgumentError('It must be a size with its unit (B, kB, MB, GB), such as 500kB or 5MB.');
}

function measure(text: string, units: Readonly<Record<string, number>>): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]+)$/i.exec(text) ?? [];
  const factor = units[unit.toLowerCase()];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}

/** An address to start from, without fragment. */
export function webAddress(text: string): string {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    const guess = URL.parse(`https://${text}`);
    const hint = guess !== null && /\./.test(guess.hostname) ? ` Did you mean ${guess.href}?` : '';
    throw new InvalidArgumentError(`It must be an address that begins with http:// or https://.${hint}`);
  }
  url.hash = '';
  return url.href;
}

/** Hosts, gathered over all uses of the option. */
export function host(text: string, before: readonly string[] = []): string[] {
  const url = URL.parse(`http://${text}`);
  if (url === null || url.host === '' || url.pathname !== '/' || url.username !== '') {
    throw new InvalidArgumentError('It must be a host, such as docs.example.org or localhost:8080.');
  }
  return [...before, url.host];
}
