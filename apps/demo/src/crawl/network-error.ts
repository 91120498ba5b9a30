import { UnreachableError } from './errors.ts';

/** What the codes of Node and its HTTP client mean to somebody who typed an address. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection broke',
  EAI_AGAIN: 'its name could not be looked up',
  EHOSTUNREACH: 'no way leads to the host',
  ENETUNREACH: 'no way leads to its network',
  ENOTFOUND: 'there is no host of that name',
  EPIPE: 'the connection broke',
  ETIMEDOUT: 'the host did not take the connection in time',
  UND_ERR_BODY_TIMEOUT: 'the answer stopped half way',
  UND_ERR_CONNECT_TIMEOUT: 'the host did not take the connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'no answer came',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the answer was shorter or longer than announced',
  UND_ERR_SOCKET: 'the connection broke',
};

/** The page error behind a failed `fetch`; `undefined` when the failure is not one of the network. */
export function networkError(url: string, error: unknown): UnreachableError | undefined {
  // `fetch` fails with a TypeError that says nothing, and keeps what happened as its cause.
  if (!(error instanceof TypeError) || !(error.cause instanceof Error)) return undefined;
  const { cause } = error;
  const code = (cause as NodeJS.ErrnoException).code;
  const reason = code === undefined ? undefined : REASONS[code];
  const detail =
    code === undefined ? cause.message : reason === undefined ? `${cause.message} (${code})` : `${reason} (${code})`;
  return new UnreachableError(url, detail, { cause });
}
