/** How far and how fast a survey goes. */
export interface CrawlLimits {
  /** Pages visited at a time. */
  readonly fetchers: number;
  /** Requests at a time, for each host. */
  readonly perHost: number;
  /** Most addresses to visit. */
  readonly maxPages: number;
  /** Longest page to read, in bytes. */
  readonly maxBytes: number;
  /** Longest time to wait for one page, in milliseconds. */
  readonly pageTimeout: number;
}
