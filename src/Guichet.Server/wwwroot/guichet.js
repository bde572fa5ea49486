// Everything works without this file; it only adds.
'use strict';

// A form is sent once. The button stays enabled for the browser, so that its name and value travel.
document.addEventListener('submit', event => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) { event.preventDefault(); event.stopImmediatePropagation(); return; }
  form.dataset.sent = 'yes';
  event.submitter?.setAttribute('aria-disabled', 'true');
}, true);

const allowSending = () => document.querySelectorAll('form[data-sent]').forEach(form => {
  delete form.dataset.sent;
  form.querySelectorAll('[aria-disabled]').forEach(button => button.removeAttribute('aria-disabled'));
});
addEventListener('pageshow', event => { if (event.persisted) allowSending(); });

document.addEventListener('keydown', event => {
  // Ctrl+Enter (Command+Enter) in a text sends its form.
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches('textarea')) {
    event.target.form?.requestSubmit();
    return;
  }
  // In a list marked data-rows, j and k go down and up its rows, only while the focus is in it.
  const list = event.target.closest?.('[data-rows]');
  if (!list || event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, textarea, select')) return;
  const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...list.querySelectorAll('[data-row]')];
  const next = links[links.indexOf(document.activeElement) + step] ?? links[step > 0 ? 0 : links.length - 1];
  next?.focus();
  event.preventDefault();
});

// A numbered text: a mistake selects its line, and the numbers follow what is typed.
document.addEventListener('click', event => {
  const link = event.target.closest?.('[data-line]');
  const text = link && document.getElementById(link.hash.slice(1));
  if (!text?.setSelectionRange) return;
  event.preventDefault();
  const lines = text.value.split('\n');
  const number = Number(link.dataset.line);
  const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  text.focus({ preventScroll: true });
  text.setSelectionRange(start, start + (lines[number - 1] ?? '').length);
  const editor = text.closest('[data-editor]');
  editor.scrollTop = (number - 1) * text.scrollHeight / lines.length - editor.clientHeight / 3;
  editor.scrollIntoView({ block: 'nearest' });
});
document.addEventListener('input', event => {
  const gutter = event.target.closest?.('[data-editor]')?.querySelector('.gutter');
  if (!gutter) return;
  const count = event.target.value.split('\n').length;
  event.target.rows = count;
  while (gutter.children.length > count) gutter.lastElementChild.remove();
  while (gutter.children.length < count) {
    gutter.append(Object.assign(document.createElement('span'), { textContent: gutter.children.length + 1 }));
  }
});

// Browsers that do not know command and commandfor yet.
if (!('command' in HTMLButtonElement.prototype)) {
  document.addEventListener('click', event => {
    const button = event.target.closest?.('button[commandfor]');
    if (button) document.getElementById(button.getAttribute('commandfor'))?.showModal();
  });
}

// "Due in …", by the server's clock.
let started = Date.now();
const nbsp = '\u00a0';
const length = (milliseconds, day) => {
  const minutes = Math.floor(Math.abs(milliseconds) / 60000);
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts = d ? [[d, day], [h, 'h']] : [[h, 'h'], [m, 'min']];
  const told = parts.filter(([count]) => count);
  return (told.length ? told : [[0, 'min']]).map(([count, unit]) => count + nbsp + unit).join(nbsp);
};
const count = () => document.querySelectorAll('[data-due]').forEach(place => {
  const left = place.dataset.due - (Number(place.dataset.now) + Date.now() - started);
  const text = left < 0 ? place.dataset.textOverdue : place.dataset.textDue;
  place.querySelector('time').textContent = text.replace('{time}', length(left, place.dataset.day));
  place.classList.toggle('bad', left < 0);
  place.classList.toggle('warn', left >= 0 && left < 3600000);
});
setInterval(count, 20000);

// After a post with mistakes the summary is what one must read first; on a new page, its heading.
let path = location.pathname;
const arrive = () => {
  started = Date.now();
  allowSending();
  const target = document.querySelector('[data-focus]') ?? (path === location.pathname ? null : document.querySelector('h1'));
  path = location.pathname;
  target?.focus();
};
arrive();
globalThis.Blazor?.addEventListener('enhancedload', arrive);
