/**
 * Names that tools write into functions, and that a source task may use: esbuild (and tsx) keeps function names with the
 * first, Vite makes the second of `import()`.
 */
export const TOOL_HELPERS = ['__name', '__vite_ssr_dynamic_import__'] as const;

export type ToolHelper = (typeof TOOL_HELPERS)[number];
