import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { history } from "../../kernel/store/history";
import type { Shown } from "../../kernel/store/records";
import { keptIn, share } from "../../kernel/sync/kept-for-me";
import { FakeServer } from "../../testing/fake-server";
import { meet, pair } from "../../testing/stories";
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
	const [first] = (await kept()).mine;
	expect(first).toMatchObject({ ...SAID, when: "the phone lit up", audience: "me" });
	if (first) await changeReflection(first, { ...first, need: "", act: null, sentence: " I feel hurt, and tired. " });
	expect((await kept()).mine.map(({ need, act, sentence }) => [need, act, sentence])).toEqual([
		["", null, "I feel hurt, and tired."],
	]);
});

it("shows the partner the sentence alone, once it is shared", async () => {
	const { ana, ben } = await pair(server);
	await ana.wake();
	await keepReflection(SAID);
	await meet(ana);
	await meet(ben);
	expect((await kept()).theirs).toEqual([]);
	await ana.wake();
	const [mine] = (await kept()).mine;
	if (mine) await share(KEPT, mine);
	vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() + 7000 });
	(await import("../../kernel/store/clock")).look();
	await meet(ana);
	await meet(ben);
	expect((await kept()).theirs).toMatchObject([
		{ feelings: [], when: "", need: "", act: null, sentence: "I feel hurt.", shared_as: null },
	]);
});
