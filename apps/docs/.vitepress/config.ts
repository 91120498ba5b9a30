import { defineConfig } from 'vitepress';
import { carryScopeInPackages } from '../playground/vite-plugin.ts';
import { pythonNames } from '../python/tables/plugin.ts';
import { navigation, sidebar } from './navigation.ts';
import { searchTerms } from './search-terms.ts';

export default defineConfig({
  title: '@x',
  description: 'Python’s concurrency toolkit for TypeScript',
  lang: 'en',
  cleanUrls: true,
  // The sources of the site lie beside its pages.
  srcExclude: ['README.md', 'examples/**', 'src/**', 'test/**'],
  lastUpdated: false,
  ignoreDeadLinks: false,
  head: [
    ['link', { rel: 'icon', href: '/logo.svg', type: 'image/svg+xml' }],
    ['meta', { name: 'theme-color', content: '#0f766e' }],
  ],
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (md) => pythonNames(md),
  },
  themeConfig: {
    logo: '/logo.svg',
    nav: navigation,
    sidebar,
    outline: { level: [2, 3] },
    search: {
      provider: 'local',
      options: {
        miniSearch: { options: { tokenize: searchTerms } },
      },
    },
    externalLinkIcon: true,
  },
  vite: {
    // The index of the search is one chunk, fetched when somebody searches.
    build: { chunkSizeWarningLimit: 4_000 },
    // In development workers go the way of everything else.
    plugins: [{ ...carryScopeInPackages(), apply: 'serve' }],
    worker: { format: 'es', plugins: () => [carryScopeInPackages()] },
  },
});
