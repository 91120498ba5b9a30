import { formatNumber } from './format-number.ts';
import { formatString } from './format-string.ts';
import { ascii, repr } from './repr.ts';
import { type Fail, parseFormatSpec } from './spec.ts';
import { type Field, parseTemplate } from './template.ts';

/** What a field stands for: a text known beforehand, or a number made from the one that is rendered. */
export type FieldValue = string | ((input: number) => number);

/** The fields that a template may name; the key `0` is the value of `{}`. */
export type FieldValues = ReadonlyMap<string, FieldValue>;

/** Writes the text for one number. */
export type Render = (input: number) => string;

/**
 * Turns a template of `str.format` into a function, and refuses one that could fail later.
 *
 * @param parameter - What the caller knows the template as, for the message.
 * @throws RangeError when the template is malformed, names an unknown field, or formats a value in a way that it cannot be.
 */
export function compileTemplate(parameter: string, template: string, values: FieldValues): Render {
  const fail: Fail = (problem) => {
    throw new RangeError(`${parameter} must be a valid format string, got ${repr(template)}: ${problem}`);
  };
  const keyOf = numbering(fail);
  const pieces = parseTemplate(template, fail).map((part) => {
    if (typeof part === 'string') return part;
    const key = keyOf(part.name);
    const value = values.get(key) ?? fail(`there is no field {${key}}, only ${listed(values)}`);
    return compileField(part, value, fail);
  });

  return (input) => {
    let text = '';
    for (const piece of pieces) text += typeof piece === 'string' ? piece : piece(input);
    return text;
  };
}

/** Numbers the fields without a name. As in Python, those and `{0}` do not mix. */
function numbering(fail: Fail): (name: string) => string {
  let unnamed = 0;
  let numbered = 0;
  return (name) => {
    if (!/^\d*$/.test(name)) return name;
    const key = name === '' ? unnamed++ : Number(name);
    if (name !== '') numbered += 1;
    if (unnamed > 0 && numbered > 0) fail(`{} and {${name}} do not mix`);
    return String(key);
  };
}

function compileField({ conversion, spec: source }: Field, value: FieldValue, fail: Fail): string | Render {
  if (typeof value === 'string') {
    const converted = conversion === 'r' ? repr(value) : conversion === 'a' ? ascii(value) : value;
    return formatString(converted, parseFormatSpec(source, 'string', fail));
  }
  if (conversion === '') {
    const spec = parseFormatSpec(source, 'number', fail);
    return (input) => formatNumber(value(input), spec);
  }
  // Every conversion of a number gives the text that `{}` does.
  const plain = parseFormatSpec('', 'number', fail);
  const spec = parseFormatSpec(source, 'string', fail);
  return (input) => formatString(formatNumber(value(input), plain), spec);
}

function listed(values: FieldValues): string {
  return Array.from(values.keys(), (key) => (key === '0' ? '{}' : `{${key}}`)).join(', ');
}
