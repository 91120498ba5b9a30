/**
 * Runs turbo for the root scripts: `run-turbo.ts build` is `turbo run build`, without telemetry.
 */
import { turbo } from './turbo.ts';

process.exitCode = await turbo(process.argv.slice(2));
