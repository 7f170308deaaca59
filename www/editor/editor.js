// CodeMirror 6 behind five functions. The page owns the text; the editor tells it of every change.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, toggleComment } from '@codemirror/commands';
import { javascript, javascriptLanguage } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { highlighting, look } from './look.js';

// Enough of the text before the cursor to find what it stands in.
const LOOK_BACK = 4000;

/**
 * An editor in `parent`. `onChange(text)` is called on every change, `onRun()` on Ctrl/Cmd+Enter,
 * `complete(before)` gives `{back, options}` as JSON for the text before the cursor.
 */
export function mount(parent, text, label, onChange, onRun, complete) {
  const state = EditorState.create({
    doc: text,
    extensions: [
      lineNumbers(),
      lintGutter(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSelectionMatches(),
      history(),
      drawSelection(),
      indentOnInput(),
      bracketMatching(),
      closeBrackets(),
      javascript(),
      javascriptLanguage.data.of({ autocomplete: (context) => completions(context, complete) }),
      autocompletion({ icons: false }),
      syntaxHighlighting(highlighting),
      look,
      EditorView.lineWrapping,
      // Tab leaves the editor, as everywhere on the page: a key that indents would trap the keyboard.
      Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => (onRun(), true) }, { key: 'Mod-/', run: toggleComment }])),
      keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...searchKeymap, ...completionKeymap, ...lintKeymap]),
      EditorView.contentAttributes.of({ 'aria-label': label, autocapitalize: 'off', spellcheck: 'false' }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged && !update.transactions.some((t) => t.isUserEvent('relata'))) {
          onChange(update.state.doc.toString());
        }
      }),
    ],
  });
  const view = new EditorView({ parent, state });
  // A scroller that the keyboard can reach (WCAG 2.1.1).
  view.scrollDOM.tabIndex = 0;
  view.scrollDOM.setAttribute('role', 'region');
  view.scrollDOM.setAttribute('aria-label', `${label}, scrollable`);
  return view;
}

/**
 * Puts another text in place of the old one; the page knows it already and is not told.
 * Only what differs changes, so that the cursor and the lines in sight stay where they are.
 */
export function setText(view, text) {
  const old = view.state.doc.toString();
  const least = Math.min(old.length, text.length);
  let from = 0;
  while (from < least && old[from] === text[from]) from++;
  let same = 0;
  while (same < least - from && old[old.length - 1 - same] === text[text.length - 1 - same]) same++;
  if (from + same === old.length && old.length === text.length) return;
  // Another project is read from its beginning.
  const isAnother = from + same < least / 2;
  view.dispatch({
    changes: { from, to: old.length - same, insert: text.slice(from, text.length - same) },
    ...(isAnother && { selection: { anchor: 0 }, effects: EditorView.scrollIntoView(0) }),
    userEvent: 'relata',
  });
}

/** Marks places: `[{line, column, severity, message, source}]` as JSON, lines and columns from 1. */
export function setMarks(view, json) {
  const { doc } = view.state;
  const marks = JSON.parse(json).map(({ line, column, severity, message, source }) => {
    const from = place(doc, line, column);
    const word = view.state.wordAt(from);
    const end = word && word.to > from ? word.to : Math.min(from + 1, doc.lineAt(from).to);
    return { from: Math.min(from, end), to: end, severity, message, source };
  });
  view.dispatch(setDiagnostics(view.state, marks));
}

/** Brings a place into view, puts the cursor there and takes the focus. */
export function reveal(view, line, column) {
  const at = place(view.state.doc, line, column);
  view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
  view.focus();
}

export function focus(view) {
  view.focus();
}

function place(doc, line, column) {
  const { from, to } = doc.line(Math.max(1, Math.min(line, doc.lines)));
  return Math.min(from + Math.max(0, column - 1), to);
}

function completions(context, complete) {
  const word = context.matchBefore(/[\w$.']+$/);
  if (!word && !context.explicit) return null;
  const before = context.state.sliceDoc(Math.max(0, context.pos - LOOK_BACK), context.pos);
  const { back, options } = JSON.parse(complete(before));
  if (options.length === 0) return null;
  return { from: context.pos - back, options, validFor: /^[\w$]*$/ };
}
