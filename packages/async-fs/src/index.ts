export { atomicWrite, type AtomicWriteOptions } from './atomic-write.ts';
export { UnicodeDecodeError, UnicodeEncodeError, UnicodeError, UnsupportedOperation } from './errors.ts';
export { AsyncBufferedIOBase, AsyncBufferedReader } from './layers/buffered.ts';
export type { AsyncByteFile, Bytes } from './layers/byte-file.ts';
export { AsyncFileIO } from './layers/file-io.ts';
export type { AsyncIOBase, Whence } from './layers/io-base.ts';
export type { AsyncTextFile } from './layers/text-file.ts';
export { AsyncTextIOWrapper } from './layers/text-io-wrapper.ts';
export type { Access, BinaryMode, Mode, TextMode } from './mode.ts';
export { open, type AnyFile, type FileOf, type OpenOptionsOf } from './open.ts';
export type { Opener } from './opening/open-descriptor.ts';
export type { LineOf, OpenHandle } from './opening/open-handle.ts';
export type { BinaryOpenOptions, TextOpenOptions } from './opening/open-options.ts';
export {
  BlockingIOError,
  BrokenPipeError,
  FileExistsError,
  FileNotFoundError,
  IsADirectoryError,
  NotADirectoryError,
  OSError,
  PermissionError,
} from './os-error.ts';
export * as os from './os/index.ts';
export * as path from './path/index.ts';
export type { FileName, RawFile } from './raw/raw-file.ts';
export { stderr, stderrBytes, stdin, stdinBytes, stdout, stdoutBytes } from './streams/std-streams.ts';
export { toReadable, toWritable } from './streams/to-node.ts';
export { toReadableStream, toWritableStream } from './streams/to-web.ts';
export * as tempfile from './tempfile/index.ts';
export type { ErrorPolicy } from './text/error-policy.ts';
export type { Newline } from './text/newline.ts';
export { wrap, type RawFactory, type Wrap } from './wrap.ts';
export { readBytes, readText, type TextOptions } from './whole-file/read.ts';
export { writeBytes, writeText } from './whole-file/write.ts';
