/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, test, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { openPhone, type Phone } from "../../testing/phone";
import { unusedPhrase } from "../../testing/phrases";
import { letIn, meet, pair, rotateOwnKey } from "../../testing/stories";
import { canonical, toBase64url } from "../crypto/bytes";
import { decrypt, encrypt, newIv, type Sealed } from "../crypto/gcm";
import { importRoot } from "../crypto/keys";
import { type PhraseKeys, phraseKeys, readPhrase, suggestWords } from "../crypto/phrase";
import { phraseKeys1, ways } from "../crypto/phrase-1";
import { openRecovery, unwrapRecovery, verifyRecovery } from "../crypto/recovery-keys";
import { practiceKey } from "../crypto/seal";
import { RefusedError } from "../crypto/sealing-errors";
import { type PhraseCase, proofOf, vectors } from "../crypto/sealing-vectors";

const DAY = 86_400_000;

describe("shared vectors", () => {
	test.each(vectors.phrases)("reads $typed with $extra", async ({ typed, ...wanted }) => {
		expect(readPhrase(typed)).toBe(wanted.phrase);
		await expectKeys(await phraseKeys(wanted.phrase, wanted.extra), wanted);
	});

	test.each(vectors.phrases_of_version_1)("reads $extra of version 1", async (wanted) => {
		await expectKeys(await phraseKeys1(wanted.phrase, wanted.extra), wanted);
	});

	test.each(vectors.phrases_refused)("says that $typed has the wrong $reason", ({ typed, reason, word = null }) => {
		expect(() => readPhrase(typed)).toThrow(expect.objectContaining({ code: "unreadable_phrase", reason, word }));
	});

	test.each(vectors.ways_to_open)("tries for $extra the new form first, then the old", async (wanted) => {
		const tried: [number, string][] = [];
		const trying = async () => {
			for await (const { version, lookup } of ways(wanted.phrase, wanted.extra)) tried.push([version, lookup]);
		};
		if (wanted.refused) await expect(trying()).rejects.toMatchObject({ code: "unreadable_phrase", reason: "extra" });
		else await trying();
		expect(tried).toEqual(wanted.tried);
	});

	test.each(vectors.extras_refused)("refuses the extra word %j", async (extra) => {
		const making = phraseKeys(vectors.recovery.phrase, extra);
		await expect(making).rejects.toMatchObject({ code: "unreadable_phrase", reason: "extra" });
	});

	test("opens the recovery key and what is wrapped to it", async () => {
		const opened = await openVector();
		expect(opened.person).toEqual(vectors.recovery.person);
		const { slot, wrap, proof } = vectors.recovery_wrap;
		const root = await importRoot(await unwrapRecovery(opened, slotFrom(slot), wrap));
		expect(toBase64url(await proofOf(await practiceKey(root, "checkins")))).toBe(proof);
		await verifyRecovery(vectors.recovery.person, vectors.recovery.public);
		const { signing_key } = vectors.phones.ben;
		const other = { ...vectors.recovery.person, signing_key };
		await expect(verifyRecovery(other, vectors.recovery.public)).rejects.toBeInstanceOf(RefusedError);
	});

	test.each(vectors.recovery_wraps_refused)("refuses a wrap: $name", async ({ error, slot, wrap }) => {
		const unwrapping = unwrapRecovery(await openVector(), slotFrom(slot), wrap);
		await expect(unwrapping).rejects.toMatchObject({ code: error });
	});
});

test("suggests words as they are begun", () => {
	expect(suggestWords("qu")).toEqual(["quality", "quantum", "quarter", "question"]);
	expect([suggestWords(""), suggestWords("xx"), suggestWords("zoo")]).toEqual([[], [], []]);
});

describe("a phone with nothing but the phrase", () => {
	let server: FakeServer;
	let first: Phone;
	let ben: Phone;
	let phrase: string;

	beforeEach(async () => {
		server = new FakeServer();
		({ ana: first, ben } = await pair(server));
		phrase = unusedPhrase();
		await first.wake();
		await first.keepingPartner.keepPartner();
		await first.checkins.audience.choose("me");
		await first.checkins.checkIn(1);
		await first.recovery.leaveWayBack(phrase, "");
		await meet(first);
	});

	afterEach(() => {
		vi.unstubAllGlobals();
	});

	it("has everything again, the partner included", async () => {
		const fresh = await openPhone(server, "ana's new one");
		await fresh.recovery.recover(`  ${phrase.toUpperCase()}`, "");
		expect(fresh.wayBack.wayBack.value).toBe("left");
		await fresh.identity.checkSession();
		await fresh.feed.pull();
		expect(fresh.checkins.latestMine.value).toMatchObject({ mood: 1 });
		await fresh.checkins.audience.choose("us");
		await fresh.checkins.checkIn(4);
		await meet(fresh);
		await meet(ben);
		expect(ben.checkins.theirs.value).toMatchObject([{ mood: 4 }]);
	});

	it("opens what was written under a later key, once an own phone was awake", async () => {
		await rotateOwnKey(server, first);
		await first.keySync.syncKeys();
		await first.checkins.checkIn(5);
		await meet(first);
		const fresh = await openPhone(server, "ana's new one");
		await fresh.recovery.recover(phrase, "");
		await fresh.feed.pull();
		expect(fresh.checkins.mine.value.map(({ mood }) => mood).sort()).toEqual([1, 5]);
	});

	it("knows from the start that it cannot make new words for three days", async () => {
		const fresh = await openPhone(server, "ana's new one");
		expect(await first.wayBack.newcomerUntil()).toBeNull();
		await fresh.recovery.recover(phrase, "");
		const from = (await fresh.wayBack.newcomerUntil()) ?? 0;
		expect(from - Date.now()).toBeGreaterThan(2.9 * DAY);
		server.people.removeDevice(fresh.session.ready().device_id);
		await fresh.identity.checkSession();
		await letIn(first, fresh);
		expect(await fresh.wayBack.newcomerUntil()).toBeNull();
	});

	it("sends the same again after a lost answer", async () => {
		const fresh = await openPhone(server, "ana's new one");
		server.faults.push({ on: /PUT .*devices/, as: "lost" });
		await expect(fresh.recovery.recover(phrase, "")).rejects.toMatchObject({ code: "offline" });
		await fresh.recovery.recover(phrase, "");
		expect(fresh.session.session.value.state).toBe("ready");
		expect(
			[...server.people.devices.values()].filter(({ person_id }) => person_id === fresh.session.ready().person_id),
		).toHaveLength(2);
	});

	it.each([
		["no words at all", "bad_phrase"],
		["legal winner thank year wave sausage worth useful legal winner thank yellow", "no_such_phrase"],
	])("is told of %s", async (typed, code) => {
		const fresh = await openPhone(server, "a stranger's");
		await expect(fresh.recovery.recover(typed, "")).rejects.toMatchObject({ code });
		expect(fresh.session.session.value.state).toBe("none");
	});

	it("needs the unwritten word where there is one", async () => {
		await first.wake();
		await first.recovery.leaveWayBack(phrase, "Quitte");
		const fresh = await openPhone(server, "ana's new one");
		await expect(fresh.recovery.recover(phrase, "")).rejects.toMatchObject({ code: "no_such_phrase" });
		await fresh.recovery.recover(phrase, " quitte");
		expect(fresh.session.session.value.state).toBe("ready");
	});

	it("takes words of version 1 too, and says that they are", async () => {
		await leavesOldWords(server, first, phrase, "Quitte");
		await first.keySync.syncKeys();
		expect(first.wayBack.oldWords.value).toBe(true);
		const fresh = await openPhone(server, "ana's new one");
		await expect(fresh.recovery.recover(phrase, "")).rejects.toMatchObject({ code: "no_such_phrase" });
		await fresh.recovery.recover(phrase, " quitte\u200b");
		expect(fresh.session.session.value.state).toBe("ready");
		await first.wake();
		await first.recovery.leaveWayBack(unusedPhrase(), "Quitte");
		expect(first.wayBack.oldWords.value).toBe(false);
	});

	it("is told how long to wait after too many tries, and keeps the phone as it was", async () => {
		server.people.recovery.wait = 90;
		const fresh = await openPhone(server, "ana's new one");
		const coming = fresh.recovery.recover(phrase, "");
		await expect(coming).rejects.toMatchObject({ code: "slow_down", retryAfter: 90_000 });
		expect(fresh.session.session.value.state).toBe("none");
		server.people.recovery.wait = null;
		await fresh.recovery.recover(phrase, "");
		expect(fresh.session.session.value.state).toBe("ready");
	});

	it("leaves no words whose extra word might be typed in two ways", async () => {
		await first.wake();
		const leaving = first.recovery.leaveWayBack(unusedPhrase(), "qu\u001citte");
		await expect(leaving).rejects.toMatchObject({ code: "bad_extra" });
	});

	it("keeps nothing of the phrase on any phone", async () => {
		await first.wake();
		const db = await first.local.local();
		const kept = JSON.stringify(
			await Promise.all(["meta", "records", "outbox"].map((name) => db.getAll(name as "meta"))),
		);
		for (const word of phrase.split(" ").slice(0, 2)) expect(kept).not.toContain(` ${word}`);
		expect(kept).not.toContain((await phraseKeys(phrase)).proof);
	});
});

/** Makes recovery words of version 1. */
async function leavesOldWords(server: FakeServer, phone: Phone, phrase: string, extra: string): Promise<void> {
	await phone.wake();
	await phone.recovery.leaveWayBack(phrase, extra);
	const { person_id } = phone.session.ready();
	const left = server.people.recovery.left.get(person_id);
	const [now, before] = [await phraseKeys(phrase, extra), await phraseKeys1(phrase, extra)];
	const id = String(left?.body.id);
	const aad = (version: number, lookup: string) => canonical([`twofold/${version}/recovery-key`, id, lookup]);
	const opened = await decrypt(now.seal, aad(2, now.lookup), left?.body.sealed as Sealed);
	const sealed = await encrypt(before.seal, aad(1, before.lookup), opened, newIv());
	Object.assign(left?.body ?? {}, { version: 1, lookup: before.lookup, proof_hash: before.proofHash, sealed });
}

async function expectKeys(derived: PhraseKeys, { lookup, proof, proof_hash, seal_proof }: PhraseCase): Promise<void> {
	expect(derived).toMatchObject({ lookup, proof, proofHash: proof_hash });
	expect(toBase64url(await proofOf(derived.seal))).toBe(seal_proof);
}

async function openVector() {
	const { phrase, lookup, sealed, public: made } = vectors.recovery;
	const derived = await phraseKeys(phrase);
	expect(derived.lookup).toBe(lookup);
	return openRecovery(derived, made.id, sealed);
}

function slotFrom({ space_id: spaceId, epoch_id: epochId }: { space_id: string; epoch_id: string }) {
	return { spaceId, epochId };
}
