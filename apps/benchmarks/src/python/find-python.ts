import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A CPython that can take part. */
export interface Python {
  readonly path: string;
  /** Its version, and those of the modules that peers need, by name. */
  readonly version: string;
  readonly modules: ReadonlyMap<string, string>;
}

/** The asyncio of older ones lacks what the scripts use. */
const OLDEST = '3.11';
const MODULES = ['uvloop'];
const TELL = `
import importlib, json, platform, sys
modules = {}
for name in sys.argv[1:]:
    try: modules[name] = importlib.import_module(name).__version__
    except ImportError: pass
print(json.dumps([sys.executable, platform.python_implementation(), platform.python_version(), modules]))`;

let found: readonly Python[] | undefined;

/** The newest CPython of this machine, 3.11 or later; with the module `needed`, if one is named. */
export function findPython(needed?: string): Python | undefined {
  found ??= candidates()
    .flatMap(ask)
    .filter(({ version }) => compareVersions(version, OLDEST) >= 0)
    .sort((a, b) => compareVersions(b.version, a.version));
  return found.find(({ modules }) => needed === undefined || modules.has(needed));
}

/** `PYTHON` of the environment alone, if it is set; else what is in the path, and what pyenv installed beside it. */
function candidates(): string[] {
  const { PYTHON, PYENV_ROOT = join(homedir(), '.pyenv') } = process.env;
  if (PYTHON !== undefined) return [PYTHON];
  return ['python3', 'python', '/usr/bin/python3', ...globSync(join(PYENV_ROOT, 'versions', '3.*', 'bin', 'python3'))];
}

function ask(path: string): Python[] {
  const { status, stdout } = spawnSync(path, ['-c', TELL, ...MODULES], { encoding: 'utf8' });
  if (status !== 0) return [];
  const [executable, name, version, modules] = JSON.parse(stdout) as [string, string, string, Record<string, string>];
  return name === 'CPython' ? [{ path: executable, version, modules: new Map(Object.entries(modules)) }] : [];
}

function compareVersions(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
