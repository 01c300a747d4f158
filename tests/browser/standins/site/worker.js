// The site's service worker: keeps the page for offline, shows pushes, answers taps.
const FILES = ["/", "/app.js", "/style.css", "/manifest.webmanifest", "/icon-192.png"];

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open("site").then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET" || event.request.url.includes("/api/")) return;
  event.respondWith(
    caches.match(event.request, { ignoreSearch: true }).then((kept) => kept ?? fetch(event.request)),
  );
});

const tell = async (message) => {
  for (const page of await self.clients.matchAll({ type: "window" })) page.postMessage(message);
};

self.addEventListener("push", (event) => {
  const { title, ...options } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, options).then(() => tell({ heard: title })));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { title } = event.notification;
  event.waitUntil(
    (async () => {
      const [page] = await self.clients.matchAll({ type: "window" });
      if (!page) return self.clients.openWindow(`/?tapped=${encodeURIComponent(title)}`);
      await page.focus().catch(() => undefined);
      await tell({ heard: `${title}: ${event.action || "tapped"}` });
    })(),
  );
});

self.addEventListener("message", async () => {
  const answer = await fetch("/api/key").then(
    ({ status }) => String(status),
    () => "unreachable",
  );
  await tell({ worker: answer });
});
