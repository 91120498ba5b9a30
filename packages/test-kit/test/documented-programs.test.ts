import { describe, expect, it } from 'vitest';
import { programsIn, promisedLines, promisedOutput, runSource, withAssertions } from '../src/documented-programs.ts';

const here = new URL('.', import.meta.url);

describe('programsIn', () => {
  it('finds the fences of Markdown and of doc comments', () => {
    const markdown = 'Text\n```ts\none();\n```\n```sh\nnpm\n```\n```ts\ntwo();\n```\n';
    expect(programsIn(markdown)).toEqual(['one();\n', 'two();\n']);
    expect(programsIn('/**\n * ```ts\n * if (x) {\n *   one();\n * }\n * ```\n */\n')).toEqual([
      'if (x) {\n  one();\n}\n',
    ]);
  });
});

describe('runSource', () => {
  it('runs TypeScript that is newer than Node', async () => {
    const source = 'using x: Disposable = { [Symbol.dispose]: () => console.log("ended") };\nconsole.log(typeof x);';
    await expect(runSource(source, here)).resolves.toEqual({ stdout: 'object\nended\n', stderr: '' });
  });

  it('rejects when the program fails', async () => {
    await expect(runSource('throw new Error("inside")', here)).rejects.toThrow('inside');
  });
});

describe('what a program promises', () => {
  it('is in the comments behind its lines that log', () => {
    expect(promisedLines('console.log(1); // 1\nconst x = 2;\nf(() => console.log(x)); // 2\n')).toEqual(['1', '2']);
  });

  it('is in the comment at its end', () => {
    expect(promisedOutput('main();\n/* prints\none\ntwo\n*/\n')).toBe('one\ntwo\n');
    expect(promisedOutput('main();\n')).toBeUndefined();
  });

  it('becomes an assertion', async () => {
    await expect(runSource(withAssertions('1 + 1; // => 2\n'), here)).resolves.toMatchObject({ stderr: '' });
    await expect(runSource(withAssertions('  1 + 1; // => 3\n'), here)).rejects.toThrow('deep-equal');
  });
});
