/**
 * The pack's CSS: shared by the preview, its print and the saved file. It's a script because the file can't link to a
 * stylesheet and carries this text along. On the page, the handbook sets the colours.
 */

/** The rules around the pack in the saved file. */
export const FILE_CSS = `
:root { color-scheme: light dark; --paper: #fbf9f4; --ink: #1f2530; --muted: #5a6270; --line: #cfc9bc; }
@media (prefers-color-scheme: dark) { :root { --paper: #14181f; --ink: #e6e3dc; --muted: #a9afba; --line: #3a424e; } }
html { text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); }
.hb-paper { max-width: 46rem; margin: 0 auto; padding: clamp(1.5rem, 6vw, 4rem) clamp(1.125rem, 5vw, 2.5rem) 4rem; font-size: 1.0625rem; }
@page { margin: 18mm 20mm 20mm; }
@media print {
  :root { color-scheme: light; --paper: #fff; --ink: #000; --muted: #333; --line: #999; }
  .hb-paper { max-width: none; padding: 0; font-size: 10.5pt; }
}
`;

/** The pack. */
export const PACK_CSS = `
.hb-paper { color: var(--ink); font-family: Charter, "Bitstream Charter", "Iowan Old Style", "Palatino Linotype", Palatino, Georgia, serif; line-height: 1.5; overflow-wrap: anywhere; }
.hb-paper :is(h1, h2, h3, h4, h5, p, ul, dl, dt, dd) { margin: 0; padding: 0; font: inherit; letter-spacing: 0; }
.hb-paper :is(.hb-paper__title, .hb-paper__heading, .hb-paper__name, .hb-paper__asked) { text-wrap: pretty; }
.hb-paper .hb-paper__title { font-size: 1.9em; line-height: 1.15; letter-spacing: -0.012em; }
.hb-paper .hb-paper__lines { display: flex; flex-wrap: wrap; gap: 0.25em 2.5em; margin-top: 0.75em; }
.hb-paper .hb-paper__line { display: flex; gap: 0.6em; align-items: baseline; }
.hb-paper .hb-paper__label { flex: none; color: var(--muted); font-size: 0.875em; }
.hb-paper .hb-paper__section { display: flow-root; margin-top: 1.5em; padding-top: 0.7em; border-top: 1px solid var(--line); }
.hb-paper .hb-paper__head + .hb-paper__section { margin-top: 1em; border-top: 2px solid var(--ink); }
.hb-paper .hb-paper__heading { font-size: 1em; font-style: italic; line-height: 1.35; }
.hb-paper .hb-paper__body { margin-top: 0.5em; }
.hb-paper .hb-paper__body > * + * { margin-top: 0.85em; }
.hb-paper .hb-paper__body > .hb-paper__from + * { margin-top: 0.3em; }
.hb-paper .hb-paper__body > * + .hb-paper__from { margin-top: 1.4em; }
.hb-paper .hb-paper__from { color: var(--muted); font-size: 0.8125em; letter-spacing: 0.03em; line-height: 1.4; }
.hb-paper .hb-paper__note { color: var(--muted); font-size: 0.875em; line-height: 1.4; }
.hb-paper .hb-paper__name { font-weight: 600; line-height: 1.35; }
.hb-paper .hb-paper__name + * { margin-top: 0.35em; }
.hb-paper .hb-paper__list-done { list-style: none; }
.hb-paper .hb-paper__list-done > .hb-paper__piece { display: grid; grid-template-columns: minmax(2.8em, max-content) 1fr; column-gap: 0.6em; align-items: baseline; }
.hb-paper .hb-paper__done { color: var(--muted); font-size: 0.875em; }
.hb-paper .hb-paper__piece + .hb-paper__piece { margin-top: 0.9em; }
.hb-paper .hb-paper__list-done > .hb-paper__piece + .hb-paper__piece { margin-top: 0.25em; }
.hb-paper .hb-paper__asked { font-weight: 600; line-height: 1.4; }
.hb-paper .hb-paper__own { white-space: pre-wrap; }
.hb-paper [dir="auto"] { unicode-bidi: plaintext; }
.hb-paper .hb-paper__more { margin-top: 0.2em; }
.hb-paper .hb-paper__more .hb-paper__label { margin-inline-end: 0.7em; }
.hb-paper .hb-paper__asks .hb-paper__own { font-size: 1.25em; line-height: 1.4; }
@media print, (min-width: 44em) {
  .hb-paper .hb-paper__section { padding-inline-start: 11.5em; }
  .hb-paper .hb-paper__heading { float: inline-start; width: 10em; margin-inline-start: -11.5em; }
  .hb-paper .hb-paper__body { margin-top: 0; }
  .hb-paper .hb-paper__more { display: flex; align-items: baseline; }
}
@media print {
  .hb-paper :is(.hb-paper__heading, .hb-paper__name, .hb-paper__from, .hb-paper__note, .hb-paper__asked) { break-after: avoid; }
  .hb-paper :is(.hb-paper__list-done > .hb-paper__piece, .hb-paper__more) { break-inside: avoid; }
  .hb-paper .hb-paper__more { break-before: avoid; }
  .hb-paper p, .hb-paper dd { orphans: 3; widows: 3; }
}
`;
