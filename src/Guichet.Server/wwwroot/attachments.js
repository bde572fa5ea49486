// Files that go with what a form writes (data-attach): sent in pieces as soon as they are chosen, dropped or pasted, and
// gone on with after an interruption. The form is sent when all are there. Without this file they travel with the form.
'use strict';
{
  const piece = 4 * 1024 * 1024;
  const goesOn = ['attachment.wrong-offset', 'attachment.parts-missing'];
  const fields = new WeakMap();
  const stateOf = field => {
    if (!fields.has(field)) fields.set(field, { running: 0, submitter: null, wantsSending: false, queue: Promise.resolve() });
    return fields.get(field);
  };
  const fieldOf = form => form?.querySelector('[data-attach]');
  const tokenOf = field => field.closest('form').querySelector('input[name=__RequestVerificationToken]').value;
  const say = (field, text) => { field.querySelector('[data-upload-said]').textContent = text; };
  const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));

  const ask = async (field, method, address, body, headers = {}) => {
    const answer = await fetch(address, {
      method, body, headers: { RequestVerificationToken: tokenOf(field), Accept: 'application/json', ...headers },
    });
    const isJson = answer.headers.get('Content-Type')?.includes('json');
    const told = isJson ? await answer.json() : null;
    if (answer.ok && !answer.redirected) return told;
    // What the house refuses stays refused; what failed on the way is tried again.
    const failure = new Error(told?.title ?? '');
    failure.refused = told?.code && answer.status < 500 && answer.status !== 429 ? told : null;
    throw failure;
  };

  // A version 7 id, by which the house knows the file again. The browser keeps it until the file is there.
  const newId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    new DataView(bytes.buffer).setUint16(0, Math.floor(Date.now() / 2 ** 32));
    new DataView(bytes.buffer).setUint32(2, Date.now() % 2 ** 32);
    bytes[6] = bytes[6] & 15 | 112;
    bytes[8] = bytes[8] & 63 | 128;
    const text = [...bytes].map(one => one.toString(16).padStart(2, '0')).join('');
    return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  };
  const keyOf = (field, file) => `attach ${field.dataset.attach} ${field.dataset.entry ?? ''} ${file.name} ${file.size} ${file.lastModified}`;
  const recall = key => { try { return sessionStorage.getItem(key); } catch { return null; } };
  const remember = (key, id) => { try { id ? sessionStorage.setItem(key, id) : sessionStorage.removeItem(key); } catch { /* off */ } };

  const send = async (field, file, line) => {
    const key = keyOf(field, file);
    const id = recall(key) ?? newId();
    remember(key, id);
    line.dataset.upload = id;
    const announced = JSON.stringify({ id, name: file.name || field.dataset.textPasted, length: file.size, entry: field.dataset.entry || null });
    for (let attempt = 0; ; attempt++) {
      try {
        let view = await ask(field, 'POST', field.dataset.attach, announced, { 'Content-Type': 'application/json' });
        while (view.state === 'receiving') {
          if (!line.isConnected) return null;
          line.querySelector('progress').value = view.received / file.size;
          const end = Math.min(file.size, view.received + piece);
          if (end === file.size) line.querySelector('[data-state]').textContent = field.dataset.textChecking;
          view = await ask(field, 'PATCH', `/attachments/${id}`, file.slice(view.received, end),
            { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(view.received) });
          attempt = 0;
        }
        remember(key, null);
        return view;
      } catch (failure) {
        if (failure.refused && !goesOn.includes(failure.refused.code)) { remember(key, null); throw failure; }
        if (attempt === 5) throw failure;
        await wait(500 * 2 ** attempt);
      }
    }
  };

  // The form says which files it goes with: one that is gone by then is named, and not left behind in silence.
  const goWith = (field, line, view) => {
    const sent = document.createElement('input');
    Object.assign(sent, { type: 'hidden', name: field.dataset.attached, value: `${view.id}/${view.name}` });
    line.append(sent);
  };

  const finish = field => {
    const state = stateOf(field);
    if (--state.running > 0 || !state.wantsSending) return;
    state.wantsSending = false;
    if (!field.querySelector('[data-failed]')) field.closest('form').requestSubmit(state.submitter ?? undefined);
  };

  const run = (field, file, line) => {
    const state = stateOf(field);
    state.running++;
    delete line.dataset.failed;
    state.queue = state.queue.then(async () => {
      const [bar, text] = [line.querySelector('progress'), line.querySelector('[data-state]')];
      if (!line.isConnected) return;
      bar.hidden = false;
      text.textContent = '';
      try {
        const view = await send(field, file, line);
        if (!view) return;
        goWith(field, line, view);
        text.textContent = { waiting: field.dataset.textChecking, quarantined: field.dataset.textQuarantined }[view.state] ?? field.dataset.textDone;
        line.classList.toggle('bad', view.state === 'quarantined');
        say(field, `${file.name} – ${text.textContent}`);
      } catch (failure) {
        line.dataset.failed = 'yes';
        line.classList.add('bad');
        text.textContent = failure.message || field.dataset.textFailed;
        say(field, `${file.name} – ${text.textContent}`);
        if (!failure.refused) line.querySelector('[data-again]').hidden = false;
      } finally {
        bar.hidden = true;
      }
    }).finally(() => finish(field));
  };

  const button = (text, name, mark) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'plain small';
    made.setAttribute(mark, '');
    made.textContent = text;
    const of = document.createElement('span');
    of.className = 'vh';
    of.textContent = ` ${name}`;
    made.append(of);
    return made;
  };

  const add = (field, files) => {
    for (const file of files) {
      const line = document.createElement('li');
      const name = document.createElement('bdi');
      name.className = 'upload-name';
      name.textContent = file.name || field.dataset.textPasted;
      const bar = document.createElement('progress');
      bar.max = 1;
      bar.value = 0;
      bar.hidden = true;
      bar.setAttribute('aria-label', name.textContent);
      const text = document.createElement('span');
      text.className = 'soft';
      text.dataset.state = '';
      const again = button(field.dataset.textAgain, name.textContent, 'data-again');
      again.hidden = true;
      line.append(name, ' ', bar, ' ', text, ' ', again, ' ', button(field.dataset.textRemove, name.textContent, 'data-remove'));
      field.querySelector('[data-uploads]').append(line);
      if (file.size > Number(field.dataset.most)) {
        line.dataset.failed = 'yes';
        line.classList.add('bad');
        text.textContent = field.dataset.textLarge;
        say(field, `${name.textContent} – ${text.textContent}`);
        continue;
      }
      text.textContent = field.dataset.textWaiting;
      again.addEventListener('click', () => { again.hidden = true; line.classList.remove('bad'); run(field, file, line); });
      run(field, file, line);
    }
  };

  document.addEventListener('change', event => {
    const field = event.target.type === 'file' && event.target.closest?.('[data-attach]');
    if (!field) return;
    add(field, [...event.target.files]);
    event.target.value = '';
  });

  document.addEventListener('click', async event => {
    const pressed = event.target.closest?.('[data-remove]');
    if (!pressed) return;
    const [field, line] = [pressed.closest('[data-attach]'), pressed.closest('li')];
    line.remove();
    field.querySelector('input[type=file]').focus();
    if (line.dataset.upload) {
      try { await ask(field, 'DELETE', `/attachments/${line.dataset.upload}`); } catch { /* Nobody sees it, and it goes by itself. */ }
    }
  });

  document.addEventListener('paste', event => {
    const field = fieldOf(event.target.closest?.('form'));
    const files = [...event.clipboardData?.files ?? []];
    if (!field || files.length === 0) return;
    event.preventDefault();
    add(field, files);
  });

  const carriesFiles = event => [...event.dataTransfer?.types ?? []].includes('Files');
  document.addEventListener('dragover', event => {
    if (!carriesFiles(event) || !document.querySelector('[data-attach]')) return;
    // Beside the form a dropped file would open in place of the page.
    event.preventDefault();
    const field = fieldOf(event.target.closest?.('form'));
    event.dataTransfer.dropEffect = field ? 'copy' : 'none';
    field?.classList.add('over');
  });
  document.addEventListener('dragleave', event => fieldOf(event.target.closest?.('form'))?.classList.remove('over'));
  document.addEventListener('drop', event => {
    if (!carriesFiles(event) || !document.querySelector('[data-attach]')) return;
    event.preventDefault();
    const field = fieldOf(event.target.closest?.('form'));
    if (!field) return;
    field.classList.remove('over');
    add(field, [...event.dataTransfer.files]);
  });

  // Before the guard that sends a form once: on window the capture comes first.
  addEventListener('submit', event => {
    const field = fieldOf(event.target);
    if (!field || stateOf(field).running === 0) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    Object.assign(stateOf(field), { wantsSending: true, submitter: event.submitter });
    say(field, field.dataset.textWaiting);
  }, true);

  const arrive = () => document.querySelectorAll('[data-attach]:not([data-dressed])').forEach(field => {
    field.dataset.dressed = '';
    const hint = document.createElement('p');
    hint.className = 'hint';
    hint.textContent = field.dataset.textDrop;
    field.querySelector('input[type=file]').after(hint);
  });
  arrive();
  globalThis.Blazor?.addEventListener('enhancedload', arrive);
}
