import { describe, expect, test } from "vitest";
import { fromBase64url, toBase64url } from "./bytes";
import {
	importRoot,
	makeDeviceKeys,
	makeSigningKeys,
	newRoot,
	openSigningKey,
	type Party,
	type Receiver,
	rewrapRoot,
	senderOf,
	signDevice,
	unwrapRoot,
	verifyDevice,
	type Wrapper,
	wrapRoot,
} from "./keys";
import { ECDH, importSigning } from "./p256";
import { openWords, practiceKey, sealWords } from "./seal";
import { RefusedError } from "./sealing-errors";
import { type PhoneCase, proofOf, vectors } from "./sealing-vectors";

const SLOT = { spaceId: "01936d00-0000-7000-8000-0000000000c1", epochId: "01936d00-0000-7000-8000-0000000000e1" };

describe("shared vectors", () => {
	test.each(Object.values(vectors.phones))("phone $device_id is vouched for", async (phone) => {
		await verifyDevice(partyOf(phone));
		const signingKey = await importSigning(fromBase64url(phone.signing_private));
		await verifyDevice(partyOf({ ...phone, signature: await signDevice(signingKey, phone) }));
	});

	test.each(vectors.devices_refused)("refuses a phone: $name", async (party) => {
		await expect(verifyDevice(party)).rejects.toBeInstanceOf(RefusedError);
	});

	test.each(vectors.wraps)("unwraps from $by to $to", async ({ by, to, slot, wrap, proof }) => {
		const root = await unwrapRoot(await receiverOf(to), slotFrom(slot), wrap, partyOf(vectors.phones[by]));
		expect(toBase64url(await proofOf(await practiceKey(root, "checkins")))).toBe(proof);
		expect(root.extractable).toBe(false);
	});

	test.each(vectors.wraps_refused)("refuses a wrap: $name", async ({ error, slot, wrap, sender }) => {
		const unwrapping = unwrapRoot(await receiverOf("ben"), slotFrom(slot), wrap, sender);
		await expect(unwrapping).rejects.toMatchObject({ code: error });
	});

	test("opens the signing key for its own person only", async () => {
		const { root, person, sealed } = vectors.signing_key;
		const ownRoot = await importRoot(fromBase64url(root));
		expect((await openSigningKey(ownRoot, person, sealed)).extractable).toBe(false);
		const other = { ...person, signing_key: vectors.phones.ben.signing_key };
		await expect(openSigningKey(ownRoot, other, sealed)).rejects.toBeInstanceOf(RefusedError);
	});
});

describe("fresh keys", async () => {
	const [ana, ben, cleo] = await Promise.all([makePhone("ana"), makePhone("ben"), makePhone("cleo")]);

	test("no private key can be taken out", () => {
		expect([ana.me.privateKey.extractable, ana.me.signingKey.extractable]).toEqual([false, false]);
	});

	test("what one phone seals the other opens, once the root was wrapped to it", async () => {
		const { raw, key } = await newRoot();
		const received = await unwrapRoot(ben.me, SLOT, await wrapRoot(ana.me, SLOT, raw, ben.party), ana.party);
		const header = { spaceId: "s", kind: "check_ins", recordId: "r", sealedBy: "ana", edit: 1, signals: {} };
		const envelope = await sealWords(await practiceKey(key, "checkins"), header, { mood: 4 }, { k: "e", w: 1 });
		const { words } = await openWords(await practiceKey(received, "checkins"), header, envelope);
		expect(words).toEqual({ mood: 4 });
	});

	test("a root is passed on after its sender is gone", async () => {
		const { raw, key } = await newRoot();
		const toBen = await wrapRoot(ana.me, SLOT, raw, ben.party);
		const kept = await rewrapRoot(ben.me, SLOT, toBen, ana.party, ben.party);
		const toCleo = await rewrapRoot(ben.me, SLOT, kept, ben.party, cleo.party);
		const received = await unwrapRoot(cleo.me, SLOT, toCleo, ben.party);
		const proofs = await Promise.all([key, received].map(async (root) => proofOf(await practiceKey(root, "pauses"))));
		expect(proofs[0]).toEqual(proofs[1]);
	});

	test("nothing is wrapped to a phone nobody vouches for", async () => {
		const { raw } = await newRoot();
		const added = { person: ben.party.person, device: { ...ben.party.device, key: cleo.party.device.key } };
		await expect(wrapRoot(ana.me, SLOT, raw, added)).rejects.toBeInstanceOf(RefusedError);
	});

	test("the sender of a wrap is found among the trusted only", async () => {
		const wrap = await wrapRoot(ana.me, SLOT, (await newRoot()).raw, ben.party);
		const devices = [ben.party.device, ana.party.device];
		expect(senderOf(wrap, [ben.party.person, ana.party.person], devices)).toEqual(ana.party);
		expect(() => senderOf(wrap, [ben.party.person], devices)).toThrow(RefusedError);
	});

	test("the signing key moves to an own further phone", async () => {
		const { key } = await newRoot();
		const { publicKey, sealed } = await makeSigningKeys(key, "ana", "e");
		const signingKey = await openSigningKey(key, { person_id: "ana", signing_key: publicKey }, sealed);
		const device = { person_id: "ana", device_id: "second", key: (await makeDeviceKeys()).publicKey };
		const signature = await signDevice(signingKey, device);
		await verifyDevice({ person: { person_id: "ana", signing_key: publicKey }, device: { ...device, signature } });
	});
});

async function makePhone(name: string): Promise<{ me: Wrapper; party: Party }> {
	const device = await makeDeviceKeys();
	const signing = await makeSigningKeys((await newRoot()).key, name, "e");
	const unsigned = { person_id: name, device_id: `${name}'s phone`, key: device.publicKey };
	const signature = await signDevice(signing.privateKey, unsigned);
	return {
		me: {
			personId: name,
			deviceId: unsigned.device_id,
			privateKey: device.privateKey,
			signingKey: signing.privateKey,
		},
		party: { person: { person_id: name, signing_key: signing.publicKey }, device: { ...unsigned, signature } },
	};
}

function partyOf({ person_id, signing_key, device_id, key, signature }: PhoneCase): Party {
	return { person: { person_id, signing_key }, device: { person_id, device_id, key, signature } };
}

async function receiverOf(name: "ana_second" | "ben"): Promise<Receiver> {
	const { device_id: deviceId, device_private } = vectors.phones[name];
	const pkcs8 = fromBase64url(device_private);
	return { deviceId, privateKey: await crypto.subtle.importKey("pkcs8", pkcs8, ECDH, false, ["deriveBits"]) };
}

function slotFrom({ space_id: spaceId, epoch_id: epochId }: { space_id: string; epoch_id: string }) {
	return { spaceId, epochId };
}
