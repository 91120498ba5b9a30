import type { Document } from './documents.ts';

/** Where each document lies on the embedded site. */
export interface SiteMap {
  readonly documents: readonly Document[];
  /** The address path of a document, such as `/zod@4.6.7/README.html`. */
  pathOf(document: Document): string;
  /** The address path of a file of a package, if it is one of the documents. */
  find(packageId: string, path: string): string | undefined;
  /** The first document of a package, by name; the newest version when several are installed. */
  firstOf(packageName: string): Document | undefined;
  /** Documents of the same package, the given one included. */
  siblings(document: Document): readonly Document[];
}

/** Lays `documents` out as a site: a folder for each version of each package, a page for each document. */
export function createSiteMap(documents: readonly Document[]): SiteMap {
  const byPath = new Map(documents.map((document) => [pathOf(document.package.id, document.path), document]));
  const byPackage = Map.groupBy(documents, (document) => document.package.id);
  const newest = new Map([...byPackage.values()].map(([first]) => [first?.package.name, first]));

  return {
    documents,
    pathOf: (document) => pathOf(document.package.id, document.path),
    find(packageId, path) {
      const address = pathOf(packageId, path);
      return byPath.has(address) ? address : undefined;
    },
    firstOf: (packageName) => newest.get(packageName),
    siblings: (document) => byPackage.get(document.package.id) ?? [],
  };
}

function pathOf(packageId: string, path: string): string {
  return encodeURI(`/${packageId}/${path.replace(/\.md$/i, '.html')}`);
}
