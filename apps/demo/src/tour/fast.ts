/**
 * Loaded before a program of the tour under `--fast`: gives it the loop with virtual time, without a change to it.
 */
import { registerHooks } from 'node:module';

const PROGRAMS = new URL('./programs/', import.meta.url).href;
const VIRTUAL = new URL(import.meta.url.replace(/fast(\.\w+)$/, 'virtual-event-loop$1')).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isForProgram = specifier === '@x/event-loop' && context.parentURL?.startsWith(PROGRAMS) === true;
    return isForProgram ? { url: VIRTUAL, shortCircuit: true } : nextResolve(specifier, context);
  },
});
