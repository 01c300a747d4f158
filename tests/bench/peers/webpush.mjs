// Sends pushes with the npm package `web-push`, as its README says, over connections that are kept open:
// `node webpush.mjs FILE COUNT AT_ONCE CERTIFICATE`. FILE has the keys, the payload and the subscriptions.
// Prints the seconds, and those on a core.

import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import { performance } from "node:perf_hooks";
import webpush from "web-push";

const [file, count, atOnce, certificate] = process.argv.slice(2);
const { vapid, payload, subscriptions } = JSON.parse(readFileSync(file, "utf8"));
const agent = new Agent({ keepAlive: true, maxSockets: Number(atOnce), ca: readFileSync(certificate) });
const options = {
	agent,
	vapidDetails: { subject: "mailto:push@localhost.invalid", ...vapid },
	TTL: 7200,
	urgency: "normal",
	contentEncoding: "aes128gcm",
};

let next = 0;
async function sender(most) {
	while (next < most) await webpush.sendNotification(subscriptions[next++ % subscriptions.length], payload, options);
}
const all = (most) => Promise.all(Array.from({ length: Number(atOnce) }, () => sender(most)));

await all(500); // warm
next = 0;
const begun = performance.now();
const before = process.cpuUsage();
await all(Number(count));
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000, cpu: (user + system) / 1e6 }));
