import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { InstalledPackage } from './installed-packages.ts';

/** A Markdown file of an installed package. */
export interface Document {
  readonly package: InstalledPackage;
  /** Path inside the package, with `/` on every system. */
  readonly path: string;
  readonly markdown: string;
}

/** A choice of documents that is the same on every run over the same packages. */
export interface DocumentLimits {
  /** Most documents to take. */
  readonly documents: number;
  /** Longer files are left out: collected licences, change logs of a decade. In bytes. */
  readonly bytes: number;
}

const README = /^readme\b/i;
const LEGAL = /licen[cs]e|notice|copying/i;

/**
 * Reads the Markdown files of `packages` and takes the first `limits.documents` of them: package by package in the order
 * of their names, and licences only when all the rest is in. Of files with the same content the first is taken.
 */
export function chooseDocuments(packages: Iterable<InstalledPackage>, limits: DocumentLimits): Document[] {
  const seen = new Set<string>();
  const documents: Document[] = [];
  for (const candidate of candidates(packages)) {
    if (documents.length === limits.documents) break;
    const content = readFileSync(candidate.package.resolve(candidate.path));
    if (content.length > limits.bytes || content.toString().trim() === '') continue;

    const digest = createHash('sha256').update(content).digest('hex');
    if (seen.has(digest)) continue;
    seen.add(digest);
    documents.push({ ...candidate, markdown: content.toString() });
  }
  return documents.sort(byPackageAndPath);
}

type Candidate = Omit<Document, 'markdown'>;

function candidates(packages: Iterable<InstalledPackage>): Candidate[] {
  const found = [...packages].flatMap((owner) => owner.markdownFiles().map((path) => ({ package: owner, path })));
  return found.sort((a, b) => Number(isLegal(a)) - Number(isLegal(b)) || byPackageAndPath(a, b));
}

function isLegal(document: Candidate): boolean {
  return LEGAL.test(posix.basename(document.path));
}

/** The readme is the first page of its package. */
function byPackageAndPath(a: Candidate, b: Candidate): number {
  return (
    compare(a.package.id, b.package.id) ||
    Number(README.test(b.path)) - Number(README.test(a.path)) ||
    compare(a.path, b.path)
  );
}

/** By code units: the order must not depend on the locale of the machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
