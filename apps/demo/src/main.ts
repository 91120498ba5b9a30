#!/usr/bin/env node
import { run } from '@x/event-loop';
import { EXIT, type ExitCode } from './cli/exit-code.ts';
import { explain } from './cli/explain.ts';
import { watchInterrupts } from './cli/interrupts.ts';
import { createProgram } from './cli/program.ts';

async function main(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const program = createProgram((end) => (code = end));
  try {
    await run(async () => {
      using _watch = watchInterrupts();
      await program.parseAsync(args, { from: 'user' });
    });
    return code;
  } catch (error) {
    return explain(error);
  }
}

process.exitCode = await main(process.argv.slice(2));
