/** What a hint says once its wording was taken. */

import { h } from "preact";
import { expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { button, closeScreen } from "../../testing/screen";
import { Hint } from "./hint";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
const say = vi.hoisted(() => vi.fn());
vi.mock("../snackbar", () => ({ say }));

it.each([
	["leaves a gap", "I felt hurt when …", m.wording_changed_gap()],
	["is whole", "I see how much this matters to you.", m.wording_changed()],
])("asks to fill in what is missing only where something is: it %s", async (_what, text, words) => {
	const write = vi.fn();
	const finding = { from: 0, to: 9, phrase: "Calm down", why: "-", instead: { from: 0, to: 10, text } };
	const screen = () => h(Hint, { text: "Calm down.", finding, longest: 100, write, leave: () => undefined });
	await button(screen, m.wording_instead({ text }))();
	expect(write).toHaveBeenCalledWith(text);
	expect(say.mock.lastCall?.[0]).toBe(words);
	closeScreen();
});
