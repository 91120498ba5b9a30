import { creationStack } from '../debug/creation-site.ts';

/** A place in the code, as far as it is known. */
export interface StackFrame {
  /** The function; `<anonymous>` when it has no name. */
  readonly name: string;
  /** Whether the code is suspended there, at an `await` or a `yield`. */
  readonly isSuspended: boolean;
  /** The path or URL of the file; `undefined` where the platform does not tell. */
  readonly file?: string | undefined;
  /** From 1. */
  readonly line?: number | undefined;
  /** From 1. */
  readonly column?: number | undefined;
}

const FRAME = /^at (async )?(?:(.+?) \()?([^()]+):(\d+):(\d+)\)?$/;

/** The frames of the calling code outside this toolkit: innermost first, those that await it behind it. */
export function captureFrames(): StackFrame[] {
  return parseFrames(creationStack());
}

/** The frames in lines of a stack trace, in their order; lines that are none are left out. */
export function parseFrames(lines: readonly string[]): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const text of lines) {
    const [, suspended, name = '<anonymous>', file, line, column] = FRAME.exec(text) ?? [];
    // Frames without a place are the platform's: `Generator.next`, `new Promise`.
    if (file === undefined) continue;
    frames.push({ name, isSuspended: suspended !== undefined, file, line: Number(line), column: Number(column) });
  }
  return frames;
}

/** A frame as texts show it: `File '/app/main.ts', line 3, in async main()`. */
export function describeFrame({ name, isSuspended, file, line }: StackFrame): string {
  const place = file === undefined ? '' : `File '${file}', line ${line ?? '?'}, `;
  return `${place}in ${isSuspended ? 'async ' : ''}${name}()`;
}
