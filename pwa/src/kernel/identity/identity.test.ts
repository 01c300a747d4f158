import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { openEmptied, openPhone } from "../../testing/phone";
import { ana, connect, letIn, meet, pair } from "../../testing/stories";
import { toBase64url } from "../crypto/bytes";
import { formatCode, newSecret, parseCode } from "../crypto/handover-code";
import { signUpProof } from "../crypto/sign-up";
import { serverNow } from "../store/clock";
import { gather } from "../store/exporting";

const HOUR = 3_600_000;

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe("start", () => {
	it("makes a person with nothing but keys", async () => {
		const phone = await openPhone(server);
		expect(phone.session.session.value).toEqual({ state: "none" });
		await phone.identity.start();
		expect(phone.session.session.value).toMatchObject({ state: "ready", couple: null, no_longer_connected: false });
		const { body } = server.heard.find(({ method }) => method === "PUT") ?? {};
		expect(Object.keys(JSON.parse(body ?? "{}"))).toEqual([
			"signing_key",
			"signing_key_sealed",
			"device",
			"epoch",
			"zone",
			"session",
		]);
	});

	it("makes one person only, although the answer was lost", async () => {
		const phone = await openPhone(server);
		server.faults.push({ on: /PUT \/people/, as: "lost" });
		await expect(phone.identity.start()).rejects.toMatchObject({ code: "offline" });
		await phone.identity.start();
		expect(server.people.people.size).toBe(1);
		expect(server.people.people.has(phone.session.ready().person_id)).toBe(true);
	});

	it("is let in by a sign-up code, once the server has asked for one", async () => {
		const phone = await openPhone(server);
		const secret = newSecret();
		server.people.signUp = "invitation";
		server.people.codes.set(await signUpProof(secret), 1);
		await expect(phone.identity.start()).rejects.toMatchObject({ code: "sign_up_code_needed" });
		await expect(phone.identity.start(false, { signUp: "ABC" })).rejects.toMatchObject({ code: "bad_code" });
		const other = formatCode(newSecret());
		const unknown = { code: "sign_up_code_unknown" };
		await expect(phone.identity.start(false, { signUp: other })).rejects.toMatchObject(unknown);
		server.faults.push({ on: /PUT \/people/, as: "lost" });
		const typed = formatCode(secret).toLowerCase();
		await expect(phone.identity.start(false, { signUp: typed })).rejects.toMatchObject({ code: "offline" });
		await phone.identity.start(false, { signUp: typed });
		expect(server.people.people.size).toBe(1);
	});

	it("makes one person only, although the answer was lost and another code is entered", async () => {
		const phone = await openPhone(server);
		const [first, second] = [newSecret(), newSecret()];
		server.people.signUp = "invitation";
		for (const secret of [first, second]) server.people.codes.set(await signUpProof(secret), 1);
		server.faults.push({ on: /PUT \/people/, as: "lost" });
		const lost = phone.identity.start(false, { signUp: formatCode(first) });
		await expect(lost).rejects.toMatchObject({ code: "offline" });
		await phone.identity.start(false, { signUp: formatCode(second) });
		expect(server.people.people.size).toBe(1);
	});

	it("never sends a code, whatever the host says of it", async () => {
		const partner = await ana(server);
		await partner.handovers.offer("pair");
		const code = partner.handoverShown.handover.value?.code ?? "";
		// the host claims that nobody shows this code, so that the phone tries it as a sign-up code
		server.people.signUp = "invitation";
		server.faults.push({ on: /GET \/handovers/, as: { status: 404, code: "not_found" } });
		const phone = await openPhone(server);
		await expect(phone.pairing.lookUp(code)).rejects.toMatchObject({ code: "no_such_code" });
		const unknown = { code: "sign_up_code_unknown" };
		await expect(phone.identity.start(false, { signUp: code })).rejects.toMatchObject(unknown);
		const { body } = server.heard.findLast(({ path }) => path.startsWith("/people/")) ?? {};
		expect(JSON.parse(body ?? "").sign_up_code).toBe(await signUpProof(parseCode(code)));
		const sent = JSON.stringify(server.heard);
		for (const secret of [code, code.replaceAll("-", ""), toBase64url(parseCode(code))])
			expect(sent).not.toContain(secret);
	});

	it("is let in by the code of a partner, where nobody else is", async () => {
		const partner = await ana(server);
		await partner.handovers.offer("pair");
		const code = partner.handoverShown.handover.value?.code ?? "";
		server.people.signUp = "closed";
		const phone = await openPhone(server);
		await expect(phone.identity.start()).rejects.toMatchObject({ code: "sign_up_closed" });
		await phone.identity.start(false, { partner: code });
		expect(phone.session.session.value).toMatchObject({ state: "ready" });
	});

	it("begins in UTC where the server knows no such zone", async () => {
		vi.stubEnv("TZ", "Europe/Berlin");
		const phone = await openPhone(server);
		server.faults.push({ on: /PUT \/people/, as: { status: 422, code: "invalid" } });
		await phone.identity.start();
		const sent = server.heard.filter(({ method }) => method === "PUT").map(({ body }) => JSON.parse(body ?? "{}").zone);
		expect(sent).toEqual(["Europe/Berlin", "UTC"]);
		expect(server.people.people.size).toBe(1);
		vi.unstubAllEnvs();
	});

	it("keeps keys that nobody can take out of the phone", async () => {
		const phone = await ana(server);
		const keys = (await (await phone.local.local()).getAll("keys")).map(({ key }) => key);
		expect(keys).toHaveLength(3);
		expect(keys.filter(({ extractable }) => extractable)).toEqual([]);
	});

	it("makes nobody new where only the keys are gone", async () => {
		const emptied = await openEmptied(server, await ana(server));
		await emptied.identity.start();
		expect(emptied.session.session.value).toEqual({ state: "keys_gone" });
		expect(server.people.people.size).toBe(1);
	});
});

describe("what the server says at the next opening", () => {
	it("is nothing new, most of the time", async () => {
		const phone = await ana(server);
		const before = phone.session.session.value;
		await phone.identity.checkSession();
		expect(phone.session.session.value).toEqual(before);
	});

	it("is that the partner left, without a word", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await first.leaving.leave();
		expect(first.session.session.value).toMatchObject({ couple: null, no_longer_connected: false });
		await ben.wake();
		expect(ben.session.session.value).toMatchObject({ no_longer_connected: false });
		await ben.identity.checkSession();
		expect(ben.session.session.value).toMatchObject({ state: "ready", couple: null, no_longer_connected: true });
		await ben.wake();
		expect(ben.session.session.value).toMatchObject({ no_longer_connected: true });
		await ben.identity.dismissEnded();
		expect(ben.session.session.value).toMatchObject({ no_longer_connected: false });
	});

	it("is that this person left without a connection, as soon as there is one and before anything else is sent", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await first.checkins.audience.choose("us");
		await first.checkins.checkIn(3);
		server.faults.push({ as: "down" });
		await first.leaving.leave();
		expect(first.session.session.value).toMatchObject({ couple: null, leaving: true });
		expect(first.tray.tray.value).toEqual([]);
		server.heard.length = 0;
		await first.outbox.flush(true);
		await first.identity.checkSession();
		expect(first.session.session.value).toMatchObject({ couple: null, leaving: true });
		await first.leaving.finishLeaving();
		expect(first.session.session.value).toMatchObject({ couple: null, leaving: false, no_longer_connected: false });
		expect(server.written()).toEqual([]);
		await ben.wake();
		await ben.identity.checkSession();
		expect(ben.session.session.value).toMatchObject({ couple: null, no_longer_connected: true });
	});

	it("undoes nothing that happened here since it was asked", async () => {
		const phone = await openPhone(server);
		let answered = (): void => undefined;
		const held = new Promise<void>((resolve) => {
			answered = resolve;
		});
		server.gate = (line) => (line === "GET /session" ? held : undefined);
		const checked = phone.identity.checkSession();
		await vi.waitFor(() => expect(server.heard).toHaveLength(1));
		server.gate = null;
		await phone.identity.start();
		answered();
		expect(await checked).toBe("known");
		expect(phone.session.session.value).toMatchObject({ state: "ready" });
	});

	it("is asked again where the phone slept before it came, so that the clock is not set back by as long", async () => {
		const phone = await ana(server);
		const ask = globalThis.fetch;
		// the monotonic clock stops while a phone sleeps
		vi.useFakeTimers({ toFake: ["Date"] });
		let sleeps = 1;
		vi.stubGlobal("fetch", async (...asked: Parameters<typeof fetch>) => {
			const answer = await ask(...asked);
			if (sleeps-- > 0) vi.setSystemTime(Date.now() + 3 * HOUR);
			return answer;
		});
		server.heard.length = 0;
		await phone.identity.checkSession();
		expect(server.heard.map(({ path }) => path)).toEqual(["/session", "/session"]);
		expect(Math.abs(serverNow() - Date.now())).toBeLessThan(1000);
	});

	it("is no news to a phone that was nobody's when it was asked", async () => {
		const phone = await ana(server);
		await phone.identity.noteSignedOut(undefined);
		expect(phone.session.session.value).toMatchObject({ state: "ready" });
	});

	it("is no longer that an earlier couple ended, once there is a new one", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await first.leaving.leave();
		await ben.wake();
		await ben.identity.checkSession();
		expect(ben.session.session.value).toMatchObject({ no_longer_connected: true });
		await connect(first, ben);
		await ben.wake();
		expect(ben.session.session.value).toMatchObject({ no_longer_connected: false });
		expect(ben.session.ready().couple).not.toBeNull();
	});

	it("hides what was shared then, and keeps it for an export", async () => {
		const { ana: first, ben } = await pair(server);
		await first.wake();
		await first.checkins.audience.choose("us");
		await first.checkins.checkIn(3);
		await meet(first);
		await meet(ben);
		await ben.leaving.leave();
		expect(ben.checkins.theirs.value).toEqual([]);
		expect(ben.records.table("check_ins").value.size).toBe(1);
	});

	it("is that this phone was removed; its words stay", async () => {
		const phone = await ana(server);
		await phone.checkins.checkIn(2);
		server.people.removeDevice(phone.session.ready().device_id);
		await phone.identity.checkSession();
		expect(phone.session.session.value).toEqual({ state: "signed_out" });
		await phone.wake();
		expect(phone.session.session.value).toEqual({ state: "signed_out" });
		expect(phone.status.waitingToSend.value).toBe(1);
	});

	it("is that another phone has deleted the account; this phone keeps its words until they are deleted here", async () => {
		const owner = await ana(server);
		const second = await letIn(owner, await openPhone(server, "second"));
		await second.checkins.checkIn(2);
		await meet(second);
		await owner.wake();
		await owner.signOut.eraseMine();
		await second.wake();
		await second.identity.checkSession();
		expect(second.session.session.value).toEqual({ state: "deleted" });
		await second.wake();
		expect(second.session.session.value).toEqual({ state: "deleted" });
		// no other phone and no words can bring them back
		expect(await second.wayBack.waysBack()).toEqual({ words: false, phone: false });
		const taken = await gather({ onProgress: () => undefined, stop: new AbortController().signal });
		expect(taken).toMatchObject([{ kind: "check_ins", by: "me", audience: "me", words: { mood: 2 } }]);
		await second.signOut.signOut();
		expect(second.session.session.value).toEqual({ state: "none" });
	});

	it("never replaces the partner's key that was proven at pairing", async () => {
		const { ben } = await pair(server);
		const { partner_signing_key } = (await ben.meta.readMeta("couple")) ?? {};
		const partner = server.people.people.get(ben.session.ready().couple?.partner_id ?? "");
		expect(partner?.signing_key).toBe(partner_signing_key);
		if (partner) partner.signing_key = "another";
		await ben.identity.checkSession();
		expect((await ben.meta.readMeta("couple"))?.partner_signing_key).toBe(partner_signing_key);
	});
});
