// The officer's pages, the guidance and what may be shared stay readable without a connection. Nothing else is kept:
// network first, the kept copy only when there is no network; logging out deletes all of it.
const CACHE = "samenop-street-1";
const isKeptPage = (url) => url.pathname.startsWith("/street/") || url.pathname.startsWith("/help/") || url.pathname.startsWith("/ask/");
const isStatic = (url) => url.pathname.startsWith("/static/");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
  await self.clients.claim();
})()));

const keep = async (request, answer) => {
  // A log-in page that stands in for the real one must not be kept under its name.
  if (answer.ok && !answer.redirected && answer.type === "basic") (await caches.open(CACHE)).put(request, answer.clone());
  return answer;
};
const networkFirst = async (request) => {
  try {
    const answer = await fetch(request);
    const visitedOnPurpose = !request.headers.has("HX-Request") && !request.headers.has("X-Samenop-Fresh");
    return visitedOnPurpose ? await keep(request, answer) : answer;
  } catch (error) {
    const kept = await caches.match(request, { ignoreVary: true });
    if (kept && !request.headers.has("X-Samenop-Fresh")) return kept;
    throw error;
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isKeptPage(url) || isStatic(url)) event.respondWith(networkFirst(request));
});
self.addEventListener("message", (event) => {
  if (event.data === "forget") event.waitUntil(caches.delete(CACHE));
});
