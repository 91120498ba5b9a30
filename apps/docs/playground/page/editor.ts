import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { StateEffect, StateField, type EditorState } from '@codemirror/state';
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  type DecorationSet,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** Lines to show: those that an error tells of, and the one that the time line stands at. */
interface Marks {
  readonly failed: readonly number[];
  readonly current: number | undefined;
}

const setMarks = StateEffect.define<Marks>();

const marks = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    let next = transaction.docChanged ? Decoration.none : shown;
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) next = decorate(transaction.state, effect.value);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const highlighting = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], class: 'pg-keyword' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], class: 'pg-string' },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], class: 'pg-number' },
  { tag: [tags.comment], class: 'pg-comment' },
  { tag: [tags.typeName, tags.className], class: 'pg-type' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], class: 'pg-function' },
]);

/** What the page needs of the editor. */
export interface Editor {
  getText(): string;
  setText(text: string): void;
  mark(marks: Marks): void;
  destroy(): void;
}

/** Makes an editor for TypeScript. Tab leaves it, as it does every field of a page; Ctrl-Enter runs. */
export function createEditor(parent: HTMLElement, onRun: () => void): Editor {
  const run = (): true => {
    onRun();
    return true;
  };
  const view = new EditorView({
    parent,
    extensions: [
      lineNumbers(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      javascript({ typescript: true }),
      syntaxHighlighting(highlighting),
      marks,
      keymap.of([{ key: 'Mod-Enter', run }, ...defaultKeymap, ...historyKeymap]),
      EditorView.contentAttributes.of({ 'aria-label': 'Program, in TypeScript', spellcheck: 'false', tabindex: '0' }),
    ],
  });
  return {
    getText: () => view.state.doc.toString(),
    setText: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    mark: (value) => view.dispatch({ effects: setMarks.of(value) }),
    destroy: () => view.destroy(),
  };
}

function decorate(state: EditorState, { failed, current }: Marks): DecorationSet {
  const decorations = failed.map((line) => ({ line, class: 'pg-line-failed' }));
  if (current !== undefined && !failed.includes(current)) decorations.push({ line: current, class: 'pg-line-current' });
  const known = decorations.filter(({ line }) => line >= 1 && line <= state.doc.lines);
  return Decoration.set(
    known.map((one) => Decoration.line({ class: one.class }).range(state.doc.line(one.line).from)),
    true,
  );
}
