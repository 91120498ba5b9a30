import fc from 'fast-check';
import type { AsyncBufferedReader, AsyncFileIO, Whence } from '../../src/index.ts';
import type { ByteModel } from './byte-model.ts';

/** One call on a file, and the same on the model. */
export interface Step {
  readonly text: string;
  readonly real: (file: AsyncBufferedReader | AsyncFileIO, signal?: AbortSignal) => Promise<unknown>;
  readonly model: (model: ByteModel) => unknown;
  /** Whether it leaves everything as it was when it is cancelled. */
  readonly isHarmless: boolean;
}

const data = fc.array(fc.constantFrom('a', 'b', '\n'), { maxLength: 30 }).map((chars) => Buffer.from(chars.join('')));
const size = fc.oneof(fc.constant(-1), fc.nat(40));

const read = size.map((wanted): Step => ({
  text: `read(${wanted})`,
  real: (file, signal) => file.read(wanted, { signal }),
  model: (model) => model.read(wanted),
  isHarmless: true,
}));
const readline = size.map((limit): Step => ({
  text: `readline(${limit})`,
  real: (file, signal) => file.readline(limit, { signal }),
  model: (model) => model.readline(limit),
  isHarmless: true,
}));
const readlines = size.map((hint): Step => ({
  text: `readlines(${hint})`,
  real: (file, signal) => file.readlines(hint, { signal }),
  model: (model) => model.readlines(hint),
  isHarmless: true,
}));
const next = fc.constant<Step>({
  text: 'next()',
  real: (file) => file.next(),
  model: (model) => {
    const value = model.readline(-1);
    return value.length === 0 ? { done: true, value: undefined } : { done: false, value };
  },
  isHarmless: true,
});
const readinto = fc.nat(40).map((length): Step => ({
  text: `readinto(${length})`,
  real: async (file, signal) => {
    const target = Buffer.alloc(length);
    return target.subarray(0, await file.readinto(target, { signal }));
  },
  model: (model) => model.read(length),
  isHarmless: true,
}));
const write = data.map((bytes): Step => ({
  text: `write(${JSON.stringify(bytes.toString())})`,
  real: (file) => file.write(bytes),
  model: (model) => model.write(bytes),
  isHarmless: false,
}));
const writelines = fc.array(data, { maxLength: 4 }).map((lines): Step => ({
  text: `writelines(${JSON.stringify(lines.map(String))})`,
  real: (file) => file.writelines(lines),
  model: (model) => lines.forEach((line) => model.write(line)),
  isHarmless: false,
}));
const seek = fc
  .tuple(fc.integer({ min: -10, max: 60 }), fc.constantFrom<Whence>(0, 1, 2))
  .map(([offset, whence]): Step => ({
    text: `seek(${offset}, ${whence})`,
    real: (file) => file.seek(offset, whence),
    model: (model) => model.seek(offset, whence),
    isHarmless: false,
  }));
const truncate = fc.option(fc.nat(60), { nil: undefined }).map((length): Step => ({
  text: `truncate(${length ?? ''})`,
  real: (file) => file.truncate(length),
  model: (model) => model.truncate(length),
  isHarmless: false,
}));
const tell = fc.constant<Step>({
  text: 'tell()',
  real: (file, signal) => file.tell({ signal }),
  model: (model) => model.position,
  isHarmless: true,
});
const flush = fc.constant<Step>({
  text: 'flush()',
  real: (file, signal) => file.flush({ signal }),
  model: () => undefined,
  isHarmless: true,
});

/** Any call on a file that reads and writes. */
export const step: fc.Arbitrary<Step> = fc
  .oneof(read, readline, readlines, next, readinto, write, writelines, seek, truncate, tell, flush)
  .map((one) => ({ ...one, toString: () => one.text }));
