/** Whether some characters of a text have two UTF-16 units. */
export function hasPairs(text: string): boolean {
  return /[\ud800-\udbff]/.test(text);
}

/** How many code points a text has: what Python's `len` counts. */
export function codePointLength(text: string): number {
  if (!hasPairs(text)) return text.length;
  let count = 0;
  for (let at = 0; at < text.length; at += widthAt(text, at)) count++;
  return count;
}

/** The index that is `count` code points after `start`, or the end of the text. */
export function indexAfter(text: string, start: number, count: number): number {
  let at = start;
  for (let left = count; left > 0 && at < text.length; left--) at += widthAt(text, at);
  return at;
}

function widthAt(text: string, at: number): 1 | 2 {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
