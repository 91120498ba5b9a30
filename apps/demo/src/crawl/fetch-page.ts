import { BadRedirectError, HttpStatusError, PageTooLargeError } from './errors.ts';

/** What came back from a page's address. */
export type Answer = PageAnswer | RedirectAnswer | OtherAnswer;

/** An HTML page. */
export interface PageAnswer {
  readonly kind: 'page';
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** The page lies elsewhere. */
export interface RedirectAnswer {
  readonly kind: 'redirect';
  readonly status: number;
  /** Where to, without fragment. */
  readonly target: string;
}

/** Something that is no HTML page; its content is not read. */
export interface OtherAnswer {
  readonly kind: 'other';
  readonly status: number;
  readonly contentType: string;
}

export interface FetchOptions {
  /** Ends the request when aborted. */
  readonly signal: AbortSignal;
  /** Longest body to read, in bytes. */
  readonly maxBytes: number;
  /** Called once the head of the answer is there. */
  readonly onAnswer: () => void;
}

const HTML = /^\s*(text\/html|application\/xhtml\+xml)\b/i;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Asks for one page, without following redirects.
 *
 * @throws {@link PageError} when the answer is no use: an error status, a body that is too long, a bad redirect.
 */
export async function fetchPage(url: string, { signal, maxBytes, onAnswer }: FetchOptions): Promise<Answer> {
  const headers = { accept: 'text/html,application/xhtml+xml', 'user-agent': 'x-demo-survey' };
  const response = await fetch(url, { signal, redirect: 'manual', headers });
  onAnswer();

  const { status } = response;
  const contentType = response.headers.get('content-type') ?? '';
  if (response.ok && HTML.test(contentType)) {
    return { kind: 'page', status, contentType, body: await readBody(url, response, maxBytes) };
  }
  // An unread body would keep its connection. Nobody waits for its end, and there is nothing to do about a failure.
  response.body?.cancel().catch(() => {});
  if (REDIRECTS.has(status)) return { kind: 'redirect', status, target: redirectTarget(url, response) };
  if (response.ok) return { kind: 'other', status, contentType };
  throw new HttpStatusError(url, status, response.statusText);
}

function redirectTarget(url: string, response: Response): string {
  const location = response.headers.get('location');
  const target = location === null ? null : URL.parse(location, url);
  if (target === null || !/^https?:$/.test(target.protocol)) throw new BadRedirectError(url, location);
  target.hash = '';
  return target.href;
}

/** Reads no more than `maxBytes`: the length that a server announces is not to be trusted. */
async function readBody(url: string, response: Response, maxBytes: number): Promise<Uint8Array> {
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the rest.
  for await (const chunk of response.body as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw new PageTooLargeError(url, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
