/**
 * Keeps the shell and its assets, so that an attempt in progress survives a reload without network.
 * Never touches /api: what is said about answers always comes from the server.
 */
/// <reference lib="webworker" />

const scope = self as unknown as ServiceWorkerGlobalScope;
const shelf = 'hoithi-shell-1';
const shellPath = '/';

scope.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(shelf)
      .then((cache) => keepShell(cache))
      .then(() => scope.skipWaiting()),
  );
});

scope.addEventListener('activate', (event) => {
  const clean = caches
    .keys()
    .then((names) => Promise.all(names.filter((name) => name !== shelf).map((name) => caches.delete(name))))
    .then(() => scope.clients.claim());
  event.waitUntil(clean);
});

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== scope.location.origin) return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(fromShelf(request));
  else if (request.mode === 'navigate' && (url.pathname === '/' || url.pathname.startsWith('/c/'))) {
    const page = fetch(request);
    event.respondWith(page.catch(async () => (await caches.match(shellPath)) ?? Response.error()));
    // A new release must not wait for the next installation to be kept.
    event.waitUntil(page.then(() => caches.open(shelf)).then(keepShell, () => {}));
  }
});

/** The shell, and every asset that it names or that is reached from there. */
async function keepShell(cache: Cache): Promise<void> {
  const shell = await fetch(shellPath);
  const assets = (await shell.clone().text()).match(/\/assets\/[\w.-]+/g) ?? [];
  await cache.put(shellPath, shell);
  const seen = new Set(assets);
  for (const path of seen) {
    const asset = (await cache.match(path)) ?? (await fetch(path));
    if (!asset.ok) continue;
    await cache.put(path, asset.clone());
    if (!/\.(js|css)$/.test(path)) continue;
    // Pages that load later are named in the scripts: the result must open after an attempt without network.
    for (const [name] of (await asset.text()).matchAll(/[\w.-]+\.(?:js|css|woff2)/g)) {
      if (/-[\w-]{8}\.(js|css)$/.test(name) && !/^(studio|stage)/.test(name)) seen.add(`/assets/${name}`);
    }
  }
}

/** Assets are named by their contents, so one that is kept is the right one. */
async function fromShelf(request: Request): Promise<Response> {
  const kept = await caches.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await (await caches.open(shelf)).put(request, fresh.clone());
  return fresh;
}
