import { existsSync, readFileSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';

/** The bar on top of every page. */
export const navigation: DefaultTheme.NavItem[] = [
  { text: 'Guides', link: '/guides/', activeMatch: '^/guides/' },
  { text: 'Coming from Python', link: '/python/', activeMatch: '^/python/' },
  { text: 'Reference', link: '/reference/', activeMatch: '^/reference/' },
  { text: 'Playground', link: '/playground' },
  {
    text: 'More',
    items: [
      { text: 'Benchmarks', link: '/benchmarks' },
      { text: 'Changelog', link: '/changelog/' },
    ],
  },
];

const guides: DefaultTheme.SidebarItem[] = [{ text: 'Guides', link: '/guides/' }];

const python: DefaultTheme.SidebarItem[] = [{ text: 'Coming from Python', link: '/python/' }];

/** TypeDoc leaves it with the pages; they are there once `src/reference/write.ts` has run. */
const REFERENCE = new URL('../reference/typedoc-sidebar.json', import.meta.url);
const reference = existsSync(REFERENCE)
  ? (JSON.parse(readFileSync(REFERENCE, 'utf8')) as DefaultTheme.SidebarItem[])
  : [];

/** What stands beside the pages, by the folder they are in. */
export const sidebar: DefaultTheme.SidebarMulti = {
  '/guides/': guides,
  '/python/': python,
  '/reference/': [{ text: 'Reference', link: '/reference/' }, ...reference],
};
