/** A conversation on one phone: its words fit how it is held, and name who takes the step. */

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import "../../testing/paired";
import { closeScreen, wordsIn } from "../../testing/screen";
import OneHere from "./here";
import { beginHere, breakHere, endHere, type OwnConversation, ownConversations, takeStepHere } from "./own";
import { NO_WORDS } from "./words";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
const params = { id: "" };
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/", path: "/", route: () => undefined }),
	useRoute: () => ({ path: "/", params }),
}));
const names = { mine: "Ana" as string | null };
vi.mock("../../ui/names", () => ({
	usePartner: () => ({ inside: "Ben", start: "Ben" }),
	useNames: () => names,
}));
vi.mock("../../ui/page", () => ({ Page: ({ title, children }: Drawn) => [<h1 key="title">{title}</h1>, children] }));
vi.mock("../../ui/wake-lock", () => ({ useWakeLock: () => undefined }));

interface Drawn {
	readonly title: string;
	readonly children: preact.ComponentChildren;
}

beforeEach(closeScreen);

afterEach(() => void vi.useRealTimers());

async function begin(mode: "spoken" | "written", keeps = true): Promise<void> {
	params.id = await beginHere({ line: "", mode, keeps, minutes: 3, mine_first: true });
}

function own(): OwnConversation {
	const [found] = ownConversations.value.filter(({ id }) => id === params.id);
	if (!found) throw new Error("it did not begin");
	return found;
}

async function says(what: "turn" | "reflection"): Promise<void> {
	await takeStepHere(own(), what, NO_WORDS);
	closeScreen();
}

function shown(): readonly string[] {
	return ["h1", "p", "label", "button"].flatMap((tag) => wordsIn(OneHere, tag));
}

it("speaks of writing where turns are written", async () => {
	await begin("written");
	expect(shown()).toEqual(expect.arrayContaining(["Your turn to write", "What you write", "I have written it"]));
	await says("turn");
	expect(shown()).toEqual(expect.arrayContaining(["Ben says it back", "I have written it"]));
	expect(shown().join()).not.toMatch(/speak|have said|want to say/);
});

it("speaks of speaking where turns are spoken", async () => {
	await begin("spoken");
	expect(shown()).toEqual(expect.arrayContaining(["Your turn to speak", "I have said it"]));
	await says("turn");
	expect(shown()).toContain("I have said it back");
});

it("names the person whose step it is", async () => {
	await begin("written");
	expect(shown()).toContain("This step is for Ana.");
	names.mine = null;
	expect(shown()).toContain("This step is for the owner of this phone.");
	await says("turn");
	expect(shown()).toContain("Hand the phone to Ben. This step is theirs.");
});

it("can have a break, after which the time of the step begins anew", async () => {
	await begin("spoken");
	expect(shown()).toContain(m.conversation_break());
	const { step_at } = own();
	vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.now() + 60_000 });
	await breakHere(own(), true);
	closeScreen();
	expect(shown()).toEqual(expect.arrayContaining([m.conversation_away_me(), m.conversation_go_on_here()]));
	expect(shown()).not.toContain(m.conversation_said());
	expect(shown()).not.toContain(m.conversation_break());
	await breakHere(own(), false);
	closeScreen();
	expect(shown()).toContain(m.conversation_said());
	expect(own().step_at).toBeGreaterThan(step_at);
});

it.each([
	[true, [m.conversation_one_phone_yours({ name: "Ben" })]],
	[false, [m.conversation_over_not_kept(), m.conversation_takeaways_yours({ name: "Ben" })]],
])("says once it is over what becomes of the words: kept is %s, and nothing was written", async (keeps, said) => {
	await begin("written", keeps);
	await endHere(own());
	closeScreen();
	const about = [
		m.conversation_over_not_kept(),
		m.conversation_one_phone_yours({ name: "Ben" }),
		m.conversation_takeaways_yours({ name: "Ben" }),
	];
	const all = [...wordsIn(OneHere, "div"), ...wordsIn(OneHere, "p")];
	expect(all.filter((words) => about.some((one) => one === words))).toEqual(said);
});
