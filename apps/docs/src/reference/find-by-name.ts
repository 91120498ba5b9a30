import type { DeclarationReference, ExternalResolveResult, Reflection } from 'typedoc';

/**
 * Finds what a doc comment names without importing it, such as the error of another package that comes through: what
 * one module of the reference, and no other, declares under that name.
 */
export function findByName(reference: DeclarationReference, from: Reflection): ExternalResolveResult | undefined {
  const [first, ...members] = reference.symbolReference?.path ?? [];
  if (first === undefined) return undefined;
  const [only, another] = (from.project.children ?? [])
    .flatMap((module) => module.children ?? [])
    .filter((exported) => exported.name === first.path && !exported.isReference());
  if (another !== undefined) return undefined;
  const target = members.length === 0 ? only : only?.getChildByName(members.map(({ path }) => path));
  if (target === undefined) return undefined;
  // TypeDoc links to what it is given, an address or a reflection; its type knows of addresses only.
  return { target: target as unknown as string };
}
