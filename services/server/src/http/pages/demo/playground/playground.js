/**
 * The page for designers: shows the widget with the data, theme, language and direction that the switches say,
 * and keeps them in the address, so that a state can be linked to.
 */
import { pretend, SITE } from './pretend-service.js';

const form = document.querySelector('form');
const stage = document.querySelector('#stage');
const place = new URLSearchParams(location.search);
for (const [name, value] of place)
  if (form.elements.namedItem(name)) form.elements.namedItem(name).value = value;

form.addEventListener('change', show);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', show);
if (window.parley) show();
else addEventListener('load', show);

function show() {
  const wanted = Object.fromEntries(new FormData(form));
  const { data, theme, lang, dir, width, accent } = wanted;
  history.replaceState(null, '', `?${new URLSearchParams(wanted)}${location.hash}`);
  const isDark = theme === 'dark' || (theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.classList.toggle('dark', isDark);
  document.documentElement.dir = dir;
  document.querySelector('main').classList.toggle('phone', width === 'phone');
  window.parley.unmount(stage);
  stage.replaceChildren();
  pretend(data);
  const widget = window.parley.mount(stage, { site: SITE, key: `playground-${data}`, theme, lang });
  if (accent !== '#0b5cb8') widget.style.setProperty('--parley-accent', accent);
}
