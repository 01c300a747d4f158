/** What the page of a loop offers each of the two. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { newId } from "../../kernel/store/ids";
import { ready } from "../../kernel/store/session";
import { save } from "../../kernel/sync/write";
import { m } from "../../paraglide/messages.js";
import { ana, ben } from "../../testing/paired";
import { button, closeScreen, wordsIn } from "../../testing/screen";
import { meet } from "../../testing/stories";
import { say } from "../../ui/snackbar";
import { PATTERNS } from "./kinds";
import OnePattern from "./one";
import { accept, change, decline, patternOf, propose } from "./store";

const route = vi.hoisted(() => ({ path: "/", params: { id: "" } }));

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/", path: "/", route: () => undefined }),
	useRoute: () => route,
}));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../ui/snackbar", () => ({ say: vi.fn() }));

const WRITING = { template: "own", title: "Chase and hide", mine: "", theirs: "", instead: "Tea, then talk" };

beforeEach(async () => {
	await ana.wake();
	route.params.id = await propose(WRITING);
	await meet(ana);
});

afterEach(closeScreen);

function pattern() {
	const found = patternOf(route.params.id);
	if (!found) throw new Error("no pattern");
	return found;
}

const buttons = () => wordsIn(OnePattern, "button");

it("offers who proposed it to withdraw that, and the other to say yes or rather not", async () => {
	expect(buttons()).toEqual([m.proposal_withdraw()]);
	await meet(ben);
	expect(buttons()).toEqual([m.ritual_decline(), m.ritual_accept()]);
	await decline(pattern());
	expect(buttons()).toEqual([m.proposal_remove()]);
});

it("takes no yes to words that changed since it was opened until they are read", async () => {
	await meet(ben);
	expect(buttons()).toContain(m.ritual_accept());
	await ana.wake();
	await change(pattern(), { ...WRITING, instead: "Coffee" });
	await meet(ana);
	await meet(ben);
	expect(buttons()).toEqual(expect.arrayContaining([m.ritual_decline(), m.changed_read()]));
	expect(buttons()).not.toContain(m.ritual_accept());
	await button(OnePattern, m.changed_read())();
	expect(buttons()).toContain(m.ritual_accept());
});

it("says that a proposal is withdrawn, not that something has ended", async () => {
	await button(OnePattern, m.proposal_withdraw())();
	expect(say).toHaveBeenLastCalledWith(m.proposal_withdrawn(), expect.any(Function));
});

it("says that a proposal one has refused is removed, since nothing has begun", async () => {
	await meet(ben);
	await decline(pattern());
	expect(wordsIn(OnePattern, "p")).not.toContain(m.pattern_end_hint());
	await button(OnePattern, m.proposal_remove())();
	expect(say).toHaveBeenLastCalledWith(m.proposal_removed(), expect.any(Function));
});

it("offers both to end it once it has stood, also while a change waits for a yes", async () => {
	await meet(ben);
	await accept(pattern());
	await meet(ben);
	expect(buttons()).toContain(m.pattern_end());
	await meet(ana);
	await change(pattern(), { ...WRITING, instead: "A walk" });
	await meet(ana);
	expect(buttons()).toEqual([m.pattern_end()]);
	await meet(ben);
	expect(buttons()).toEqual([m.ritual_decline(), m.ritual_accept(), m.pattern_end()]);
});

it("says on both phones whose part nobody has written, once an account was replaced", async () => {
	const { person_id, couple } = ready();
	const looks = { [person_id]: "I follow", [newId()]: "Goes quiet" };
	const words = { template: "own", title: "Chase and hide", looks, instead: "Tea" };
	const id = newId();
	await save(PATTERNS, { id, space_id: couple?.id ?? "", fields: {}, words });
	await meet(ana);
	route.params.id = id;
	for (const label of [m.pattern_theirs({ name: "Ben" }), m.pattern_mine()]) {
		const said = wordsIn(OnePattern, "p");
		expect(said[said.indexOf(label) + 1]).toBe(m.pattern_look_unwritten());
		expect(said).not.toContain("Goes quiet");
		await meet(ben);
	}
	await change(pattern(), { ...pattern(), mine: "I go quiet" });
	expect(wordsIn(OnePattern, "p")).toEqual(expect.arrayContaining(["I go quiet", "I follow"]));
});

it("says beside We're in it that the partner can tell who tapped, since there are only two", async () => {
	await meet(ben);
	await accept(pattern());
	const said = wordsIn(OnePattern, "p");
	expect(said).toContain(m.pattern_in_it_hint({ name: "Ben" }));
	expect(said.join()).toContain("Ben can tell that it was you");
});
