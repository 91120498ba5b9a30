import type { DefaultTheme } from 'vitepress';
import { MODULES } from './names/index.ts';

/** What stands beside the pages for those who come from Python. */
export const pythonSidebar: DefaultTheme.SidebarItem[] = [
  { text: 'Coming from Python', link: '/python/' },
  { text: 'Module by module', items: MODULES.map(({ title, slug }) => ({ text: title, link: `/python/${slug}` })) },
  {
    text: 'Programs side by side',
    items: [
      { text: 'Tasks that take turns', link: '/python/programs/turns' },
      { text: 'Requests', link: '/python/programs/requests' },
      { text: 'Waiting for several', link: '/python/programs/waiting' },
      { text: 'Several processors', link: '/python/programs/workers' },
      { text: 'Files', link: '/python/programs/files' },
    ],
  },
];
