import { Buffer } from 'node:buffer';
import { isUint8Array } from 'node:util/types';
import { deserialize, serialize } from 'node:v8';
import { refuseThenable } from '../refuse-thenable.ts';
import { isPlain } from './plain.ts';

/** The form of an item between threads: numbers as they are, plain data as the text of its JSON, everything else as bytes. */
export type Content = number | string | Packet;

/** How the bytes of an item are to be read; 0 is for numbers, which are none. `text` is JSON in ASCII, in one block. */
export const KIND = { number: 0, bytes: 1, buffer: 2, serialized: 3, json: 4, text: 5 } as const;

/** Most bytes that a UTF-16 unit takes in UTF-8. */
export const MOST_BYTES_A_UNIT = 3;

/** Bytes, and what they mean. */
export interface Packet {
  readonly kind: number;
  readonly bytes: Uint8Array;
}

/**
 * Makes an item ready to cross. Bytes are not copied yet.
 *
 * @throws TypeError when the item is a promise or other thenable.
 * @throws what `v8.serialize` throws when it cannot serialise the item.
 */
export function pack(item: unknown): Content {
  if (typeof item === 'number') return item;
  if (isUint8Array(item)) return { kind: Buffer.isBuffer(item) ? KIND.buffer : KIND.bytes, bytes: item };
  refuseThenable(item);
  return isPlain(item) ? JSON.stringify(item) : { kind: KIND.serialized, bytes: serialize(item) };
}

/** Whether a content needs more bytes than there are. */
export function isLargerThan(content: Content, bytes: number): boolean {
  if (typeof content === 'number') return false;
  // Most texts are small, and need not be looked through.
  return typeof content === 'string' && content.length * MOST_BYTES_A_UNIT <= bytes ? false : bytesOf(content) > bytes;
}

/** How many bytes a content needs. */
export function bytesOf(content: Content): number {
  if (typeof content === 'number') return 0;
  return typeof content === 'string' ? Buffer.byteLength(content) : content.bytes.length;
}

/** A content that stays as it is, whatever becomes of the item. */
export function keep(content: Content): Content {
  if (typeof content !== 'object' || content.kind >= KIND.serialized) return content;
  return { kind: content.kind, bytes: new Uint8Array(content.bytes) };
}

/** Makes an item of what has crossed. */
export function unpack(content: Content): unknown {
  if (typeof content === 'number') return content;
  if (typeof content === 'string') return JSON.parse(content);
  const { kind, bytes } = content;
  if (kind === KIND.bytes) return bytes;
  if (kind === KIND.serialized) return deserialize(bytes);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return kind === KIND.buffer ? buffer : JSON.parse(buffer.toString());
}
