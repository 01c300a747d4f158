import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepDraft } from "../../kernel/drafts/draft-writing";
import { held } from "../../kernel/drafts/drafts";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { meet, pair } from "../../testing/stories";
import { type Conversation, conversationOf } from "./conversation";
import { formOf, takeawayFormOf } from "./forms";
import { beginHere, endHere, ownOf } from "./own";
import { end, forget, join, propose, takeStep } from "./store";
import { NO_WORDS } from "./words";

const WISH = {
	line: "The evenings",
	mode: "written",
	keeps: false,
	minutes: 3,
	mine_first: true,
} as const;
const DAY = 86_400_000;
const TURN = { ...NO_WORDS, text: "I was afraid." };
const REFLECTION = { ...NO_WORDS, heard: "You were afraid." };

let server: FakeServer;
let ana: Phone;
let ben: Phone;
let id: string;

beforeEach(async () => {
	server = new FakeServer();
	({ ana, ben } = await pair(server));
	await ana.wake();
	id = await propose(WISH);
	for (const phone of [ana, ben]) await meet(phone);
	await join(conversation());
	for (const phone of [ben, ana]) await meet(phone);
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** As the phone that is awake has it. */
function conversation(): Conversation {
	const found = conversationOf(id);
	if (!found) throw new Error("no conversation");
	return found;
}

it("is at the same step on both phones", async () => {
	expect(conversation()).toMatchObject({ state: "open", place: { next: "turn", mine: true } });
	await takeStep(conversation(), "turn", TURN);
	await meet(ana);
	await meet(ben);
	expect(conversation().place).toEqual({ next: "reflection", mine: true, number: 2 });
	expect(conversation().steps.at(-1)?.words.text).toBe("I was afraid.");
	await takeStep(conversation(), "reflection", REFLECTION);
	await meet(ben);
	await meet(ana);
	await takeStep(conversation(), "not_yet", { ...NO_WORDS, text: "There is more." });
	expect(conversation().place).toEqual({ next: "reflection", mine: false, number: 4 });
});

it("moves on without a network, while the other phone stays where it is", async () => {
	await takeStep(conversation(), "turn", TURN);
	expect(conversation()).toMatchObject({ unsent: true, step_at: null, place: { next: "reflection", mine: false } });
	await meet(ben);
	expect(conversation().place).toMatchObject({ next: "turn", mine: false });
	await meet(ana);
	expect(conversation().unsent).toBe(false);
	expect(server.conversations.steps(id)).toEqual([`${id}/1`]);
});

it("gives back what a pause held, to be sent once it is over", async () => {
	server.asks.paused.add("somebody");
	await takeStep(conversation(), "turn", TURN);
	await meet(ana);
	expect(conversation()).toMatchObject({ heldBack: TURN, steps: [], place: { next: "turn", mine: true } });
	server.asks.paused.clear();
	await takeStep(conversation(), "turn", conversation().heldBack ?? NO_WORDS);
	await meet(ana);
	expect(conversation()).toMatchObject({ heldBack: null, place: { next: "reflection", mine: false } });
});

it("shows nothing of what is not kept once it has ended, even before the end is sent", async () => {
	await takeStep(conversation(), "turn", TURN);
	await meet(ana);
	await end(conversation());
	expect(conversation()).toMatchObject({ state: "over", steps: [] });
	await meet(ana);
	await meet(ben);
	expect(conversation()).toMatchObject({ state: "over", held: true, steps: [] });
	expect(server.conversations.steps(id)).toEqual([]);
});

describe("what is typed and not sent", () => {
	const types = (one: Pick<Conversation, "id" | "place">) => {
		keepDraft(formOf(one), TURN);
		keepDraft(takeawayFormOf(one), "Call.");
	};
	const typed = () => [...held.value.keys()];

	it("goes with what was written, where the other ends it", async () => {
		types(conversation());
		await ben.wake();
		await end(conversation());
		await meet(ben);
		await meet(ana);
		expect(typed()).toEqual([takeawayFormOf({ id })]);
	});

	it("stays where nobody has touched it for long, since the partner may have", async () => {
		types(conversation());
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + DAY });
		(await import("../../kernel/store/clock")).look();
		expect(conversation()).toMatchObject({ state: "over", final: false });
		expect(typed()).toHaveLength(2);
	});

	it("goes with what a pause held back", async () => {
		server.asks.paused.add("somebody");
		await takeStep(conversation(), "turn", TURN);
		await meet(ana);
		expect(conversation().heldBack).not.toBeNull();
		await end(conversation());
		await vi.waitFor(() => expect(conversation().heldBack).toBeNull());
	});

	it("stays where both keep what was written, until somebody deletes it", async () => {
		await end(conversation());
		await meet(ana);
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + DAY });
		id = await propose({ ...WISH, keeps: true });
		for (const phone of [ana, ben]) await meet(phone);
		await join(conversation());
		for (const phone of [ben, ana]) await meet(phone);
		types(conversation());
		await end(conversation());
		expect(typed()).toHaveLength(2);
		await forget(conversation());
		expect(typed()).toEqual([takeawayFormOf({ id })]);
	});

	it("goes where the two have parted, once what was written would have", async () => {
		types(conversation());
		await ana.leaving.leave();
		await ana.feed.pull();
		// a leaving may be undone
		expect(typed()).toHaveLength(2);
		vi.useFakeTimers({ toFake: ["Date", "performance"] });
		vi.advanceTimersByTime(2 * DAY + 60_000);
		(await import("../../kernel/store/clock")).look();
		expect(typed()).toEqual([takeawayFormOf({ id })]);
	});

	it("goes at the end of one on this phone", async () => {
		const own = await beginHere(WISH);
		const here = () => ownOf(own) ?? expect.fail("no conversation");
		types(here());
		await endHere(here());
		expect(typed()).toEqual([takeawayFormOf(here())]);
	});
});
