import { compileTemplate, type FieldValue, type FieldValues, type Render } from './format/compile.ts';
import { shown } from './shown.ts';

/**
 * What a timer says when it stops.
 *
 * @remarks
 * A string is a template of Python's `str.format`. Its fields are `{}`, `{0}` and `{seconds}` (seconds), `{milliseconds}`, `{minutes}` and `{name}`,
 * each with a format specification as in `{seconds:.1f}`. A function, or a class, is given the **milliseconds**; what it returns is turned into a
 * string.
 */
export type TimerText = string | ((milliseconds: number) => unknown) | (new (milliseconds: number) => unknown);

/**
 * @throws RangeError when `text` is a string with a bad format.
 * @throws TypeError when it is neither string nor function.
 */
export function compileText(text: TimerText, name: string): Render {
  if (typeof text === 'string') {
    const fields: FieldValues = new Map<string, FieldValue>([
      ['0', (milliseconds) => milliseconds / 1_000],
      ['seconds', (milliseconds) => milliseconds / 1_000],
      ['milliseconds', (milliseconds) => milliseconds],
      ['minutes', (milliseconds) => milliseconds / 60_000],
      ['name', name],
    ]);
    return compileTemplate('text', text, fields);
  }
  if (typeof text !== 'function') throw new TypeError(`text must be a string or a function, got ${shown(text)}`);
  return isClass(text)
    ? (milliseconds) => String(new text(milliseconds))
    : (milliseconds) => String(text(milliseconds));
}

/**
 * The line that is logged at the start, if there is one.
 *
 * @throws RangeError when `initialText` is a string with a bad format.
 */
export function compileInitialText(initialText: unknown, name: string): string | undefined {
  if (!initialText) return undefined;
  if (typeof initialText !== 'string') return name === '' ? 'Timer started' : `Timer ${name} started`;
  const render = compileTemplate('initialText', initialText, new Map([['name', name]]));
  return render(NaN);
}

function isClass(text: Exclude<TimerText, string>): text is new (milliseconds: number) => unknown {
  return /^class\b/.test(Function.prototype.toString.call(text));
}
