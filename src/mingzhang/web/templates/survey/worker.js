"use strict";
// Keeps the page of the questionnaire and what it needs, so that it opens without a network.
const SHELF = "mingzhang-survey-1";
const NEEDED = [{% for each in cached %}"{{ each|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(NEEDED)).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(keepOpenPages().then(() => self.clients.claim())));
// The page that brought this program was loaded before it: it is fetched once more, to be kept.
async function keepOpenPages() {
  const shelf = await caches.open(SHELF);
  for (const client of await self.clients.matchAll({includeUncontrolled: true})) {
    if (!isForm(client.url)) continue;
    await shelf.add(client.url).catch(() => null);
    const told = await (await shelf.match(client.url))?.text() ?? "";
    for (const [media] of told.matchAll(/\/survey\/media\/\d+\//g)) await shelf.add(media).catch(() => null);
  }
}
const isMedia = (address) => /\/survey\/media\/\d+\/$/.test(new URL(address).pathname);
const isForm = (address) => /\/survey\/surveys\/\d+\/fill\/$/.test(new URL(address).pathname);
self.addEventListener("fetch", (event) => {
  const asked = event.request;
  if (asked.method !== "GET" || new URL(asked.url).origin !== self.location.origin) return;
  if (asked.mode === "navigate" ? isForm(asked.url) : isMedia(asked.url) || new URL(asked.url).pathname.includes("/static/")) event.respondWith(answer(asked));
});
async function answer(asked) {
  const shelf = await caches.open(SHELF);
  try {
    const fresh = await fetch(asked);
    if (fresh.ok && !fresh.redirected) await shelf.put(asked, fresh.clone());
    return fresh;
  } catch (fault) {
    const kept = await shelf.match(asked);
    if (kept) return kept;
    throw fault;
  }
}
