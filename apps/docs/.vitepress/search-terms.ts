/**
 * The words of a text as the search sees them. Names are found by Python's spelling and by ours: `run_in_executor` and
 * `runInExecutor` are one word to it, and so are their parts.
 *
 * It is sent to the browser as source, and so uses nothing from outside.
 */
export function searchTerms(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  return words.flatMap((word) => {
    const whole = word.replaceAll('_', '');
    const parts = word.split(/_+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})/u).filter((part) => part !== '');
    return parts.length > 1 ? [whole, ...parts] : [whole];
  });
}
