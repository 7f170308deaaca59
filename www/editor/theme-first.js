// The chosen theme is put on the document before the first paint, so that a dark page never
// flashes white while the wasm is on its way. Later changes are the page's own business.
try {
  const { theme } = JSON.parse(localStorage.getItem('relata.panes') ?? '{}');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be closed or hold nonsense: the system's theme it is.
}
