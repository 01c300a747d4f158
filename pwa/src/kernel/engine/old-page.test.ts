/** A page that is older than its server: whatever the server answers, nothing that was written is lost. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, meet, settled } from "../../testing/stories";
import { problemWords } from "../../ui/problem-words";
import { newId } from "../store/ids";
import { waitingViews } from "../store/open";

let server: FakeServer;
let phone: Phone;
let stop: AbortController;

beforeEach(async () => {
	server = new FakeServer();
	phone = await ana(server);
	await meet(phone);
	stop = new AbortController();
});

afterEach(() => {
	stop.abort();
	vi.unstubAllGlobals();
});

/** The server, with another answer to one kind of request. */
function answering(line: RegExp, answer: () => Response): void {
	const known = fetch;
	vi.stubGlobal("fetch", async (request: Request) => {
		const { pathname } = new URL(request.url);
		return line.test(`${request.method} ${pathname.replace("/api/v1", "")}`) ? answer() : known(request);
	});
}

const refusals: readonly (readonly [string, () => Response])[] = [
	["400", () => new Response("Bad Request", { status: 400 })],
	["404 for an address that is no more", () => new Response("<h1>Not Found</h1>", { status: 404 })],
	["405", () => new Response(null, { status: 405 })],
	["410", () => new Response("<h1>Gone</h1>", { status: 410 })],
	["415", () => new Response(null, { status: 415 })],
	[
		"422 for a field that it does not send",
		() => Response.json({ type: "invalid", title: "No.", errors: { json: { mood_2: ["Missing"] } } }, { status: 422 }),
	],
	["a code it does not know", () => Response.json({ type: "newer_code", title: "Write it anew." }, { status: 409 })],
];

it.each(refusals)("keeps the words where the answer is %s, and says so", async (_, refusal) => {
	answering(/^PUT \/profiles/, refusal);
	await phone.profiles.saveName("Quince");
	phone.outbox.startSending(stop.signal, () => undefined);
	await settled(phone);
	const [item] = phone.tray.tray.value;
	expect(item?.mine).toMatchObject({ name: "Quince" });
	expect(problemWords(item?.problem ?? { code: "", title: "" })).toMatch(/^[A-Z].+\.$/);
	expect(problemWords(item?.problem ?? { code: "", title: "" })).not.toMatch(/\d{3}|status/);
});

it.each([
	["an upgrade that is needed", () => new Response(null, { status: 426 })],
	["a page of somebody else", () => new Response("<!doctype html>", { status: 200 })],
	["nothing, with a yes", () => new Response("", { status: 200 })],
])("sends it later where the answer is %s", async (_, answer) => {
	answering(/^PUT \/profiles/, answer);
	await phone.profiles.saveName("Quince");
	phone.outbox.startSending(stop.signal, () => undefined);
	await vi.waitFor(async () => expect((await phone.queue.rereadQueue())[0]?.tried).toBe(true));
	stop.abort();
	expect(phone.status.waitingToSend.value).toBe(1);
	expect(phone.tray.tray.value).toEqual([]);
	await phone.wake();
	await meet(phone);
	expect(phone.profiles.myName.value).toBe("Quince");
});

it("takes what it does not know without a word, and keeps what it does", async () => {
	await phone.profiles.saveName("Quince");
	await meet(phone);
	const { person_id } = phone.session.ready();
	const dream = { id: newId(), space_id: person_id, author_id: person_id, edit: 1, depth: 3 };
	answering(/^GET \/changes/, () =>
		Response.json({ cursor: "z", more: false, records: { dreams: [dream] }, gone: [], hint: "newer" }),
	);
	await phone.feed.pull();
	expect(phone.profiles.myName.value).toBe("Quince");
	expect((await waitingViews()).map(({ kind }) => kind)).toEqual(["dreams"]);
});
