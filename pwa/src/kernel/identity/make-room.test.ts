/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { openPhone, type Phone } from "../../testing/phone";
import { unusedPhrase } from "../../testing/phrases";
import { ana, letIn, meet } from "../../testing/stories";
import { keepDraft, writeDrafts } from "../drafts/draft-writing";

let server: FakeServer;
let phone: Phone;
let phrase: string;

beforeEach(async () => {
	server = new FakeServer();
	phone = await ana(server);
	phrase = unusedPhrase();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

/** What another person does on this phone, by what they have with them. */
const WAYS: readonly (readonly [string, () => Promise<(agreed?: boolean) => Promise<void>>])[] = [
	["starting anew, as for an invitation", async () => (agreed) => phone.identity.start(agreed)],
	[
		"a code from another phone",
		async () => {
			const other = await openPhone(server, "cleo");
			await other.identity.start();
			await other.handovers.offer("device");
			const { code = "" } = other.handoverShown.handover.value ?? {};
			return (agreed) => phone.handovers.take("device", code, agreed);
		},
	],
	[
		"recovery words",
		async () => {
			const other = await openPhone(server, "cleo");
			await other.identity.start();
			const words = unusedPhrase();
			await other.recovery.leaveWayBack(words, "");
			return (agreed) => phone.recovery.recover(words, "", agreed);
		},
	],
];

/** What only this phone has. */
const LOST: readonly (readonly [string, () => Promise<unknown>])[] = [
	["a request that was not sent", async () => phone.checkins.checkIn(2)],
	["a draft", leaveDraft],
	["words that no other phone and no recovery words open", loseEveryWay],
	["words that only recovery words open which somebody else may have made", findOtherWords],
	["words that only a phone opens which may be somebody else's", findOtherPhone],
];

async function leaveDraft(): Promise<void> {
	keepDraft("check-in/1", "half a sentence");
	await writeDrafts();
}

/** The words are sent, and nothing is known that could open them again. */
async function loseEveryWay(): Promise<void> {
	await phone.checkins.checkIn(2);
	await meet(phone);
	await phone.wayBack.noteWayBack("none");
}

/** Another phone of the account makes new words; the person has not confirmed them, and the phone is gone. */
async function findOtherWords(): Promise<void> {
	await phone.checkins.checkIn(2);
	const other = await letIn(phone, await openPhone(server, "other"));
	await other.recovery.leaveWayBack(unusedPhrase(), "");
	server.people.removeDevice(other.session.ready().device_id);
	await meet(phone);
	await phone.keySync.syncKeys();
	expect(phone.wayBack.newWords.value).not.toBeNull();
}

/** A phone signs in with the words, which ends them; the person has not confirmed it. */
async function findOtherPhone(): Promise<void> {
	await phone.checkins.checkIn(2);
	await phone.keySync.syncKeys();
	const other = await openPhone(server, "other");
	await other.recovery.recover(phrase, "");
	await meet(phone);
	await phone.keySync.syncKeys();
	expect(phone.newPhones.unknownPhones.value).toHaveLength(1);
	await phone.wayBack.noteWayBack("none");
}

async function signedOut(): Promise<void> {
	await phone.wake();
	server.people.removeDevice(phone.session.ready().device_id);
	await phone.identity.checkSession();
	expect(phone.session.session.value).toEqual({ state: "signed_out" });
}

/** Everything in IndexedDB, store by store. */
async function kept(): Promise<unknown[]> {
	const db = await phone.local.local();
	return (
		await Promise.all((["records", "outbox", "keys", "meta"] as const).map((store) => db.getAllKeys(store)))
	).flat();
}

/** The requests that change something on the server; opening a recovery only reads. */
function changes(): readonly string[] {
	return server.heard
		.filter(({ method, path }) => method !== "GET" && !path.includes("opening"))
		.map(({ path }) => path);
}

describe.each(WAYS)("%s on a phone that was signed out", (_way, bring) => {
	it.each(LOST)("asks before it deletes %s of another account", async (_what, lose) => {
		await phone.recovery.leaveWayBack(phrase, "");
		await meet(phone);
		await lose();
		const { person_id } = phone.session.ready();
		await signedOut();
		const arrive = await bring();
		await phone.wake();
		const before = await kept();
		server.heard.length = 0;
		await expect(arrive()).rejects.toMatchObject({ code: "words_here" });
		expect(await kept()).toEqual(before);
		expect(phone.session.session.value).toEqual({ state: "signed_out" });
		expect(changes()).toEqual([]);

		await arrive(true);
		expect(phone.session.session.value.state).not.toBe("signed_out");
		expect(JSON.stringify(await kept())).not.toContain(person_id);
	});

	it("asks nothing where everything comes back", async () => {
		await phone.checkins.checkIn(2);
		await phone.recovery.leaveWayBack(phrase, "");
		await meet(phone);
		await signedOut();
		const arrive = await bring();
		await phone.wake();
		await arrive();
		expect(phone.session.session.value.state).not.toBe("signed_out");
	});
});

describe("the account's own person", () => {
	it("is asked nothing by their recovery words, and keeps what was not sent", async () => {
		await phone.recovery.leaveWayBack(phrase, "");
		await phone.checkins.checkIn(2);
		await signedOut();
		await phone.recovery.recover(phrase, "");
		expect(phone.status.waitingToSend.value).toBe(1);
	});

	it("is asked nothing by a code from their other phone, and keeps what was not sent", async () => {
		const second = await letIn(phone, await openPhone(server, "second"));
		await phone.wake();
		await phone.checkins.checkIn(2);
		await signedOut();
		await letIn(second, phone);
		expect(phone.status.waitingToSend.value).toBe(1);
	});
});
