const OWN = /[/\\](?:event-loop|future)[/\\](?:src|dist)[/\\]|@x[/\\](?:event-loop|future)[/\\]|\(?node:/;
/** Frames taken, many of them our own: Node's ten would often hold nothing else. */
const FRAMES = 50;

/** Where objects were made. Kept aside: only debug mode asks. */
const creations = new WeakMap<object, readonly string[]>();

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

/** Remembers that the callers made an object. */
export function noteCreation(object: object): void {
  creations.set(object, creationStack());
}

/** Where an object was made, outermost caller last; `undefined` when nobody noted it. */
export function creationOf(object: object): readonly string[] | undefined {
  return creations.get(object);
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
