const OWN = /[/\\](?:event-loop|future)[/\\](?:src|dist)[/\\]|@x[/\\](?:event-loop|future)[/\\]|\(?node:/;
/** Frames taken, many of them our own: Node's ten would often hold nothing else. */
const FRAMES = 50;

const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');
const isAdjustable = limit?.writable === true;

/** `file:line:column` of the first caller outside this toolkit. Takes a stack trace: for debug mode only. */
export function siteOf(stack: readonly string[]): string {
  return /\(?((?:file:|[/\\A-Za-z])[^()]*:\d+:\d+)\)?$/.exec(stack[0] ?? '')?.[1] ?? '<unknown>';
}

/** The frames of the callers outside this toolkit, innermost first. */
export function creationStack(): string[] {
  return outsideLines(stackText());
}

/** The lines of a stack trace that show frames outside this toolkit. */
export function outsideLines(stack: string): string[] {
  const lines = stack.split('\n').map((line) => line.trim());
  return lines.filter((line) => line.startsWith('at ') && !OWN.test(line));
}

function stackText(): string {
  if (!isAdjustable) return new Error().stack ?? '';
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = FRAMES;
  try {
    return new Error().stack ?? '';
  } finally {
    Error.stackTraceLimit = before;
  }
}
