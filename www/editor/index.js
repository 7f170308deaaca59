// What the page needs from npm, behind one global: the CodeMirror editor and dagre's layout.
// Bundled into `www/gen/editor.js`; `src/ui/editor/binding.rs` and `src/ui/diagram/binding.rs` bind it.
import './theme-first.js';
import { mount, setText, setMarks, reveal, focus } from './editor.js';
import { layout } from './layout.js';

globalThis.RelataEditor = { mount, setText, setMarks, reveal, focus, layout };
