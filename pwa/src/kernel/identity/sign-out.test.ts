import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { openPhone, type Phone } from "../../testing/phone";
import { ana, meet } from "../../testing/stories";

let server: FakeServer;
let phone: Phone;

beforeEach(async () => {
	server = new FakeServer();
	phone = await ana(server);
	await phone.checkins.checkIn(2);
	await meet(phone);
	await phone.profiles.saveName("Ana");
});

afterEach(() => {
	vi.unstubAllGlobals();
});

/** Everything in IndexedDB, store by store. */
async function left(): Promise<unknown[]> {
	const db = await phone.local.local();
	return (await Promise.all((["records", "outbox", "keys", "meta"] as const).map((store) => db.getAll(store)))).flat();
}

describe("signing out", () => {
	it("leaves nothing on the phone and ends the session", async () => {
		await phone.signOut.signOut();
		expect(await left()).toEqual([]);
		expect(phone.session.session.value).toEqual({ state: "none" });
		expect([phone.checkins.mine.value, phone.profiles.myName.value, phone.status.waitingToSend.value]).toEqual([
			[],
			null,
			0,
		]);
		expect(server.people.sessions.size).toBe(0);
	});

	it("leaves nothing for the next person on this phone", async () => {
		const { person_id } = phone.session.ready();
		await phone.signOut.signOut();
		await phone.identity.start();
		await phone.feed.pull();
		expect(phone.session.ready().person_id).not.toBe(person_id);
		expect(JSON.stringify(await left())).not.toContain(person_id);
		expect(phone.checkins.mine.value).toEqual([]);
	});

	it("works without a connection; the server is told later, and nobody starts before", async () => {
		server.faults.push({ as: "down" });
		await phone.signOut.signOut();
		expect(await left()).toEqual([true]);
		server.faults.push({ as: "down" });
		await expect(phone.identity.start()).rejects.toMatchObject({ code: "offline" });
		await phone.identity.start();
		expect(server.people.devices.size).toBe(1);
		expect(phone.session.session.value.state).toBe("ready");
	});

	it("lets nothing that was under way write into the emptied phone", async () => {
		const slow = Promise.withResolvers<void>();
		server.gate = (line) => (line.includes("/changes") ? slow.promise : undefined);
		server.heard.length = 0;
		const pulling = expect(phone.feed.pull()).rejects.toMatchObject({ code: "wiped" });
		await vi.waitFor(() => expect(server.heard.at(-1)?.path).toBe("/changes"));
		await phone.signOut.signOut();
		slow.resolve();
		await pulling;
		expect(await left()).toEqual([]);
	});

	it("clears caches and notifications, but not the app's own files", async () => {
		const gone: string[] = [];
		const shown = { close: vi.fn() };
		const subscription = { unsubscribe: vi.fn() };
		vi.stubGlobal("caches", {
			keys: async () => ["workbox-precache-v2", "other"],
			delete: async (name: string) => gone.push(name),
		});
		const registration = {
			getNotifications: async () => [shown],
			pushManager: { getSubscription: async () => subscription },
		};
		vi.stubGlobal("navigator", { serviceWorker: { getRegistration: async () => registration } });
		await phone.signOut.signOut();
		expect(gone).toEqual(["other"]);
		expect([shown.close.mock.calls.length, subscription.unsubscribe.mock.calls.length]).toEqual([1, 1]);
	});
});

describe("a phone that is moved into", () => {
	it("keeps nothing of the person who was signed out here before", async () => {
		server.people.removeDevice(phone.session.ready().device_id);
		await phone.identity.checkSession();
		const other = await openPhone(server, "cleo");
		await other.identity.start();
		await other.handovers.offer("device");
		const { code = "" } = other.handoverShown.handover.value ?? {};
		await phone.wake();
		await phone.handovers.take("device", code, true);
		expect(phone.session.session.value).toEqual({ state: "waiting" });
		expect(phone.records.table("check_ins").value.size).toBe(0);
		expect(phone.status.waitingToSend.value).toBe(0);
	});

	it("keeps the words of its own person", async () => {
		const second = await openPhone(server, "second");
		await phone.wake();
		await phone.handovers.offer("device");
		const { code = "" } = phone.handoverShown.handover.value ?? {};
		await second.wake();
		await second.handovers.take("device", code);
		await phone.wake();
		await phone.handovers.look();
		await phone.handovers.confirm();
		await phone.handovers.close();
		await second.wake();
		await second.handovers.look();
		await second.handovers.confirm();
		await phone.wake();
		server.people.removeDevice(phone.session.ready().device_id);
		await phone.identity.checkSession();
		await second.wake();
		await second.handovers.close();
		await second.handovers.offer("device");
		const again = second.handoverShown.handover.value?.code ?? "";
		await phone.wake();
		await phone.handovers.take("device", again);
		await second.wake();
		await second.handovers.look();
		await second.handovers.confirm();
		await phone.wake();
		await phone.handovers.look();
		await phone.handovers.confirm();
		await meet(phone);
		expect(phone.profiles.myName.value).toBe("Ana");
		expect([...server.records.kept.keys()].some((key) => key.includes("/profiles/"))).toBe(true);
	});
});

describe("erasing oneself", () => {
	it("takes the person from the server and everything from the phone", async () => {
		const { person_id } = phone.session.ready();
		await phone.signOut.eraseMine();
		expect(await left()).toEqual([]);
		expect(phone.session.session.value).toEqual({ state: "none" });
		expect(server.people.people.has(person_id)).toBe(false);
	});

	it("changes nothing without a connection", async () => {
		server.faults.push({ as: "down" });
		await expect(phone.signOut.eraseMine()).rejects.toMatchObject({ code: "offline" });
		expect(phone.session.session.value).toMatchObject({ state: "ready" });
	});

	it("is done where only the answer was lost", async () => {
		server.faults.push({ on: /DELETE \/people/, as: "lost" });
		await expect(phone.signOut.eraseMine()).rejects.toMatchObject({ code: "offline" });
		await phone.signOut.eraseMine();
		expect(await left()).toEqual([]);
		// the answer to a sign-out deletes the cookie
		expect(server.heard.at(-1)).toMatchObject({ method: "DELETE", path: "/session" });
	});
});
