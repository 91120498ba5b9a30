import { existsSync, readFileSync } from 'node:fs';
import type { DefaultTheme } from 'vitepress';
import { pythonSidebar } from '../python/sidebar.ts';

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

const guides: DefaultTheme.SidebarItem[] = [
  {
    text: 'Tasks',
    items: [
      { text: 'All guides', link: '/guides/' },
      { text: 'Tasks and cancellation', link: '/guides/tasks' },
      { text: 'Timeouts', link: '/guides/timeouts' },
      { text: 'Task groups', link: '/guides/task-groups' },
      { text: 'Bounded work', link: '/guides/bounded-work' },
      { text: 'HTTP', link: '/guides/http' },
    ],
  },
  {
    text: 'Workers',
    items: [
      { text: 'CPU work', link: '/guides/cpu-work' },
      { text: 'Task modules', link: '/guides/task-modules' },
      { text: 'Errors that cross workers', link: '/guides/errors-across-workers' },
    ],
  },
  {
    text: 'Files and time',
    items: [
      { text: 'Files', link: '/guides/files' },
      { text: 'Timing', link: '/guides/timing' },
    ],
  },
  {
    text: 'Finding faults',
    items: [
      { text: 'Testing with virtual time', link: '/guides/testing' },
      { text: 'Debugging a stuck program', link: '/guides/debugging' },
    ],
  },
  {
    text: 'Moving here',
    items: [
      { text: 'From p-limit and p-queue', link: '/guides/from-p-limit' },
      { text: 'From piscina and workerpool', link: '/guides/from-piscina' },
      { text: 'From AbortController', link: '/guides/from-abort-controller' },
    ],
  },
];

/** TypeDoc leaves it with the pages; they are there once `src/reference/write.ts` has run. */
const REFERENCE = new URL('../reference/typedoc-sidebar.json', import.meta.url);
const reference = existsSync(REFERENCE)
  ? (JSON.parse(readFileSync(REFERENCE, 'utf8')) as DefaultTheme.SidebarItem[]).map(withOpenKinds)
  : [];

/** Modules unfold, with all that they have: a heading that unfolds would be a button within a button. */
function withOpenKinds({ collapsed, ...item }: DefaultTheme.SidebarItem): DefaultTheme.SidebarItem {
  return {
    ...item,
    ...(item.link === undefined || collapsed === undefined ? {} : { collapsed }),
    ...(item.items === undefined ? {} : { items: item.items.map(withOpenKinds) }),
  };
}

/** What stands beside the pages, by the folder they are in. */
export const sidebar: DefaultTheme.SidebarMulti = {
  '/guides/': guides,
  '/python/': pythonSidebar,
  '/reference/': [{ text: 'Reference', link: '/reference/' }, ...reference],
};
