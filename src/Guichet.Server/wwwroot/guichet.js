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
addEventListener('pageshow', event => { if (event.persisted) { allowSending(); follow(); } });

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

// "Due in …", "Paused for …", by the server's clock.
let ahead = 0; // of this computer's clock, in milliseconds
const nbsp = '\u00a0';
const length = (milliseconds, day) => {
  const minutes = Math.floor(Math.abs(milliseconds) / 60000);
  const [d, h, m] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
  const parts = d ? [[d, day], [h, 'h']] : [[h, 'h'], [m, 'min']];
  const told = parts.filter(([count]) => count);
  return (told.length ? told : [[0, 'min']]).map(([count, unit]) => count + nbsp + unit).join(nbsp);
};
const countUp = () => document.querySelectorAll('[data-since]').forEach(place => {
  const text = place.dataset.text.replace('{time}', length(Date.now() + ahead - place.dataset.since, place.dataset.day));
  place.querySelector('time').textContent = text;
});
const countDown = () => document.querySelectorAll('[data-due]').forEach(place => {
  const left = place.dataset.due - Date.now() - ahead;
  const text = left < 0 ? place.dataset.textOverdue : place.dataset.textDue;
  place.querySelector('time').textContent = text.replace('{time}', length(left, place.dataset.day));
  place.classList.toggle('bad', left < 0);
  place.classList.toggle('warn', left >= 0 && left < 3600000);
});
const count = () => { countDown(); countUp(); };
setInterval(count, 5000);

// A live list: the server says that something has changed, and the page fetches itself again and takes over what differs.
// Rows that have not changed stay as they are, with the focus and whatever is selected in them.
const live = { source: null, opening: 0, asking: 0, notBefore: 0, fetchedAt: 0, known: new Set() };
const serverTime = root => Number(root.querySelector('[data-now]')?.dataset.now);
const setClock = root => { const now = serverTime(root); if (now) ahead = now - Date.now(); };
const keysOf = root => [...root.querySelectorAll('[data-key]')].map(row => row.dataset.key);

const takeRows = (old, fresh) => {
  const [held, focused] = [new Map([...old.children].map(row => [row.dataset.key, row])), document.activeElement];
  const at = old.contains(focused) ? { key: focused.closest('[data-key]')?.dataset.key, index: [...old.children].indexOf(focused.closest('tr')) } : null;
  [...fresh.children].forEach((row, index) => {
    const same = held.get(row.dataset.key);
    held.delete(row.dataset.key);
    const use = same?.dataset.version === row.dataset.version ? same : row;
    if (!live.known.has(row.dataset.key)) row.classList.add('fresh');
    if (same && use !== same) same.replaceWith(use);
    if (old.children[index] !== use) old.insertBefore(use, old.children[index] ?? null);
  });
  held.forEach(row => row.remove());
  if (!at || old.contains(document.activeElement)) return;
  const row = [...old.children].find(one => one.dataset.key === at.key) ?? old.children[Math.min(at.index, old.children.length - 1)];
  (focused.isConnected ? focused : row?.querySelector('[data-row]'))?.focus({ preventScroll: true });
};

const takeOver = fresh => document.querySelectorAll('[data-live-part]').forEach(part => {
  const other = fresh.querySelector(`[data-live-part=${part.dataset.livePart}]`);
  const [rows, otherRows] = [part.querySelector('tbody'), other?.querySelector('tbody')];
  if (rows && otherRows) takeRows(rows, otherRows);
  else if (other && part.innerHTML !== other.innerHTML) {
    const address = part.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    part.replaceChildren(...other.childNodes);
    if (address) [...part.querySelectorAll('a')].find(link => link.getAttribute('href') === address)?.focus({ preventScroll: true });
  }
});

const say = (place, count) => {
  const said = place.querySelector('[data-live-said]');
  if (!count || !said) return;
  said.textContent = count === 1 ? said.dataset.textOne : said.dataset.textMore.replace('{count}', count);
  clearTimeout(live.silence);
  live.silence = setTimeout(() => { said.textContent = ''; }, 60000);
};

const showLive = on => {
  const place = document.querySelector('[data-live]');
  if (!place) return;
  place.hidden = false;
  place.classList.toggle('off', !on);
  const [state, text] = [place.querySelector('[data-live-state]'), on ? place.dataset.textOn : place.dataset.textOff];
  if (state.textContent !== text) state.textContent = text;
};

const fetchAgain = async () => {
  const [address, begun] = [location.href, Date.now()];
  live.asking = 0;
  live.notBefore = begun + 1000;
  try {
    const answer = await fetch(address, { cache: 'no-store' });
    if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const place = document.querySelector('[data-live]');
    if (!place || !live.source || address !== location.href) return;
    const before = serverTime(document) - 1000;
    const isNew = row => !live.known.has(row.dataset.key) && row.dataset.at >= before;
    const news = [...fresh.querySelectorAll('[data-key]')].filter(isNew).length;
    takeOver(fresh);
    document.querySelector('[data-now]').dataset.now = serverTime(fresh);
    setClock(document);
    count();
    keysOf(document).forEach(key => live.known.add(key));
    say(place, news);
    live.fetchedAt = Date.now();
    showLive(true);
  } catch {
    showLive(false);
  }
  // Where the server is slow it is asked less.
  live.notBefore = begun + Math.max(1000, 5 * (Date.now() - begun));
};

// Not all desks at the same moment, and each at most once a second.
const fetchSoon = () => {
  live.asking ||= setTimeout(fetchAgain, Math.max(live.notBefore - Date.now(), Math.random() * 250));
};

const unfollow = () => {
  clearTimeout(live.opening);
  clearTimeout(live.asking);
  live.source?.close();
  Object.assign(live, { source: null, opening: 0, asking: 0 });
};

const follow = () => {
  const place = document.querySelector('[data-live]');
  if (!place || document.hidden) return;
  unfollow();
  const source = live.source = new EventSource(place.dataset.live);
  source.addEventListener('changed', fetchSoon);
  source.addEventListener('here', () => document.dispatchEvent(new Event('guichet:here')));
  // Also without any news now and then, should some have been lost on the way.
  source.addEventListener('quiet', () => { if (Date.now() - live.fetchedAt > 60000) fetchSoon(); });
  source.onerror = () => {
    showLive(false);
    // The browser connects again by itself, unless it was turned away.
    if (source.readyState === EventSource.CLOSED) live.opening = setTimeout(follow, 5000 + Math.random() * 5000);
  };
};
// A page that nobody sees keeps no connection, of which a browser has six to a server at most.
document.addEventListener('visibilitychange', () => document.hidden ? unfollow() : follow());
addEventListener('pagehide', unfollow);

// After a post with mistakes the summary is what one must read first; on a new page, its heading.
let path = location.pathname;
const arrive = () => {
  setClock(document);
  allowSending();
  unfollow();
  live.known = new Set(keysOf(document));
  live.opening = setTimeout(follow, 1000);
  const target = document.querySelector('[data-focus]') ?? (path === location.pathname ? null : document.querySelector('h1'));
  path = location.pathname;
  target?.focus();
};
arrive();
globalThis.Blazor?.addEventListener('enhancedload', arrive);
