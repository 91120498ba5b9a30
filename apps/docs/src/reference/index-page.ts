import { type DeclarationReflection, type ProjectReflection, ReflectionKind } from 'typedoc';
import { readPackages } from './packages.ts';

const INTRODUCTION = `Every export of every package, from its doc comment: what it does, the order in which things happen, what
cancelling does, where it differs from Python, what it throws, and the page of Python’s documentation that it follows.
**Every number of time is in milliseconds.** Python’s name is the quickest way in: press <kbd>/</kbd> and type it.`;

/** What is listed by name; types are on the page of their module. */
const LISTED = [ReflectionKind.Class, ReflectionKind.Function, ReflectionKind.Variable, ReflectionKind.Namespace];

/**
 * The first page of the reference: the packages, and what each of their modules exports.
 *
 * @param addressOf - the path of something's page, from the folder of the reference.
 */
export function indexPage(project: ProjectReflection, addressOf: (page: DeclarationReflection) => string): string {
  const modules = project.children ?? [];
  const list = (module: DeclarationReflection): string => {
    const named = (module.children ?? []).filter((child) => child.kindOf(LISTED));
    const links = named.map((child) => `[${child.name}](${addressOf(child)})`).join(', ');
    return `### [\`${module.name}\`](${addressOf(module)}) {#${module.name.replace(/\W+/g, '-').slice(1)}}\n\n${links}\n`;
  };
  const sections = readPackages()
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ name, description, folder }) => {
      const own = modules.filter((module) => module.name === name || module.name.startsWith(`${name}/`));
      return `## ${name} {#package-${folder}}\n\n${description}\n\n${own.map(list).join('\n')}`;
    });
  return `# Reference\n\n${INTRODUCTION}\n\n${sections.join('\n')}`;
}
