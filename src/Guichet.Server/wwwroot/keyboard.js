// The command palette and the single keys of the desk. Everything that they reach is reachable without them.
'use strict';
(() => {
  const typing = target => target.matches?.('textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=submit], [type=button])');
  const shown = list => [...list.querySelectorAll('li')].filter(item => !item.hidden).map(item => item.querySelector('a'));

  // What a page can do joins the list while it is open.
  const fill = palette => {
    const list = palette.querySelector('ul');
    list.querySelectorAll('[data-here]').forEach(item => item.remove());
    document.querySelectorAll('main [data-shortcut]').forEach(place => {
      const target = reach(place);
      const text = (place.dataset.shortcutText ?? target?.textContent ?? '').trim();
      if (!target || !text) return;
      const link = Object.assign(document.createElement('a'), { href: '#', textContent: text });
      link.addEventListener('click', event => { event.preventDefault(); palette.close(); act(place); });
      const item = document.createElement('li');
      item.dataset.here = '';
      item.append(link);
      list.prepend(item);
    });
  };
  const filter = palette => {
    const words = palette.querySelector('[data-palette]').value.toLowerCase().split(/\s+/).filter(Boolean);
    palette.querySelectorAll('li').forEach(item => {
      item.hidden = !words.every(word => item.textContent.toLowerCase().includes(word));
    });
    const count = palette.querySelector('[data-palette-count]');
    const found = shown(palette).length;
    const isOne = new Intl.PluralRules(document.documentElement.lang || 'en').select(found) === 'one';
    count.textContent = (isOne ? count.dataset.textOne : count.dataset.text).replace('{count}', found);
  };
  const open = () => {
    const palette = document.getElementById('palette');
    if (!palette || document.querySelector('dialog[open]')) return;
    fill(palette);
    palette.showModal();
    const input = palette.querySelector('[data-palette]');
    input.value = '';
    filter(palette);
    input.focus();
  };

  const control = 'summary, button, a, input:not([type=hidden])';
  const reach = place => place.matches(control) ? place : place.querySelector(control);
  const act = place => {
    const target = reach(place);
    if (!target) return;
    if (target.matches('summary')) {
      target.parentElement.open = true;
      (target.parentElement.querySelector('input:not([type=hidden]), select, textarea') ?? target).focus();
    } else if (target.matches('input[type=search]')) {
      target.focus();
      target.select();
    } else {
      target.click();
    }
  };

  document.addEventListener('click', event => {
    if (!event.target.closest?.('[commandfor=palette]')) return;
    const palette = document.getElementById('palette');
    palette.querySelector('[data-palette]').value = '';
    fill(palette);
    filter(palette);
  });
  document.addEventListener('input', event => {
    if (event.target.matches('[data-palette]')) filter(event.target.closest('dialog'));
  });
  document.addEventListener('keydown', event => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k'
      && document.getElementById('palette')) {
      event.preventDefault();
      open();
      return;
    }
    const palette = event.target.closest?.('#palette');
    if (palette) {
      const links = shown(palette);
      const at = links.indexOf(document.activeElement);
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        const next = links[at + (event.key === 'ArrowDown' ? 1 : -1)];
        (next ?? palette.querySelector('[data-palette]')).focus();
        event.preventDefault();
      } else if (event.key === 'Enter' && event.target.matches('[data-palette]') && links[0]
        && !/^\s*\d+\s*$/.test(event.target.value)) {
        event.preventDefault();
        links[0].click();
      }
      return;
    }
    // Single keys: never while somebody types, nor beside another key, nor where they are switched off (WCAG 2.1.4).
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)
      || document.querySelector('dialog[open]') || document.querySelector('.desk')?.dataset.shortcuts !== 'on') return;
    if (event.key === '?') {
      document.getElementById('shortcuts')?.showModal();
      event.preventDefault();
    } else if (event.key === 'x') {
      const box = event.target.closest?.('tr')?.querySelector('input[type=checkbox][name=incident]');
      if (box) { box.click(); event.preventDefault(); }
    } else if (/^[a-z/]$/.test(event.key)) {
      const place = document.querySelector(`[data-shortcut="${event.key}"]`);
      if (place) { act(place); event.preventDefault(); }
    }
  });
})();
