// The editor's look. Every colour and size is a token of `www/styles/tokens.css`, so that the editor
// follows the theme without being told.
import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags as t } from '@lezer/highlight';

export const highlighting = HighlightStyle.define([
  { tag: [t.keyword, t.modifier, t.operatorKeyword], color: 'var(--code-keyword)' },
  { tag: [t.string, t.special(t.string), t.regexp], color: 'var(--code-text)' },
  { tag: [t.number, t.bool, t.null, t.atom], color: 'var(--code-number)' },
  { tag: [t.className, t.typeName, t.definition(t.className)], color: 'var(--code-type)' },
  { tag: [t.function(t.variableName), t.function(t.propertyName)], color: 'var(--code-call)' },
  { tag: t.propertyName, color: 'var(--code-property)' },
  { tag: t.comment, color: 'var(--code-comment)', fontStyle: 'italic' },
  { tag: [t.punctuation, t.operator, t.bracket], color: 'var(--code-sign)' },
]);

export const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--ink)', backgroundColor: 'var(--surface)', fontSize: 'var(--text-code)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: 'var(--line-code)' },
  '.cm-content': { padding: 'var(--space-3) 0', caretColor: 'var(--accent)' },
  '.cm-line': { padding: '0 var(--space-4) 0 var(--space-2)' },
  '.cm-gutters': { color: 'var(--ink-faint)', backgroundColor: 'var(--surface)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 var(--space-2) 0 var(--space-3)', minWidth: 'var(--space-7)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
  '&.cm-focused .cm-activeLine': { backgroundColor: 'var(--code-line)' },
  '&.cm-focused .cm-activeLineGutter': { color: 'var(--ink-soft)', backgroundColor: 'var(--code-line)' },
  '.cm-gutter-lint': { width: 'var(--space-3)' },
  '.cm-gutter-lint .cm-gutterElement': { display: 'grid', placeItems: 'center', padding: '0' },
  '.cm-lint-marker': { width: 'var(--space-2)', height: 'var(--space-2)', borderRadius: 'var(--radius-round)' },
  '.cm-lint-marker.cm-lint-marker-error': { content: 'none', backgroundColor: 'var(--delete)' },
  '.cm-lint-marker.cm-lint-marker-warning': { content: 'none', backgroundColor: 'var(--set-null)' },
  '.cm-lint-marker.cm-lint-marker-info': { content: 'none', backgroundColor: 'var(--update)' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)', borderLeftWidth: 'var(--stroke-2)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    backgroundColor: 'var(--selection)',
  },
  '.cm-selectionMatch': { backgroundColor: 'var(--selection-faint)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--selection)', outline: 'none' },
  '.cm-tooltip': {
    color: 'var(--ink)',
    backgroundColor: 'var(--raised)',
    border: 'var(--stroke-1) solid var(--line)',
    borderRadius: 'var(--radius-2)',
    boxShadow: 'var(--shadow-2)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', fontSize: 'var(--text-small)', maxHeight: '16em' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: 'var(--space-1) var(--space-3)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { color: 'var(--ink)', backgroundColor: 'var(--accent-soft)' },
  '.cm-completionDetail': { color: 'var(--ink-soft)', fontStyle: 'normal', marginLeft: 'var(--space-4)' },
  '.cm-completionMatchedText': { color: 'var(--accent-ink)', textDecoration: 'none', fontWeight: '600' },
  '.cm-diagnostic': {
    padding: 'var(--space-2) var(--space-3)',
    fontFamily: 'var(--font-text)',
    fontSize: 'var(--text-small)',
    maxWidth: '44ch',
    borderLeftWidth: 'var(--stroke-3)',
  },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--delete)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--set-null)' },
  '.cm-diagnostic-info': { borderLeftColor: 'var(--update)' },
  '.cm-lintRange': { backgroundImage: 'none', textDecorationLine: 'underline', textDecorationStyle: 'wavy', textDecorationSkipInk: 'none' },
  '.cm-lintRange-error': { textDecorationColor: 'var(--delete)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--set-null)' },
  // A note is no fault: the dot beside the line is enough.
  '.cm-lintRange-info': { textDecorationLine: 'none' },
  '.cm-panels': { color: 'var(--ink)', backgroundColor: 'var(--ground)', borderColor: 'var(--line)' },
  '.cm-panels input, .cm-panels button': { fontFamily: 'inherit', fontSize: 'var(--text-small)' },
  '.cm-textfield': { backgroundColor: 'var(--surface)', border: 'var(--stroke-1) solid var(--line)', borderRadius: 'var(--radius-1)' },
  '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--surface)', border: 'var(--stroke-1) solid var(--line)', borderRadius: 'var(--radius-1)' },
});
