/**
 * Writes the pages of the reference from the doc comments of the packages. An export without one is an error, and so is
 * a link to a name that is not there.
 */
import { fileURLToPath } from 'node:url';
import { Application, Converter, type Context, type TypeDocOptions } from 'typedoc';
import { MarkdownPageEvent, type PluginOptions } from 'typedoc-plugin-markdown';
import { findByName } from './find-by-name.ts';
import { indexPage } from './index-page.ts';
import { joinTags } from './join-tags.ts';
import { readPackages } from './packages.ts';

const DOCS = fileURLToPath(new URL('../../', import.meta.url));

const options: TypeDocOptions & PluginOptions & { docsRoot: string } = {
  plugin: ['typedoc-plugin-markdown', 'typedoc-vitepress-theme'],
  tsconfig: `${DOCS}tsconfig.reference.json`,
  entryPoints: readPackages().flatMap(({ entries }) => entries),
  docsRoot: DOCS,
  out: `${DOCS}reference`,
  readme: 'none',
  name: 'Reference',
  logLevel: 'Warn',
  // `typecheck` does that, package by package and on what users see of the others.
  skipErrorChecking: true,
  excludePrivate: true,
  excludeInternal: true,
  excludeExternals: true,
  disableSources: true,
  useCodeBlocks: true,
  excludeScopesInPaths: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  validation: { notExported: false, invalidLink: true, notDocumented: true },
};

const app = await Application.bootstrapWithPlugins(options);
app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => {
  // `queue/src/shared` and `executor/src/worker` are imported as `@x/queue/shared` and `@x/executor/worker`.
  for (const module of project.children ?? []) module.name = `@x/${module.name.replace('/src', '')}`;
});
app.converter.addUnknownSymbolResolver(findByName);
// The plugin hands its own kind of event to those who listen.
app.renderer.on(MarkdownPageEvent.END, (event) => {
  const page = event as unknown as MarkdownPageEvent;
  const { router } = app.renderer;
  page.contents =
    page.model === page.project
      ? indexPage(page.project, (listed) => router?.getFullUrl(listed) ?? '')
      : joinTags(page.contents);
});

const project = await app.convert();
if (project === undefined) throw new Error('the packages could not be read');
app.validate(project);
await app.generateOutputs(project);
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exitCode = 1;
