import { launchChromium } from '@x/test-kit/chromium';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { serveSite, type SiteServer } from '../../src/site-server.ts';

/** The built site and a browser to look at it, there from before the first test of a file until after its last. */
export interface SiteInBrowser {
  /** The site's address, without a slash at the end. */
  readonly origin: string;
  readonly browser: Browser;
}

/** Serves the site and starts a browser for the tests of the file. */
export function siteInBrowser(): SiteInBrowser {
  let site: SiteServer;
  let browser: Browser;

  beforeAll(async () => {
    site = await serveSite();
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
    await site[Symbol.asyncDispose]();
  });

  return {
    get origin() {
      return site.origin;
    },
    get browser() {
      return browser;
    },
  };
}
