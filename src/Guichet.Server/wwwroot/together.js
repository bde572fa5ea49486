// What is written is kept on the server as one types, and the desk's pages show who else is on an incident. Without this file
// drafts are kept by a button, and nobody is shown.
'use strict';
{
  const token = () => document.querySelector('input[name=__RequestVerificationToken]')?.value ?? '';
  // What outlives its page may have 64 KiB and no more.
  const post = (address, told, outlives = false, read = '', body = JSON.stringify(told)) => fetch(address, {
    method: 'POST', keepalive: outlives && body.length < 20000, body,
    headers: {
      'Content-Type': 'application/json', Accept: 'application/json', RequestVerificationToken: token(),
      ...read && { 'If-Match': `"${read}"` },
    },
  });
  const page = crypto.randomUUID?.() ?? '00000000-0000-4000-8000-' + Math.random().toString(16).slice(2).padEnd(12, '0').slice(0, 12);

  // Drafts.
  const patience = 1500;
  const states = new WeakMap();
  // An element may become another incident's as the page changes.
  const stateOf = place => {
    const of = `${place.dataset.draft} ${place.dataset.entry}`;
    if (states.get(place)?.of !== of) states.set(place, { of, dirty: false, waiting: 0, saving: null, ended: false, apart: false });
    return states.get(place);
  };
  const placeOf = form => form?.querySelector('[data-draft]');
  const textOf = place => place.closest('form').elements[place.dataset.body];

  // A canned reply is in what is kept: reading the page again must not insert it once more.
  const forgetInserted = () => {
    const address = new URL(location.href);
    if (!address.searchParams.has('insert')) return;
    address.searchParams.delete('insert');
    history.replaceState(history.state, '', address);
  };

  // Another page has sent something else under the id: what is written here has one of its own now.
  const becomes = (place, entry) => {
    const form = place.closest('form');
    const state = stateOf(place);
    place.dataset.entry = form.elements[place.dataset.body.replace(/Body$/, 'Id')].value = entry;
    state.of = `${place.dataset.draft} ${entry}`;
    const files = form.querySelector('[data-attach]');
    if (files) files.dataset.entry = entry;
  };

  const save = async (place, keepalive = false) => {
    const state = stateOf(place);
    clearTimeout(state.waiting);
    if (!state.dirty || state.ended || state.apart) return;
    state.dirty = false;
    const fields = place.closest('form').elements;
    const minutes = fields[place.dataset.minutes]?.value.trim() ?? '';
    const said = place.querySelector('[data-draft-said]');
    const read = place.querySelector('[data-draft-read]');
    try {
      const answer = await post(place.dataset.draft, {
        entry: place.dataset.entry, body: textOf(place).value, solutionCriterion: fields[place.dataset.criterion]?.value,
        minutes: /^\d{1,4}$/.test(minutes) && minutes <= 1440 ? Number(minutes) : null,
        version: Number(place.dataset.version), page,
      }, keepalive, read.value);
      const told = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : null;
      if (answer.ok && !answer.redirected) {
        said.textContent = told.said;
        read.value = told.revision;
        if (told.entry !== place.dataset.entry) becomes(place, told.entry);
        place.querySelector('[data-draft-keep]').hidden = true;
        place.querySelector('[data-draft-drop]').hidden = told.said === '';
        forgetInserted();
      } else if (told?.code === 'draft.changed') {
        // Another page has kept something else: neither takes the other's place before both were seen.
        state.apart = true;
        place.querySelector('[data-draft-keep]').hidden = false;
        // Said aloud, as nothing is kept from here on; that a draft was kept is not.
        said.className = 'warn';
        said.setAttribute('role', 'alert');
        said.textContent = place.dataset.textApart;
      } else {
        state.ended = told?.code === 'draft.sent';
        state.dirty = true;
        said.textContent = told?.code && answer.status < 500 ? told.title : place.dataset.textOff;
      }
    } catch {
      state.dirty = true;
      said.textContent = place.dataset.textOff;
    }
  };
  // One after the other: a slow answer must not put an older text over a newer one.
  const saveSoon = place => {
    const state = stateOf(place);
    state.dirty = true;
    clearTimeout(state.waiting);
    state.waiting = setTimeout(() => { state.saving = (state.saving ?? Promise.resolve()).then(() => save(place)); }, patience);
  };
  const waited = new WeakSet();
  const settled = kept => Promise.race([kept, new Promise(done => setTimeout(done, 2000))]);
  const places = () => [...document.querySelectorAll('[data-draft]')];

  document.addEventListener('input', event => {
    const place = placeOf(event.target.form);
    if (place && (event.target === textOf(place) || [place.dataset.minutes, place.dataset.criterion].includes(event.target.name))) saveSoon(place);
  });
  // Whoever sends needs no draft, and the one that is kept goes with what is sent.
  // Another form of the page leads away as well: what it leads to is to show what is written here.
  document.addEventListener('submit', event => {
    const place = placeOf(event.target);
    if (place) {
      clearTimeout(stateOf(place).waiting);
      stateOf(place).ended = true;
      return;
    }
    const dirty = places().filter(one => stateOf(one).dirty);
    const kept = Promise.all(dirty.map(one => save(one, true)));
    if (dirty.length === 0 || event.target.method !== 'get' || event.defaultPrevented || waited.has(event.target)) return;
    event.preventDefault();
    waited.add(event.target);
    settled(kept).then(() => event.target.requestSubmit(event.submitter));
  });
  // To another box on the same page: not before what is written here is kept.
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button || link.pathname !== location.pathname || link.search === location.search) return;
    const dirty = places().filter(place => stateOf(place).dirty);
    if (dirty.length === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    settled(Promise.all(dirty.map(place => save(place)))).then(() => { location.href = link.href; });
  }, true);
  const flush = () => places().forEach(place => { save(place, true); });
  addEventListener('pagehide', flush);
  addEventListener('online', flush);
  document.addEventListener('visibilitychange', () => { if (document.hidden) flush(); });
  document.addEventListener('click', event => {
    if (event.target.closest?.('a[href]')) flush();
  });

  // Who is here.
  const beat = 8000;
  const writesFor = 15000;
  const here = { incident: null, source: null, timer: 0, soon: 0, typedAt: 0, wrote: false, people: new Map() };
  const isWriting = () => Date.now() - here.typedAt < writesFor;

  const show = (place, { version, people }) => {
    const names = place.querySelector('[data-here-people]');
    const text = people.map(one => one.said).join(', ');
    if (names.textContent !== text) names.textContent = text;
    place.hidden = people.length === 0;
    const news = people.filter(one => !here.people.has(one.person) || one.writes && !here.people.get(one.person));
    if (news.length) place.querySelector('[data-here-said]').textContent = news.map(one => one.said).join(', ');
    here.people = new Map(people.map(one => [one.person, one.writes]));
    const changed = document.querySelector('[data-here-changed]');
    if (changed) changed.hidden = version === Number(place.dataset.version);
  };
  const tell = async () => {
    clearTimeout(here.timer);
    clearTimeout(here.soon);
    here.soon = 0;
    const place = document.querySelector('[data-here-page]');
    if (!place || document.hidden || here.incident !== place.dataset.herePage) return;
    here.wrote = isWriting();
    try {
      const answer = await post('/desk/here', { incident: here.incident, page, writes: here.wrote });
      if (answer.ok && !answer.redirected && place.isConnected) show(place, await answer.json());
    } catch { /* Off line: nobody needs to know. */ }
    clearTimeout(here.timer);
    here.timer = setTimeout(tell, beat);
  };
  const tellSoon = () => { here.soon ||= setTimeout(tell, 300 + Math.random() * 700); };
  const leave = () => {
    clearTimeout(here.timer);
    clearTimeout(here.soon);
    here.source?.close();
    if (here.incident) post('/desk/here', { incident: here.incident, page, leaves: true }, true).catch(() => {});
    Object.assign(here, { incident: null, source: null, timer: 0, soon: 0, typedAt: 0, people: new Map() });
  };
  const come = () => {
    const place = document.querySelector('[data-here-page]');
    if (here.incident && here.incident !== place?.dataset.herePage) leave();
    if (!place || document.hidden || here.incident) return;
    here.incident = place.dataset.herePage;
    here.source = new EventSource(place.dataset.liveHere);
    here.source.addEventListener('here', tellSoon);
    here.source.addEventListener('changed', tellSoon);
    tell();
  };
  document.addEventListener('input', event => {
    if (!here.incident || !event.target.matches('main textarea')) return;
    here.typedAt = Date.now();
    if (!here.wrote) { here.wrote = true; tellSoon(); }
  });
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => document.hidden ? leave() : come());
  addEventListener('pageshow', event => {
    if (!event.persisted) return;
    places().forEach(place => { stateOf(place).ended = false; });
    come();
    ask();
  });

  // The same in the queue.
  const queue = { waiting: 0, known: new Map(), marked: new WeakSet() };
  const mark = () => document.querySelectorAll('[data-here]').forEach(place => {
    const one = queue.known.get(place.dataset.here);
    const text = one?.said ?? '';
    if (place.textContent !== text) place.textContent = text;
    place.classList.toggle('writes', one?.writes ?? false);
  });
  const ask = async () => {
    clearTimeout(queue.waiting);
    queue.waiting = 0;
    if (!document.querySelector('[data-live]') || document.hidden) return;
    try {
      const answer = await fetch('/desk/here', { headers: { Accept: 'application/json' }, cache: 'no-store' });
      if (answer.ok && !answer.redirected) queue.known = new Map((await answer.json()).map(one => [one.incident, one]));
    } catch { /* The live mark says that the connection is lost. */ }
    mark();
    queue.waiting = setTimeout(ask, 10000);
  };
  document.addEventListener('guichet:here', () => {
    clearTimeout(queue.waiting);
    queue.waiting = setTimeout(ask, 300 + Math.random() * 700);
  });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) ask(); });

  const arrive = () => {
    places().forEach(place => {
      place.querySelector('[data-draft-page]').value = page;
      place.querySelector('[data-draft-keep]').hidden = !stateOf(place).apart && !('apart' in place.dataset);
    });
    come();
    ask();
    const rows = document.querySelector('[data-live-part=rows]');
    if (rows && !queue.marked.has(rows)) {
      queue.marked.add(rows);
      new MutationObserver(mark).observe(rows, { childList: true, subtree: true });
    }
  };
  arrive();
  globalThis.Blazor?.addEventListener('enhancedload', arrive);
}
