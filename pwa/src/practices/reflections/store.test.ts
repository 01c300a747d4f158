import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { history } from "../../kernel/store/history";
import type { Shown } from "../../kernel/store/records";
import { keptIn, share } from "../../kernel/sync/kept-for-me";
import { FakeServer } from "../../testing/fake-server";
import { meet, pair } from "../../testing/stories";
import face from "./face";
import { REFLECTIONS } from "./kinds";
import { changeReflection, KEPT, keepReflection } from "./store";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

async function kept() {
	const found: Shown[] = [];
	for await (const page of history(REFLECTIONS)) found.push(...page);
	return keptIn(KEPT, found);
}

function there<One>(one: One | undefined): One {
	if (one === undefined) throw new Error("it is not there");
	return one;
}

const SAID = {
	feelings: ["hurt"],
	when: "the phone lit up ",
	need: "honesty",
	act: "talk",
	sentence: "I feel hurt.",
} as const;

it("is kept with all that led to the sentence, and changed in its place", async () => {
	const { ana } = await pair(server);
	await ana.wake();
	await keepReflection(SAID);
	const first = there((await kept()).mine[0]);
	expect(first).toMatchObject({ ...SAID, when: "the phone lit up", audience: "me" });
	await changeReflection(first, { ...first, need: "", act: null, sentence: " I feel hurt, and tired. " });
	expect((await kept()).mine.map(({ need, act, sentence }) => [need, act, sentence])).toEqual([
		["", null, "I feel hurt, and tired."],
	]);
});

it("is exported with all that led to the sentence", () => {
	const { lines } = there(face.kinds[REFLECTIONS.name]);
	expect(lines?.({ ...SAID, feelings: ["hurt", "on_edge"], act: "let_pass" }, {})).toEqual([
		"Your sentence: I feel hurt.",
		"Feelings: hurt and on edge",
		"What happened: the phone lit up",
		"You need: honesty",
		"You will: Let it pass",
	]);
	expect(lines?.(null, {})).toEqual([]);
});

it("shows the partner the sentence alone, once it is shared", async () => {
	const { ana, ben } = await pair(server);
	await ana.wake();
	await keepReflection(SAID);
	await meet(ana);
	await meet(ben);
	expect((await kept()).theirs).toEqual([]);
	await ana.wake();
	await share(KEPT, there((await kept()).mine[0]));
	vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() + 7000 });
	(await import("../../kernel/store/clock")).look();
	await meet(ana);
	await meet(ben);
	expect((await kept()).theirs).toMatchObject([
		{ feelings: [], when: "", need: "", act: null, sentence: "I feel hurt.", shared_as: null },
	]);
});
