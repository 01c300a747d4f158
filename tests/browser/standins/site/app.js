// The site's page: subscribes, and shows what its service worker tells.
const say = (id, text) => {
  document.querySelector(id).textContent = text;
};

const fromText = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const policy = globalThis.trustedTypes?.createPolicy("site", { createScriptURL: (url) => url });
await navigator.serviceWorker.register(policy ? policy.createScriptURL("/worker.js") : "/worker.js");
const registration = await navigator.serviceWorker.ready;

navigator.serviceWorker.addEventListener("message", ({ data }) => {
  if (data.worker) return say("#worker", data.worker);
  const item = document.createElement("li");
  item.textContent = data.heard;
  document.querySelector("#heard").append(item);
});

document.querySelector("#subscribe").addEventListener("click", async () => {
  if ((await Notification.requestPermission()) !== "granted") return say("#state", "Not allowed");
  const { key } = await (await fetch("/api/key")).json();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: fromText(key),
  });
  await fetch(`/api/subscriptions/${new URLSearchParams(location.search).get("name")}`, {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(subscription),
  });
  say("#state", "Subscribed");
});

document.querySelector("#listen").addEventListener("click", () => {
  const stream = new EventSource("/api/stream");
  stream.onmessage = ({ data }) => say("#beat", data);
  stream.onerror = () => say("#beat", "broken");
});

document.querySelector("#ask").addEventListener("click", () => {
  registration.active.postMessage("fetch");
});

for (const button of document.querySelectorAll("button")) button.disabled = false;
