/**
 * The task `check:package`: packs the package in the current folder as it would be published, looks at the tarball, and uses it alone.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Checklist } from './checklist.ts';
import { checkAlone } from './package/alone-checks.ts';
import { pack } from './package/pack.ts';
import { checkTarball } from './package/tarball-checks.ts';
import { reportPath } from './report.ts';

const destination = await mkdtemp(join(tmpdir(), 'packed-'));
const checks = new Checklist();
try {
  const tarball = await checks.check('packs', () => pack(process.cwd(), destination));
  await checkTarball(checks, tarball);
  await checkAlone(checks, tarball);
} finally {
  await rm(destination, { recursive: true, force: true });
}
process.exitCode = (await checks.report(reportPath('check:package'))) ? 0 : 1;
