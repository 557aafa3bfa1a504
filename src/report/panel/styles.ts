/** How the panel looks: light and dark by what the reader prefers, whatever the page is like. */

/** Pixels; the list reckons with it. */
export const ROW_HEIGHT = 46

/** The style sheet of the shadow root. */
export const STYLES = `
:host {
  all: initial !important;
  position: fixed !important;
  inset: 0 !important;
  z-index: 2147483647 !important;
  display: block !important;
  pointer-events: none !important;
  color-scheme: light dark !important;
  contain: strict !important;
}
@media print { :host { display: none !important; } }

aside {
  --ground: light-dark(#ffffff, #1c2128);
  --raised: light-dark(#f3f4f6, #262c36);
  --line: light-dark(#d0d7de, #444c56);
  --text: light-dark(#1f2328, #e6edf3);
  --quiet: light-dark(#57606a, #a9b4c0);
  --link: light-dark(#0550ae, #79b8ff);
  --accent: light-dark(#6f42c1, #c9a6ff);
  --preflight: light-dark(#bf8700, #e3a82b);
  --preflight-text: light-dark(#7a4e00, #f0c060);
  --call: light-dark(#8c96a0, #76828e);
  --bad: light-dark(#b3261e, #ff8a80);
  --saved: light-dark(#1a7f37, #57c470);
  position: absolute;
  display: flex;
  flex-direction: column;
  pointer-events: auto;
  color: var(--text);
  background: var(--ground);
  border: 1px solid var(--line);
  box-shadow: 0 4px 18px rgb(0 0 0 / 28%);
  font: 12px/1.45 system-ui, sans-serif;
  text-align: start;
}
aside[data-corner^='bottom'] { bottom: 12px; }
aside[data-corner^='top'] { top: 12px; }
aside[data-corner$='right'] { right: 12px; }
aside[data-corner$='left'] { left: 12px; }
aside.closed { border-radius: 999px; touch-action: none; }
aside.open {
  border-radius: 8px;
  width: min(960px, calc(100vw - 24px));
  height: min(560px, calc(100vh - 24px));
  overflow: hidden;
}

* { box-sizing: border-box; }
h2, h3, p, ul, ol, pre, dl, dd, table { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h2 { font-size: 13px; font-weight: 600; }
h3 { font-size: 12px; font-weight: 600; margin: 14px 0 4px; }
code, pre, .url { font-family: ui-monospace, monospace; }
a { color: var(--link); }
button, select, input {
  font: inherit;
  color: inherit;
  background: var(--ground);
  border: 1px solid var(--line);
  border-radius: 5px;
  padding: 3px 8px;
}
button { cursor: pointer; }
button:hover { background: var(--raised); }
button[aria-pressed='true'] { border-color: var(--accent); color: var(--accent); font-weight: 600; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }

.toggle { display: flex; gap: 8px; border: 0; border-radius: 999px; padding: 6px 12px; font-weight: 600; }
.toggle .bad, .bad { color: var(--bad); }
.count { color: var(--preflight-text); }

header, .filters {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px;
  padding: 6px 10px;
  border-bottom: 1px solid var(--line);
}
header { background: var(--raised); }
header h2 { color: var(--accent); margin-inline-end: 6px; }
.push { margin-inline-start: auto; }
.filters input[type='search'] { flex: 1 1 140px; min-width: 90px; }
.filters select { max-width: 200px; }
.filters label { display: flex; align-items: center; gap: 4px; }

.body { flex: 1; display: flex; min-height: 0; }
.list { border: 2px solid transparent; flex: 1 1 46%; min-width: 0; overflow-y: auto; position: relative; contain: strict; }
/* Rows would lie over an outline. */
.list:focus-visible { outline: none; border-color: var(--accent); }
.rows { position: relative; }
.row {
  position: absolute;
  inset-inline: 0;
  top: 0;
  height: ${ROW_HEIGHT}px;
  padding: 4px 10px;
  border-bottom: 1px solid var(--line);
  cursor: default;
  overflow: hidden;
  contain: strict;
}
.row[aria-selected='true'] { background: var(--raised); box-shadow: inset 3px 0 var(--accent); }
.row > div { display: flex; gap: 8px; align-items: center; white-space: nowrap; }
.row .url { flex: 1; overflow: hidden; text-overflow: ellipsis; }
.row .state { color: var(--quiet); }
.row .state.preflight { color: var(--preflight-text); }
.row .state.blocked, .row .state.failed { color: var(--bad); }
.row .codes { flex: 1; overflow: hidden; text-overflow: ellipsis; color: var(--quiet); }
.method { font-weight: 600; }
.bar { display: block; width: 120px; height: 8px; flex: none; border-radius: 2px; overflow: hidden; background: var(--raised); }
.bar.wide { width: 100%; height: 12px; }
.bar .total { display: block; height: 100%; background: var(--call); min-width: 2px; }
.bar .part { display: block; height: 100%; background: var(--preflight); }
.bar .part.saved { background: var(--saved); }

.detail { flex: 1 1 54%; min-width: 0; overflow: auto; padding: 10px 12px; border-inline-start: 1px solid var(--line); }
.detail h2 { overflow-wrap: anywhere; }
.detail li { margin-bottom: 4px; overflow-wrap: anywhere; }
.detail pre, .detail dd { overflow-wrap: anywhere; white-space: pre-wrap; }
pre { background: var(--raised); border-radius: 5px; padding: 6px 8px; }
.titled { display: flex; align-items: baseline; gap: 8px; }
.titled button { padding: 0 8px; }
.quiet { color: var(--quiet); }
.key { display: inline-block; width: 9px; height: 9px; border-radius: 2px; margin-inline-end: 4px; background: var(--call); }
.key.preflight { background: var(--preflight); }
.key.saved { background: var(--saved); }
.empty { padding: 24px; color: var(--quiet); }
.back { display: none; }

.summary { flex: 1; overflow: auto; padding: 10px 12px; }
.summary table { border-collapse: collapse; width: 100%; margin-top: 10px; }
.summary th, .summary td { text-align: start; padding: 4px 8px; border-bottom: 1px solid var(--line); vertical-align: middle; }
.summary th { font-weight: 600; }
.summary td.number, .summary th.number { text-align: end; white-space: nowrap; }
.summary td.url { overflow-wrap: anywhere; }
.summary td.plot { width: 34%; min-width: 120px; }

@media (max-width: 640px) {
  .detail { border: 0; }
  .body.detailed .list { display: none; }
  .body:not(.detailed) .detail { display: none; }
  .back { display: inline-block; margin-bottom: 8px; }
  .summary td.plot { display: none; }
}
`
