// The preview beside a text, without posting the page, and again while somebody writes. Without this file the button posts
// the form and the page comes back with the preview.
'use strict';
{
  const patience = 400;
  const waiting = new WeakMap();

  const show = async (button, moves) => {
    const field = document.getElementById(button.dataset.preview);
    const place = document.getElementById(button.getAttribute('aria-controls'));
    const body = new FormData();
    body.set('__RequestVerificationToken', field.form.elements.__RequestVerificationToken.value);
    body.set('text', field.value);
    const answer = await fetch('/preview', { method: 'POST', body });
    if (!answer.ok || !place.isConnected) return;
    place.querySelector('[data-preview-of]').innerHTML = await answer.text();
    place.hidden = false;
    if (moves) place.scrollIntoView({ block: 'nearest' });
  };

  document.addEventListener('click', event => {
    const button = event.target.closest?.('[data-preview]');
    if (!button) return;
    event.preventDefault();
    const place = document.getElementById(button.getAttribute('aria-controls'));
    if (!place.hidden) { place.hidden = true; return; }
    show(button, true).catch(() => { });
  });

  document.addEventListener('input', event => {
    const field = event.target;
    if (!field.matches?.('textarea') || !field.id) return;
    const button = document.querySelector(`[data-preview="${field.id}"]`);
    if (!button || document.getElementById(button.getAttribute('aria-controls'))?.hidden !== false) return;
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(() => show(button, false).catch(() => { }), patience));
  });
}
