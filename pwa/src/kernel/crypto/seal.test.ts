import { describe, expect, test } from "vitest";
import { fromBase64url, toBase64url, utf8 } from "./bytes";
import { importRoot, newRoot } from "./keys";
import {
	additionalData,
	editWords,
	headerOf,
	openHeadline,
	openWords,
	pad,
	practiceKey,
	refuseOlder,
	seal,
	sealHeadline,
	sealWords,
} from "./seal";
import { NewerWordsError, OlderEditError, RefusedError, UnknownVersionError } from "./sealing-errors";
import { headerFrom, proofOf, type SealedCase, vectors } from "./sealing-vectors";

const STAMP = { k: "01936d00-0000-7000-8000-0000000000e1", w: 1 };
const HEADER = { spaceId: "s", kind: "check_ins", recordId: "r", sealedBy: "p", edit: 1, signals: { at: "now" } };

describe("shared vectors", () => {
	test.each(vectors.padded)("pads to $bytes bytes", ({ text, bytes }) => {
		const padded = pad(utf8(text));
		expect(padded.length).toBe(bytes);
		expect(new TextDecoder().decode(padded).trimEnd()).toBe(text);
	});

	test.each(vectors.practice_keys)("derives the key of $practice", async ({ root, practice, proof }) => {
		const key = await practiceKey(await importRoot(fromBase64url(root)), practice);
		expect(toBase64url(await proofOf(key))).toBe(proof);
		expect(key.extractable).toBe(false);
	});

	test.each(vectors.opened)("seals and opens: $name", async (sealed) => {
		const { envelope, field, words } = sealed;
		const header = headerFrom(sealed.header);
		expect(new TextDecoder().decode(additionalData(field, header, envelope))).toBe(sealed.aad);
		const plaintext = utf8(JSON.stringify(words));
		const again = await seal(await keyOf(sealed), field, header, plaintext, envelope, fromBase64url(envelope.iv));
		expect(again).toEqual(envelope);
		expect(await opened(sealed)).toEqual({ words, w: envelope.w, readOnly: envelope.w > 1 });
	});

	test.each(vectors.refused)("refuses: $name", async (sealed) => {
		await expect(opened(sealed)).rejects.toMatchObject({ code: sealed.error });
	});
});

describe("fresh keys", async () => {
	const key = await practiceKey((await newRoot()).key, "checkins");
	const other = await practiceKey((await newRoot()).key, "checkins");

	test("words come out as they went in", async () => {
		for (const length of [0, 1, 40, 1000, 5000]) {
			const words = { note: "🌿ü".repeat(length), mood: 3.5, "": null, "10": [], constructor: [{ a: true }] };
			const envelope = await sealWords(key, HEADER, words, STAMP);
			expect((await openWords(key, HEADER, envelope)).words).toEqual(words);
		}
	});

	test("every bit is protected", async () => {
		const envelope = await sealWords(key, HEADER, { mood: 3 }, STAMP);
		const ct = fromBase64url(envelope.ct);
		for (let bit = 0; bit < ct.length * 8; bit += 37) {
			const changed = ct.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
			const forged = { ...envelope, ct: toBase64url(changed) };
			await expect(openWords(key, HEADER, forged)).rejects.toBeInstanceOf(RefusedError);
		}
	});

	test("another root's key opens nothing", async () => {
		const envelope = await sealWords(key, HEADER, {}, STAMP);
		await expect(openWords(other, HEADER, envelope)).rejects.toBeInstanceOf(RefusedError);
	});

	test("every seal has an IV of its own", async () => {
		const envelopes = await Promise.all(Array.from({ length: 100 }, () => sealWords(key, HEADER, {}, STAMP)));
		expect(new Set(envelopes.map(({ iv }) => iv)).size).toBe(100);
	});

	test("a headline has at most 200 bytes and is no words", async () => {
		const longest = { line: "ü".repeat(94) };
		const envelope = await sealHeadline(key, HEADER, longest, STAMP);
		expect((await openHeadline(key, HEADER, envelope)).words).toEqual(longest);
		await expect(openWords(key, HEADER, envelope)).rejects.toBeInstanceOf(RefusedError);
		await expect(sealHeadline(key, HEADER, { line: "ü".repeat(95) }, STAMP)).rejects.toBeInstanceOf(RangeError);
	});

	test("words have at most 32 kB", async () => {
		const words = { note: "x".repeat(32 * 1024) };
		await expect(sealWords(key, HEADER, words, STAMP)).rejects.toBeInstanceOf(RangeError);
	});

	test("an unknown envelope is not taken for a forgery", async () => {
		const envelope = { ...(await sealWords(key, HEADER, {}, STAMP)), v: 2 };
		await expect(openWords(key, HEADER, envelope)).rejects.toBeInstanceOf(UnknownVersionError);
	});

	test("newer words are read-only", async () => {
		const envelope = await sealWords(key, HEADER, { mood: 3 }, { ...STAMP, w: 2 });
		const newer = await openWords(key, HEADER, envelope);
		expect(newer).toEqual({ words: { mood: 3 }, w: 2, readOnly: true });
		expect(() => editWords(newer, { mood: 4 })).toThrow(NewerWordsError);
	});
});

test("an edit keeps the fields it does not know", () => {
	const before = { words: { mood: 4, weather: "rain" }, w: 1, readOnly: false };
	expect(editWords(before, { mood: 5 })).toEqual({ mood: 5, weather: "rain" });
});

test("time does not turn back", () => {
	refuseOlder(3, 3);
	expect(() => refuseOlder(2, 3)).toThrow(OlderEditError);
});

test("a record's header takes the listed signals only", () => {
	const record = { id: "r", space_id: "s", author_id: "a", sealed_by: "p", edit: 2, at: "now", until: "later" };
	const header = headerOf("check_ins", record, ["at", "absent"]);
	expect(header).toEqual({ ...HEADER, edit: 2, signals: { at: "now", absent: null } });
});

async function keyOf({ root, practice }: SealedCase): Promise<CryptoKey> {
	return practiceKey(await importRoot(fromBase64url(root)), practice);
}

async function opened(sealed: SealedCase) {
	const open = sealed.field === "words" ? openWords : openHeadline;
	return open(await keyOf(sealed), headerFrom(sealed.header), sealed.envelope);
}
