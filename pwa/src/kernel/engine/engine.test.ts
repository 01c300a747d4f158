/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { forgetTimers } from "../../testing/timers";

/** An event stream that a test can send on. https://html.spec.whatwg.org/multipage/server-sent-events.html */
class FakeStream extends EventTarget {
	static readonly CLOSED = 2;
	static readonly all: FakeStream[] = [];
	readyState = 1;

	constructor(readonly url: string) {
		super();
		FakeStream.all.push(this);
	}

	close(): void {
		this.readyState = FakeStream.CLOSED;
	}

	say(type: "changed" | "replaced" | "error", cursor = "further"): void {
		this.dispatchEvent(Object.assign(new Event(type), { lastEventId: cursor }));
	}
}

let server: FakeServer;
let phone: import("../../testing/phone").Phone;
let page: EventTarget & { visibilityState: string };
let app: EventTarget;
let stop: () => void;

beforeEach(async () => {
	FakeStream.all.length = 0;
	stop = () => undefined;
	server = new FakeServer();
	app = new EventTarget();
	page = Object.assign(new EventTarget(), { visibilityState: "visible" });
	vi.stubGlobal("EventSource", FakeStream);
	vi.stubGlobal("window", app);
	vi.stubGlobal("document", page);
	vi.stubGlobal("navigator", { userAgent: "" });
	// the engine runs once per page, so each test gets a new page
	vi.resetModules();
	phone = await (await import("../../testing/stories")).ana(server);
	server.heard.length = 0;
});

afterEach(() => {
	stop();
	// what the page of this test was going to do must not be counted by the next one's server
	forgetTimers();
	vi.unstubAllGlobals();
});

async function run(): Promise<void> {
	const engine = await import("./engine");
	stop = engine.run();
	expect(engine.run()).toBe(stop);
}

const asked = (path: string) => server.heard.filter((request) => request.path === path).length;

describe("a page that opens", () => {
	it("forgets what nobody told this phone is over, once it has heard the server", async () => {
		const { newRow } = await import("../store/rows");
		const db = await phone.local.local();
		const [started_at, ends_at] = ["2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z"];
		const view = { edit: 1, author_id: "ben", sealed_by: "ben", fields: { started_at, ends_at }, words: {}, w: 1 };
		await db.put("records", { ...newRow(["us", "asks", "old"]), view });
		server.faults.push({ as: "down", times: 99 });
		await run();
		await vi.waitFor(() => expect(phone.status.reachable.value).toBe(false));
		expect(await db.count("records")).toBe(1);
		server.faults.length = 0;
		app.dispatchEvent(new Event("online"));
		await vi.waitFor(async () => expect(await db.count("records")).toBe(0));
	});

	it("asks who it is, what is new and which keys came, and sends what waited", async () => {
		await phone.checkins.checkIn(4);
		await run();
		await vi.waitFor(() => expect(phone.status.waitingToSend.value).toBe(0));
		await vi.waitFor(() => expect(asked("/keys")).toBe(1));
		expect([asked("/session"), asked("/changes") > 0]).toEqual([1, true]);
	});

	it("listens on one line", async () => {
		await run();
		await vi.waitFor(() => expect(FakeStream.all).toHaveLength(1));
		expect(FakeStream.all[0]?.url).toBe("/api/v1/stream");
	});

	it("tries again until the network is there", async () => {
		server.faults.push({ as: "down", times: 4 });
		await run();
		await vi.waitFor(() => expect(asked("/keys")).toBe(1));
	});

	it("opens what waited for a key when the server says that keys have come", async () => {
		const { connect, meet } = await import("../../testing/stories");
		const { openPhone } = await import("../../testing/phone");
		const ben = await openPhone(server, "ben");
		await ben.identity.start();
		await connect(phone, ben);
		await ben.meta.writeMeta("rotate", [ben.session.spaceFor("us")]);
		await ben.dueRoots.finishRotation();
		await ben.checkins.audience.choose("us");
		await ben.checkins.checkIn(2);
		await meet(ben);
		await phone.wake();
		server.faults.push({ on: /GET \/keys/, as: { status: 404, code: "not_found" }, times: 99 });
		// only now, or it would take what the server tells Ben for Ana's: both phones are of one process
		await run();
		const held = () => [...phone.records.table("check_ins").value.values()];
		await vi.waitFor(() => expect(held()).toMatchObject([{ problem: "waiting_key" }]));
		server.faults.length = 0;
		const cursor = await phone.meta.readMeta("cursor");
		for (let roots = 0; roots < 10; roots++) FakeStream.all[0]?.say("changed", cursor);
		const looks = asked("/keys");
		const opened = () => expect(phone.checkins.theirs.value).toMatchObject([{ mood: 2, problem: null }]);
		await vi.waitFor(opened);
		expect(asked("/keys")).toBeLessThanOrEqual(looks + 2);
	});

	it("asks again at once when the network comes back", async () => {
		server.faults.push({ as: "down", times: 100 });
		await run();
		await vi.waitFor(() => expect(phone.status.reachable.value).toBe(false));
		server.faults.length = 0;
		app.dispatchEvent(new Event("online"));
		await vi.waitFor(() => expect(asked("/keys")).toBeGreaterThan(0));
	});
});

describe("a page that is open", () => {
	beforeEach(async () => {
		await run();
		// on a busy machine a second look may follow at once: both are over then
		await vi.waitFor(() => {
			expect(asked("/keys")).toBeGreaterThan(0);
			expect(asked("/keys")).toBe(asked("/session"));
		});
	});

	it("fetches when the server says that there is news", async () => {
		const before = asked("/changes");
		FakeStream.all[0]?.say("changed");
		await vi.waitFor(() => expect(asked("/changes")).toBe(before + 1));
	});

	it("looks for keys and phones when the server says that there is news and the feed has not moved", async () => {
		await vi.waitFor(async () => expect(await phone.meta.readMeta("cursor")).toBeDefined());
		const before = asked("/keys");
		FakeStream.all[0]?.say("changed", await phone.meta.readMeta("cursor"));
		await vi.waitFor(() => expect(asked("/keys")).toBe(before + 1));
	});

	it("shows that sharing has stopped when another phone of the person has left", async () => {
		const { connect } = await import("../../testing/stories");
		const { openPhone } = await import("../../testing/phone");
		const ben = await openPhone(server, "ben");
		await ben.identity.start();
		await connect(phone, ben);
		await phone.wake();
		await phone.identity.checkSession();
		const { person_id, couple } = phone.session.ready();
		await vi.waitFor(async () => expect(await phone.meta.readMeta("cursor")).toBeDefined());
		server.people.leave({ person_id, device_id: "second", waiting: false }, couple?.id ?? "");
		for (let times = 0; times < 2; times++) FakeStream.all[0]?.say("changed", await phone.meta.readMeta("cursor"));
		await vi.waitFor(() => expect(phone.session.ready()).toMatchObject({ couple: null, no_longer_connected: true }));
	});

	it("asks for nothing at news of what has come already, and for keys only where it is the same again", async () => {
		const [before, keys] = [asked("/changes"), asked("/keys")];
		FakeStream.all[0]?.say("changed", "earlier");
		await vi.waitFor(() => expect(asked("/changes")).toBe(before + 1));
		const cursor = await phone.meta.readMeta("cursor");
		FakeStream.all[0]?.say("changed", cursor);
		expect(asked("/keys")).toBe(keys);
		FakeStream.all[0]?.say("changed", cursor);
		await vi.waitFor(() => expect(asked("/keys")).toBe(keys + 1));
		expect(asked("/changes")).toBe(before + 1);
	});

	it("sends what is written at once", async () => {
		await phone.checkins.checkIn(2);
		await vi.waitFor(() => expect(server.written()).toHaveLength(1));
	});

	it("looks when the person comes back to it", async () => {
		const before = asked("/session");
		page.dispatchEvent(new Event("visibilitychange"));
		await vi.waitFor(() => expect(asked("/session")).toBe(before + 1));
		page.visibilityState = "hidden";
		page.dispatchEvent(new Event("visibilitychange"));
		expect(asked("/session")).toBe(before + 1);
	});

	it("asks the server for the time once where somebody set the clock", async () => {
		const { unsure } = await import("../store/clock");
		const before = asked("/session");
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 3 * 3_600_000 });
		app.dispatchEvent(new Event("focus"));
		expect(unsure.value).toBe(true);
		await vi.waitFor(() => expect(unsure.value).toBe(false));
		expect(asked("/session")).toBe(before + 1);
		vi.useRealTimers();
	});

	it("opens the line again where the server closed it, and asks why", async () => {
		const before = asked("/session");
		FakeStream.all[0]?.close();
		FakeStream.all[0]?.say("error");
		await vi.waitFor(() => expect(FakeStream.all).toHaveLength(2));
		expect(asked("/session")).toBe(before + 1);
	});

	it("leaves a line closed that gave way to newer ones, until somebody looks at the app", async () => {
		FakeStream.all[0]?.say("replaced");
		expect(FakeStream.all[0]?.readyState).toBe(FakeStream.CLOSED);
		page.visibilityState = "hidden";
		for (const event of [page, app]) event.dispatchEvent(new Event(event === page ? "visibilitychange" : "focus"));
		const before = asked("/session");
		app.dispatchEvent(new Event("online"));
		await vi.waitFor(() => expect(asked("/session")).toBeGreaterThan(before));
		expect(FakeStream.all).toHaveLength(1);
		page.visibilityState = "visible";
		page.dispatchEvent(new Event("visibilitychange"));
		app.dispatchEvent(new Event("focus"));
		expect(FakeStream.all.map(({ readyState }) => readyState)).toEqual([FakeStream.CLOSED, 1]);
	});

	it("opens such a line again when another tab is opened, and never after signing out", async () => {
		const { closeChannel } = await import("../store/channel");
		FakeStream.all[0]?.say("replaced");
		const other = new BroadcastChannel("twofold");
		other.postMessage({ type: "pull" });
		await vi.waitFor(() => expect(FakeStream.all).toHaveLength(2));
		FakeStream.all[1]?.say("replaced");
		await phone.signOut.signOut();
		page.dispatchEvent(new Event("visibilitychange"));
		expect(FakeStream.all).toHaveLength(2);
		other.close();
		closeChannel();
	});

	it("closes the line when the person signs out", async () => {
		await phone.signOut.signOut();
		expect(FakeStream.all.every(({ readyState }) => readyState === FakeStream.CLOSED)).toBe(true);
	});

	it("learns that the partner left when a write finds nothing there", async () => {
		const before = asked("/session");
		server.faults.push({ on: /check-ins/, as: { status: 404, code: "not_found" } });
		await phone.checkins.checkIn(2);
		await vi.waitFor(() => expect(asked("/session")).toBe(before + 1));
		await vi.waitFor(() => expect(phone.tray.tray.value).toHaveLength(1));
	});
});
