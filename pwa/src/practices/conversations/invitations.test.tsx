/** Invitations that were not sent: the words stay, and the screens say what happened. */

import { beforeEach, expect, it, vi } from "vitest";
import { tray } from "../../kernel/sync/tray";
import { m } from "../../paraglide/messages.js";
import { ana, ben, server } from "../../testing/paired";
import { button, closeScreen, wordsIn } from "../../testing/screen";
import { meet } from "../../testing/stories";
import { dayAndTime } from "../../ui/when";
import { conversationOf, rests } from "./conversation";
import { drafts } from "./drafts";
import OneConversation from "./one";
import { end, propose } from "./store";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
const params = { id: "" };
vi.mock("preact-iso", () => ({ useRoute: () => ({ path: "/", params }) }));
vi.mock("../../ui/names", () => ({
	usePartner: () => ({ inside: "Ben", start: "Ben" }),
	useNames: () => ({ mine: "Ana" }),
}));
vi.mock("../../ui/page", () => ({ Page: ({ title, children }: Drawn) => [<h1 key="title">{title}</h1>, children] }));

interface Drawn {
	readonly title: string;
	readonly children: preact.ComponentChildren;
}

const HOUR = 3_600_000;
const WISH = {
	line: "The evenings",
	mode: "written",
	keeps: true,
	minutes: 5,
	mine_first: false,
} as const;

beforeEach(closeScreen);

async function refused(): Promise<string> {
	params.id = await propose(WISH);
	await meet(ana);
	return params.id;
}

it("says that a pause kept it, with its words, and sends it again at a tap", async () => {
	server.asks.paused.add("somebody");
	const id = await refused();
	expect(wordsIn(OneConversation, "h1")).toEqual([m.conversation_not_sent()]);
	expect(wordsIn(OneConversation, "p")).toEqual(
		expect.arrayContaining([m.draft_paused(), "The evenings", m.conversation_terms_kept()]),
	);
	server.asks.paused.clear();
	await button(OneConversation, m.conversation_propose({ name: "Ben" }))();
	await vi.waitFor(() => expect(drafts.value).toEqual([]));
	await meet(ana);
	expect(conversationOf(id)).toMatchObject({
		state: "proposed",
		line: "The evenings",
		mine_first: false,
		pending: false,
	});
	await meet(ben);
	expect(conversationOf(id)).toMatchObject({ mode: "written", keeps: true, turn_seconds: 300, mine_first: true });
});

it("says that there is another one, where that is sent first", async () => {
	await ben.wake();
	await propose({ ...WISH, line: "The dishes" });
	await meet(ben);
	await ana.wake();
	await refused();
	expect(wordsIn(OneConversation, "p")).toContain(m.conversation_draft_crossed({ name: "Ben" }));
});

it("says from when one can invite again, after an invitation that nobody joined", async () => {
	const first = await refused();
	const missed = conversationOf(first);
	if (missed) await end(missed);
	await meet(ana);
	const until = (conversationOf(first)?.ends_at ?? 0) + 12 * HOUR;
	expect(rests.value).toBe(until);
	await refused();
	expect(wordsIn(OneConversation, "p")).toContain(
		m.conversation_draft_resting({ time: dayAndTime(until, Date.now()) }),
	);
	expect(() => button(OneConversation, m.conversation_propose({ name: "Ben" }))).toThrow();
});

it("goes with its words to what could not be sent, where the two have parted", async () => {
	server.asks.paused.add("somebody");
	await refused();
	expect(tray.value).toEqual([]);
	await ana.leaving.leave();
	await ana.feed.pull();
	expect(drafts.value).toEqual([]);
	expect(tray.value).toMatchObject([
		{ apart: true, mine: { line: "The evenings" }, problem: { code: "not_connected" } },
	]);
});

it("calls an invitation that ended by its name, and no conversation", async () => {
	const missed = conversationOf(await refused());
	if (missed) await end(missed);
	await meet(ana);
	expect(wordsIn(OneConversation, "h1")).toEqual([m.conversation_invitation_over()]);
});
