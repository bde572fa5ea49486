// Type-ahead for fields marked data-suggestions="/address", by the combobox pattern of WAI-ARIA: the focus stays in the
// field, arrows walk, Enter takes, Escape closes. Without this file they are plain fields of search.
// data-suggestions-take="fill" writes the name into the field and sends its form, "mention" (in a textarea) asks for what is
// written after an @ and completes it there; otherwise the page is opened.
'use strict';
{
  const fields = 'input[data-suggestions], textarea[data-suggestions]';
  const patience = 150;
  const parts = new WeakMap();
  let count = 0;

  // The list and the place that speaks are made anew where an update of the page took them away.
  const partsOf = field => {
    let own = parts.get(field);
    if (!own?.list.isConnected) {
      const list = document.createElement('ul');
      list.id = own?.list.id ?? `suggestions-${++count}`;
      list.className = 'suggestions';
      list.setAttribute('role', 'listbox');
      list.setAttribute('aria-label', field.labels[0]?.textContent.trim() ?? '');
      list.hidden = true;
      const said = document.createElement('span');
      said.className = 'vh';
      said.setAttribute('role', 'status');
      field.after(list, said);
      own = { list, said, items: [], active: -1, asked: '', asking: null, waiting: 0 };
      parts.set(field, own);
    }
    return own;
  };

  const mentions = field => field.dataset.suggestionsTake === 'mention';
  // What is asked for: in a text the word that begins with the last @ before the caret, and where that is.
  const wordsOf = field => {
    if (!mentions(field)) return { text: field.value.trim(), least: 2 };
    const found = /(^|[^\p{L}\p{N}])@([\p{L}][\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]*)?)$/u.exec(field.value.slice(0, field.selectionStart));
    return { text: found?.[2] ?? '', least: 1, start: field.selectionStart - (found?.[2].length ?? 0) };
  };

  const dress = field => {
    const { list } = partsOf(field);
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', list.id);
    if (mentions(field)) return;
    field.type = 'text';
    field.autocomplete = 'off';
    field.setAttribute('role', 'combobox');
    if (!field.hasAttribute('aria-expanded')) field.setAttribute('aria-expanded', 'false');
  };

  // Who chooses does so from what is seen: an answer that is still on its way would change the list under them.
  const settle = own => {
    clearTimeout(own.waiting);
    own.asking?.abort();
  };

  const mark = (field, index) => {
    const own = partsOf(field);
    own.list.children[own.active]?.setAttribute('aria-selected', 'false');
    own.active = index;
    const option = own.list.children[index];
    if (!option) {
      field.removeAttribute('aria-activedescendant');
      return;
    }
    option.setAttribute('aria-selected', 'true');
    option.scrollIntoView({ block: 'nearest' });
    field.setAttribute('aria-activedescendant', option.id);
  };

  const close = field => {
    const own = partsOf(field);
    settle(own);
    own.list.hidden = true;
    if (!mentions(field)) field.setAttribute('aria-expanded', 'false');
    mark(field, -1);
  };

  const show = (field, { said, items }) => {
    const own = partsOf(field);
    mark(field, -1);
    own.items = items;
    own.list.replaceChildren(...items.map((item, index) => {
      const option = document.createElement('li');
      option.id = `${own.list.id}-${index}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      const name = document.createElement('span');
      name.textContent = item.name;
      const detail = document.createElement('span');
      detail.className = 'soft';
      detail.textContent = item.detail;
      option.append(name, ' ', detail);
      return option;
    }));
    own.list.hidden = items.length === 0;
    if (!mentions(field)) field.setAttribute('aria-expanded', String(items.length > 0));
    own.said.textContent = said;
  };

  const ask = async field => {
    const own = partsOf(field);
    const { text: query, least } = wordsOf(field);
    own.asking?.abort();
    if (query.length < least) {
      own.said.textContent = '';
      close(field);
      return;
    }
    own.asking = new AbortController();
    try {
      const answer = await fetch(`${field.dataset.suggestions}?query=${encodeURIComponent(query)}`,
        { signal: own.asking.signal, headers: { Accept: 'application/json' } });
      if (answer.ok && field === document.activeElement) show(field, await answer.json());
    } catch {
      // Overtaken by the next letter, or off line: the field still searches.
    }
  };

  const take = (field, index) => {
    const item = partsOf(field).items[index];
    close(field);
    if (mentions(field)) {
      const { start } = wordsOf(field);
      field.setRangeText(`${item.name} `, start, field.selectionStart, 'end');
      field.dispatchEvent(new Event('input', { bubbles: true }));
    } else if (field.dataset.suggestionsTake === 'fill') {
      field.value = item.name;
      field.form.requestSubmit(field.form.querySelector('button[type=submit]'));
    } else {
      location.assign(item.address);
    }
  };

  document.addEventListener('input', event => {
    const field = event.target;
    if (!field.matches?.(fields)) return;
    const own = partsOf(field);
    clearTimeout(own.waiting);
    own.waiting = setTimeout(ask, patience, field);
  });

  document.addEventListener('keydown', event => {
    const field = event.target;
    if (!field.matches?.(fields) || event.isComposing || event.ctrlKey || event.metaKey) return;
    const own = partsOf(field);
    const open = !own.list.hidden;
    // In a text these keys are its own, unless something is suggested.
    if (mentions(field) && !open) return;
    const last = own.items.length - 1;
    switch (event.key) {
      case 'ArrowDown':
        if (!open) {
          ask(field);
          break;
        }
        settle(own);
        mark(field, own.active === last ? 0 : own.active + 1);
        break;
      case 'ArrowUp':
        if (!open) return;
        settle(own);
        mark(field, own.active <= 0 ? last : own.active - 1);
        break;
      case 'Enter':
        if (!open || own.active < 0) { close(field); return; }
        take(field, own.active);
        break;
      case 'Escape':
        if (open) close(field); else field.value = '';
        break;
      default:
        return;
    }
    event.preventDefault();
  });

  // By mouse or finger; the field keeps the focus.
  const fieldOf = option => [...document.querySelectorAll(fields)].find(one => partsOf(one).list === option.parentElement);
  document.addEventListener('mousedown', event => {
    const option = event.target.closest?.('.suggestions > [role=option]');
    if (!option) return;
    event.preventDefault();
    const field = fieldOf(option);
    if (field) settle(partsOf(field));
  });
  document.addEventListener('click', event => {
    const option = event.target.closest?.('.suggestions > [role=option]');
    const field = option && fieldOf(option);
    if (field) take(field, [...option.parentElement.children].indexOf(option));
  });
  document.addEventListener('focusout', event => {
    if (event.target.matches?.(fields)) close(event.target);
  });

  const arrive = () => document.querySelectorAll(fields).forEach(dress);
  arrive();
  globalThis.Blazor?.addEventListener('enhancedload', arrive);
}
