/** What threads write down about items while they may be terminated at any moment: on shared memory. */
export interface BooksHandle {
  /** For each producer, how many puts it has begun, and how many are done. */
  readonly puts: Int32Array;
  /** For each item, how often it came out. */
  readonly got: Int32Array;
  /** Set when consumers are to go home. */
  readonly stop: Int32Array;
}

export const MOST_ITEMS = 2_048;

export function createBooks(producers: number): BooksHandle {
  const cells = (count: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * Math.max(1, count)));
  return { puts: cells(2 * producers), got: cells(MOST_ITEMS * producers), stop: cells(1) };
}

/** An item says who it is; it may be a number, or need memory of different sizes. */
export function makeItem(id: number, kind: 'numbers' | 'bytes' | 'objects'): unknown {
  if (kind === 'numbers') return id;
  const size = 4 + ((id * 37) % 900);
  if (kind === 'objects') return { id, filling: 'x'.repeat(size) };
  const bytes = new Uint8Array(size).fill(id & 0xff);
  new DataView(bytes.buffer).setInt32(0, id);
  return bytes;
}

/** Who the item is; -1 when it has been damaged. */
export function idOf(item: unknown): number {
  if (typeof item === 'number') return item;
  if (item instanceof Uint8Array) {
    const id = new DataView(item.buffer, item.byteOffset).getInt32(0);
    const isWhole = item.length === 4 + ((id * 37) % 900) && item.subarray(4).every((byte) => byte === (id & 0xff));
    return isWhole ? id : -1;
  }
  const { id, filling } = item as { id: number; filling: string };
  return filling.length === 4 + ((id * 37) % 900) ? id : -1;
}
