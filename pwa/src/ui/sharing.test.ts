import { h } from "preact";
import { expect, it, vi } from "vitest";
import type { Kind } from "../kernel/store/practice";
import type { Keeping, Own } from "../kernel/sync/kept-for-me";
import { m } from "../paraglide/messages.js";
import { button, closeScreen, wordsIn } from "../testing/screen";
import { Sharing } from "./sharing";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);
const say = vi.hoisted(() => vi.fn());
const stopping = vi.hoisted(() => ({ now: false, unsent: false }));
vi.mock("./snackbar", () => ({ say }));
vi.mock("../kernel/sync/kept-for-me", async (original) => ({
	...(await original<object>()),
	share: async () => undefined,
	unshare: async () => undefined,
	isStopping: () => stopping.now,
	isUnsent: () => stopping.unsent,
}));
vi.mock("../kernel/store/session", async (original) => ({ ...(await original<object>()), alone: { value: false } }));
vi.mock("./names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));

interface Said {
	readonly sentence: string;
}

it.each([
	["offers to share again what was changed", "New", [m.sharing_again(), m.sharing_stop()]],
	["offers to share nothing where nothing is left to share, but to stop it", "", [m.sharing_stop()]],
])("%s", (_what, sentence, buttons) => {
	// what the screen reads of a record that was shared and changed since
	const one = { sentence, read_only: false, copy: { sentence: "Old", pending: false, stuck: false } } as Own<Said>;
	const of: Keeping<Said> = { kind: {} as Kind, read: () => null, shared: (said) => ({ sentence: said.sentence }) };
	const screen = () => h(Sharing<Said>, { of, one, lead: "", offered: sentence !== "" });
	expect(wordsIn(screen, "button")).toEqual(buttons);
	closeScreen();
});

it.each([
	["the partner can read it once it is sent", true, m.sharing_both_soon({ name: "Ben" })],
	["the partner can read it", false, m.sharing_both({ name: "Ben" })],
])("says that %s", (_what, pending, words) => {
	const one = { sentence: "Said", read_only: false, copy: { sentence: "Said", pending, stuck: false } } as Own<Said>;
	const of: Keeping<Said> = { kind: {} as Kind, read: () => null, shared: (said) => ({ sentence: said.sentence }) };
	expect(wordsIn(() => h(Sharing<Said>, { of, one, lead: "" }), "p")).toContain(words);
	closeScreen();
});

it.each([
	["shared", null, m.sharing_share({ name: "Ben" }), m.sharing_both_soon({ name: "Ben" })],
	["no longer shared", { sentence: "Said" }, m.sharing_stop(), m.sharing_stopping({ name: "Ben" })],
])("once it is %s, says what its card says until the server knows", async (_what, copy, tapped, words) => {
	const one = { sentence: "Said", read_only: false, copy } as Own<Said>;
	const of: Keeping<Said> = { kind: {} as Kind, read: () => null, shared: (said) => ({ sentence: said.sentence }) };
	await button(() => h(Sharing<Said>, { of, one, lead: "" }), tapped)();
	expect(say.mock.lastCall?.[0]).toBe(words);
	closeScreen();
});

it("says of a copy that was never sent that only the person can read it", async () => {
	const of: Keeping<Said> = { kind: {} as Kind, read: () => null, shared: (said) => ({ sentence: said.sentence }) };
	const one = { sentence: "Said", read_only: false, copy: { sentence: "Said", pending: true } } as Own<Said>;
	stopping.unsent = true;
	await button(() => h(Sharing<Said>, { of, one, lead: "" }), m.sharing_stop())();
	expect(say.mock.lastCall?.[0]).toBe(m.sharing_only_me());
	closeScreen();
	stopping.now = true;
	const screen = () => h(Sharing<Said>, { of, one: { ...one, copy: null }, lead: "" });
	expect(wordsIn(screen, "p")).toEqual([m.sharing_only_me()]);
	// until it is gone it can come back, so it cannot be shared a second time
	expect(wordsIn(screen, "button")).toEqual([]);
	closeScreen();
	Object.assign(stopping, { now: false, unsent: false });
});
