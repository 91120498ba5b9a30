import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { findPython } from '../python/find-python.ts';
import type { Machine } from '../report/result.ts';

const APP = new URL('../../', import.meta.url);

/** Where this runs, with the versions of all who may take part. */
export function describeMachine(): Machine {
  return {
    platform: `${process.platform} ${process.arch}`,
    cpu: cpus()[0]?.model ?? 'unknown',
    cpus: availableParallelism(),
    memory: `${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    versions: { node: process.versions.node, ...pythonVersions(), ...peerVersions() },
  };
}

function pythonVersions(): Record<string, string> {
  const python = findPython();
  const uvloop = findPython('uvloop')?.modules.get('uvloop');
  return { ...(python && { CPython: python.version }), ...(uvloop !== undefined && { uvloop }) };
}

/** What is installed of the dependencies of this app that are not ours. */
function peerVersions(): Record<string, string> {
  const { dependencies } = manifest(new URL('package.json', APP));
  const peers = Object.keys(dependencies ?? {}).filter((name) => !name.startsWith('@x/'));
  return Object.fromEntries(
    peers.map((name) => [name, manifest(new URL(`node_modules/${name}/package.json`, APP)).version]),
  );
}

function manifest(file: URL): { readonly version: string; readonly dependencies?: Record<string, string> } {
  return JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof manifest>;
}
