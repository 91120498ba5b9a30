/** What the programs of the tour get for `@x/event-loop` under `--fast`: time jumps where everybody waits. */
export * from '@x/event-loop';
export { runVirtual as run } from '@x/event-loop/testing';
