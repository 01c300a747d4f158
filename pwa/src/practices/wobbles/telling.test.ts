/** What the screen says at the tap that tells the partner, and how loud that tap looks. */

import { afterEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import { sendAll } from "../../testing/asking";
import { ana, ben } from "../../testing/paired";
import { button, closeScreen, lookOf, statuses, wordsIn } from "../../testing/screen";
import { meet } from "../../testing/stories";
import { say } from "../../ui/snackbar";
import WobblesScreen from "./screen";
import { letRest, mine, sayHere, theirs, wobble } from "./store";
import today from "./today";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({ useRoute: () => ({ path: "/wobbles", params: {} }) }));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../ui/snackbar", () => ({ say: vi.fn() }));
vi.mock("../../ui/page", () => ({ Page: ({ children }: { readonly children: unknown }) => children }));

afterEach(closeScreen);

it("says without a connection that it waits, and not that it is being sent", async () => {
	vi.stubGlobal("navigator", { onLine: false });
	await button(WobblesScreen, m.wobble_tell({ name: "Ben" }))();
	await vi.waitFor(() => expect(mine.value).not.toBeNull());
	expect(say).toHaveBeenCalledWith(m.unsent(), expect.anything());
});

it("tells a screen reader of the answer", async () => {
	await wobble();
	await sendAll(ana);
	expect(statuses(WobblesScreen)).toEqual([m.wobble_told({ name: "Ben" })]);
	await meet(ben);
	if (theirs.value) await sayHere(theirs.value);
	await meet(ana);
	expect(statuses(WobblesScreen)).toEqual([m.wobble_here_by_them({ name: "Ben" })]);
});

it("keeps the partner's on Today while one's answer holds, and behind what waits for one", async () => {
	const onToday = () => today.waiting?.value.map(({ key, soon = false }) => [key, soon]);
	const id = await wobble();
	await sendAll(ana);
	await meet(ben);
	expect(onToday()).toEqual([["wobble:theirs", true]]);
	await letRest(id);
	expect(onToday()).toEqual([]);
	if (theirs.value) await sayHere(theirs.value);
	await meet(ben);
	expect(onToday()).toEqual([["wobble:theirs", false]]);
});

it("offers one's own quietly while the partner's is open", async () => {
	const tell = m.wobble_tell({ name: "Ben" });
	expect(lookOf(WobblesScreen, tell)).toContain("main");
	const id = await wobble();
	await sendAll(ana);
	await meet(ben);
	expect(wordsIn(WobblesScreen, "p")).toContain(m.wobble_theirs_first({ name: "Ben" }));
	await letRest(id);
	expect(wordsIn(WobblesScreen, "p")).not.toContain(m.wobble_theirs_first({ name: "Ben" }));
	expect(lookOf(WobblesScreen, tell)).not.toContain("main");
});
