const OWN = /[/\\](?:event-loop|future)[/\\](?:src|dist)[/\\]|@x[/\\](?:event-loop|future)[/\\]|^node:/;

/** `file:line:column` of the first caller outside this toolkit. Takes a stack trace: for debug mode only. */
export function creationSite(): string {
  const lines = creationStack();
  return /\(?((?:file:|[/\\A-Za-z])[^()]*:\d+:\d+)\)?$/.exec(lines[0] ?? '')?.[1] ?? '<unknown>';
}

/** The frames of the callers outside this toolkit, innermost first. */
export function creationStack(): string[] {
  const lines = (new Error().stack ?? '').split('\n').slice(1);
  return lines.map((line) => line.trim()).filter((line) => !OWN.test(line));
}
