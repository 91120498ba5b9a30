import { formatBytes, formatDuration } from '../text/format.ts';

/** A page could not be surveyed; the survey goes on without it. */
export class PageError extends Error {
  override readonly name: string = 'PageError';
  /** Says what went wrong, for programs. */
  readonly code: string;
  readonly url: string;

  constructor(code: string, url: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.url = url;
  }
}

/** The server answered with a status that is no page. */
export class HttpStatusError extends PageError {
  override readonly name = 'HttpStatusError';
  readonly status: number;

  constructor(url: string, status: number, statusText: string) {
    super('ERR_HTTP_STATUS', url, `${url} answered ${`${status} ${statusText}`.trim()}`);
    this.status = status;
  }
}

/** No answer, or not the whole of it, within the time for one page. */
export class PageTimeoutError extends PageError {
  override readonly name = 'PageTimeoutError';
  /** In milliseconds. */
  readonly timeout: number;

  constructor(url: string, timeout: number, options?: ErrorOptions) {
    super('ERR_PAGE_TIMEOUT', url, `${url} did not answer within ${formatDuration(timeout)} (--page-timeout)`, options);
    this.timeout = timeout;
  }
}

/** The page is longer than a survey reads. */
export class PageTooLargeError extends PageError {
  override readonly name = 'PageTooLargeError';
  /** In bytes. */
  readonly limit: number;

  constructor(url: string, limit: number) {
    super('ERR_PAGE_TOO_LARGE', url, `${url} is larger than ${formatBytes(limit)} (--max-size)`);
    this.limit = limit;
  }
}

/** No connection, or it broke. */
export class UnreachableError extends PageError {
  override readonly name = 'UnreachableError';

  constructor(url: string, reason: string, options?: ErrorOptions) {
    super('ERR_UNREACHABLE', url, `cannot reach ${url}: ${reason}`, options);
  }
}

/** Redirects lead back to where they began. */
export class RedirectLoopError extends PageError {
  override readonly name = 'RedirectLoopError';
  /** The addresses of the loop; the last equals one before it. */
  readonly path: readonly string[];

  constructor(url: string, path: readonly string[]) {
    super('ERR_REDIRECT_LOOP', url, `${url} is part of a redirect loop: ${path.join(' → ')}`);
    this.path = path;
  }
}

/** One redirect after the other, longer than anybody means it. */
export class TooManyRedirectsError extends PageError {
  override readonly name = 'TooManyRedirectsError';

  constructor(url: string, path: readonly string[]) {
    super(
      'ERR_TOO_MANY_REDIRECTS',
      url,
      `${url} came after ${path.length} redirects, the first of them ${path[0] ?? ''}`,
    );
  }
}

/** A redirect that says nowhere, or somewhere that is no web page. */
export class BadRedirectError extends PageError {
  override readonly name = 'BadRedirectError';

  constructor(url: string, location: string | null) {
    const target =
      location === null ? 'without saying where' : `to ${JSON.stringify(location)}, which is no web address`;
    super('ERR_BAD_REDIRECT', url, `${url} redirects ${target}`);
  }
}

/** The page arrived and could not be written. */
export class PageNotSavedError extends PageError {
  override readonly name = 'PageNotSavedError';

  constructor(url: string, options: ErrorOptions) {
    super('ERR_PAGE_NOT_SAVED', url, `${url} could not be saved: ${messageOf(options.cause)}`, options);
  }
}

/** The page is saved, and whoever read it failed: a worker died over it, or its content is beyond the parser. */
export class PageNotReadError extends PageError {
  override readonly name = 'PageNotReadError';
  /** Where the page is kept, from the output folder. */
  readonly file: string;

  constructor(url: string, file: string, options: ErrorOptions) {
    super('ERR_PAGE_NOT_READ', url, `${url} was saved to ${file} but not read: ${messageOf(options.cause)}`, options);
    this.file = file;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
