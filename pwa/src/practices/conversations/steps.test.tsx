/** A step on two phones tells each of the two what is theirs. */

import { afterEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { closeScreen, wordsIn } from "../../testing/screen";
import { RunningStep } from "./steps";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("../../ui/names", () => ({
	usePartner: () => ({ inside: "Ben", start: "Ben" }),
	useNames: () => ({ mine: "Ana" }),
}));
vi.mock("../../ui/wake-lock", () => ({ useWakeLock: () => undefined }));

afterEach(closeScreen);

const TURN = {
	mode: "spoken",
	here: false,
	steps: [],
	turn_seconds: 180,
	form: "1/1",
	heldBack: null,
	take: async () => undefined,
} as const;

it.each([
	["the speaker to finish", true, () => m.conversation_finish()],
	["the listener that the speaker finishes", false, () => m.conversation_they_finish({ name: "Ben" })],
])("tells %s once the time is over", (_, mine, words) => {
	const step = (step_at: number) => () => (
		<RunningStep talk={{ ...TURN, place: { number: 1, next: "turn", mine }, step_at }} />
	);
	expect(wordsIn(step(Date.now()), "p")).not.toContain(words());
	closeScreen();
	expect(wordsIn(step(Date.now() - 200_000), "p")).toEqual(
		expect.arrayContaining([m.conversation_time_over(), words()]),
	);
});
