import { type DefaultTreeAdapterTypes, html as names, parse, type ParserError } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A place where the page is not valid HTML; parsing goes on as browsers do. */
export interface HtmlError {
  /** The name that the HTML standard gives it, such as `duplicate-attribute`. */
  readonly code: string;
  readonly line: number;
  readonly column: number;
}

/** What a parsed page says. */
export interface ParsedHtml {
  readonly title: string;
  readonly language: string;
  /** The text that a reader sees. */
  readonly text: string;
  /** What the links of the page hold, as written. */
  readonly hrefs: readonly string[];
  /** `<base href>`, which relative links start from. */
  readonly base: string | undefined;
  readonly errors: readonly HtmlError[];
}

/** The end of a block of text: the next word is not part of the last one. */
const BREAK = Symbol('break');

const UNREAD = new Set(['script', 'style', 'template', 'noscript', 'title', 'iframe']);
const INLINE = new Set(
  'a abbr b bdi bdo cite code data dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** Parses a page by the rules of the HTML standard, which give every text a meaning. */
export function parseHtml(source: string): ParsedHtml {
  const errors: HtmlError[] = [];
  const onParseError = ({ code, startLine, startCol }: ParserError): void =>
    void errors.push({ code, line: startLine, column: startCol });
  const document = parse(source, { onParseError, sourceCodeLocationInfo: true });

  const text: string[] = [];
  const hrefs: string[] = [];
  let title: string | undefined;
  let base: string | undefined;
  let language = '';

  // A stack rather than recursion: pages nest as deep as they like.
  const ahead: (Node | typeof BREAK)[] = [document];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    if (node === BREAK) {
      text.push('\n');
      continue;
    }
    if (isText(node)) text.push(node.value);
    if ('tagName' in node) {
      const { tagName } = node;
      if (tagName === 'html') language = attribute(node, 'lang') ?? '';
      if (tagName === 'title' && node.namespaceURI === names.NS.HTML) title ??= ownText(node);
      if (tagName === 'base') base ??= attribute(node, 'href');
      if (tagName === 'a' || tagName === 'area') hrefs.push(attribute(node, 'href') ?? '');
      if (UNREAD.has(tagName)) continue;
      if (!INLINE.has(tagName)) {
        text.push('\n');
        ahead.push(BREAK);
      }
    }
    if ('childNodes' in node) for (const child of node.childNodes.toReversed()) ahead.push(child);
  }
  return { title: title ?? '', language, text: text.join(''), hrefs: hrefs.filter(Boolean), base, errors };
}

function isText(node: Node): node is DefaultTreeAdapterTypes.TextNode {
  return node.nodeName === '#text';
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((candidate) => candidate.name === name)?.value;
}

function ownText(element: Element): string {
  const parts = element.childNodes.map((child) => (isText(child) ? child.value : ''));
  return parts.join('').replace(/\s+/g, ' ').trim();
}
