import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { openPhone, type Phone } from "../../testing/phone";
import { connect, meet, pair, ana as startAna } from "../../testing/stories";
import { knownWords } from "./known";

const MINUTE = 60_000;
const SEEN = "Ben can see when you'll be back.";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

/** What a phone says about its own pause; undefined if none runs. */
function said(phone: Phone): string | null | undefined {
	const { value } = phone.pauses.myPause;
	return value ? knownWords(value, "Ben") : undefined;
}

/** Ana pauses alone, and connects with Ben while the pause runs; her phone is awake. */
async function pausedThenPaired() {
	const ana = await startAna(server);
	await ana.pauses.pause({ minutes: 60 });
	await meet(ana);
	expect(said(ana)).toBe("This pause is only for you. No one is told.");
	const ben = await openPhone(server, "ben");
	await ben.identity.start();
	await connect(ana, ben);
	await ana.wake();
	return { ana, ben };
}

describe("what a pause says of the partner", () => {
	it("is that they can see it, once the server has it", async () => {
		const { ana, ben } = await pair(server);
		await ana.wake();
		await ana.pauses.pause();
		expect(said(ana)).toBeNull();
		await meet(ana);
		expect(said(ana)).toBe(SEEN);
		await meet(ben);
		expect(ben.pauses.theirPause.value).not.toBeNull();
	});

	it("is that they cannot see one begun alone, until they are told", async () => {
		const { ana, ben } = await pausedThenPaired();
		await meet(ana);
		expect(said(ana)).toBe("You began this pause before you connected. Ben can't see it.");
		await meet(ben);
		expect(ben.pauses.theirPause.value).toBeNull();

		await ana.wake();
		const own = ana.pauses.myPause.value;
		if (!own) throw new Error("a pause runs");
		await ana.pauses.tellPartner(own);
		expect(said(ana)).toBeNull();
		await meet(ana);
		expect(said(ana)).toBe(SEEN);
		await meet(ben);
		expect(ben.pauses.theirPause.value?.until).toBe(own.until);
	});

	it("is nothing while it was refused", async () => {
		const { ana } = await pair(server);
		await ana.wake();
		await ana.pauses.pause();
		const [item] = await ana.queue.rereadQueue();
		if (!item) throw new Error("it waits to be sent");
		const { refuse } = await import("../../kernel/sync/stuck");
		await refuse(item, { code: "invalid", status: 422, title: "" } as never);
		expect(said(ana)).toBeNull();
		expect(ana.pauses.myPause.value).toMatchObject({ pending: true, stuck: true });
	});

	it("is nothing with a new partner, who is not told of a pause from before", async () => {
		const { ana } = await pair(server);
		await ana.wake();
		await ana.pauses.pause();
		await meet(ana);
		await ana.leaving.leave();
		expect(said(ana)).toBeUndefined();
		const other = await openPhone(server, "cleo");
		await other.identity.start();
		await connect(ana, other);
		await ana.wake();
		expect(said(ana)).toBeUndefined();
		await meet(other);
		expect(other.pauses.theirPause.value).toBeNull();
	});
});

describe("a pause that was ended", () => {
	it("stays ended when the couple parts, also one that was begun alone", async () => {
		const { ana } = await pausedThenPaired();
		const own = ana.pauses.myPause.value;
		if (!own) throw new Error("a pause runs");
		await ana.pauses.tellPartner(own);
		await meet(ana);
		await ana.pauses.endPause("back");
		await meet(ana);
		expect(ana.pauses.myPause.value).toBeNull();
		await ana.leaving.leave();
		await ana.wake();
		expect(ana.pauses.myPause.value).toBeNull();
	});

	it("is ended on the server in each space it ran in", async () => {
		const { ana } = await pausedThenPaired();
		const own = ana.pauses.myPause.value;
		if (!own) throw new Error("a pause runs");
		await ana.pauses.sayLine(own, "Soon");
		await meet(ana);
		await ana.pauses.endPause("not_today");
		await meet(ana);
		const ended = server.heard.filter(({ path }) => path.endsWith("/end")).map(({ body }) => JSON.parse(body ?? ""));
		const { person_id, couple } = ana.session.ready();
		expect(ended.map(({ space_id }) => space_id).sort()).toEqual([person_id, couple?.id].sort());
	});

	it("stays ended where only the end for both was said", async () => {
		const { ana } = await pausedThenPaired();
		const own = ana.pauses.myPause.value;
		if (!own) throw new Error("a pause runs");
		await ana.pauses.tellPartner(own);
		await meet(ana);
		const { couple } = ana.session.ready();
		const told = ana.pauses.myPause.value;
		const { PAUSE_ENDS } = await import("./kinds");
		const then = "back";
		const fields = { then, talk_at: null, at: new Date(Date.now() + MINUTE).toISOString() };
		const id = told?.id ?? "";
		await ana.write.note(PAUSE_ENDS, {
			id,
			space_id: couple?.id ?? "",
			path: PAUSE_ENDS.path(id),
			body: fields,
			shows: fields,
		});
		await meet(ana);
		await ana.leaving.leave();
		await ana.wake();
		expect(ana.pauses.myPause.value).toBeNull();
	});
});

describe("asking for a pause", () => {
	it("is one, however often it is tapped", async () => {
		const { ana } = await pair(server);
		await ana.wake();
		await Promise.all([ana.pauses.beginPause(), ana.pauses.beginPause()]);
		await ana.pauses.beginPause();
		expect(await ana.queue.rereadQueue()).toHaveLength(1);
	});
});
