import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { meet, onDisk, pair } from "../../testing/stories";
import { changeTopic, parkTopic, removeTopic, sayReady, type Topic, topicOf, topics } from "./store";

const WRITING = { title: "Your mother's visit", need: "A quiet evening.", revisit_on: "2026-12-06" };
const DAY = 86_400_000;

let server: FakeServer;
let ana: Phone;
let ben: Phone;
let id: string;

beforeEach(async () => {
	server = new FakeServer();
	({ ana, ben } = await pair(server));
	await ana.wake();
	id = await parkTopic(WRITING);
	for (const phone of [ana, ben]) await meet(phone);
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

function topic(): Topic {
	const found = topicOf(id);
	if (!found) throw new Error("no topic");
	return found;
}

/** What stands on this phone. */
async function standsOn(phone: Phone): Promise<readonly [isReady: boolean, isOpen: boolean]> {
	await meet(phone);
	return [topic().ready_until !== null, topic().open_until !== null];
}

async function bothReady(): Promise<void> {
	for (const phone of [ana, ben]) {
		await phone.wake();
		await sayReady(topic(), true);
		await meet(phone);
	}
	server.topics.ripen();
}

it("is parked for both, and opens for both once both are ready", async () => {
	expect(topic()).toMatchObject({ ...WRITING, by_me: false, open_until: null, ready_until: null });
	await bothReady();
	expect(await standsOn(ana)).toEqual([true, true]);
	expect(await standsOn(ben)).toEqual([true, true]);
});

it("keeps one's own readiness on one's own phone", async () => {
	await sayReady(topic(), true);
	expect(await standsOn(ben)).toEqual([true, false]);
	expect(await standsOn(ana)).toEqual([false, false]);
	expect(JSON.stringify(await onDisk(ana))).not.toContain("topic_readiness");
});

it("is parked again at once, also without a network, and both are asked anew", async () => {
	await bothReady();
	await meet(ben);
	await sayReady(topic(), false);
	expect(topic().open_until).toBeNull();
	expect(await standsOn(ben)).toEqual([false, false]);
	expect(await standsOn(ana)).toEqual([false, false]);
	expect(topic().opened_on).not.toBeNull();
});

it("asks both anew when it is changed, even before the change is sent", async () => {
	await sayReady(topic(), true);
	await meet(ben);
	await ana.wake();
	await sayReady(topic(), true);
	await changeTopic(topic(), { ...WRITING, title: "Her visit" });
	expect(topic().ready_until).toBeNull();
	await sayReady(topic(), true);
	expect(await standsOn(ana)).toEqual([true, false]);
	expect(await standsOn(ben)).toEqual([false, false]);
	expect(topic().title).toBe("Her visit");
});

it("is parked again by the clock alone, and the next yes is for the next round", async () => {
	await bothReady();
	await meet(ben);
	vi.useFakeTimers({ toFake: ["Date", "performance"] });
	vi.advanceTimersByTime(8 * DAY);
	(await import("../../kernel/store/clock")).look();
	expect([topic().open_until, topic().ready_until]).toEqual([null, null]);
	await sayReady(topic(), true);
	expect(topic().ready_until).not.toBeNull();
});

it("is deleted for both with what was said to it", async () => {
	await sayReady(topic(), true);
	await meet(ben);
	await ana.wake();
	const undo = await removeTopic(topic());
	expect(topics.value).toEqual([]);
	expect(await undo()).toBe(true);
	expect(topics.value).toHaveLength(1);
});
