import { h } from "preact";
import { afterEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import "../../testing/paired";
import { closeScreen, wordsIn } from "../../testing/screen";
import { beginHere, endHere, ownConversations } from "./own";
import ConversationsScreen from "./screen";
import talk from "./talk";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../ui/page", () => ({ Page: ({ children }: { readonly children: unknown }) => children }));

const Open = () => h(talk.open?.Part ?? "p", {});

afterEach(closeScreen);

it("lists a conversation on this phone apart from earlier ones until somebody ends it", async () => {
	await beginHere({ line: "The summer", mode: "spoken", keeps: false, minutes: 3, mine_first: true });
	expect(wordsIn(ConversationsScreen, "h2")).toEqual([m.conversations_open()]);
	const [own] = ownConversations.value;
	if (own) await endHere(own);
	expect(wordsIn(ConversationsScreen, "h2")).toEqual([m.conversations_before()]);
});

it("waits in Talk until somebody ends it", async () => {
	expect(talk.open?.shows?.value).toBe(false);
	await beginHere({ line: "The winter", mode: "spoken", keeps: false, minutes: 3, mine_first: true });
	expect(talk.open?.shows?.value).toBe(true);
	expect(wordsIn(Open, "b")).toEqual(["The winter"]);
	const [own] = ownConversations.value;
	if (own) await endHere(own);
	expect(talk.open?.shows?.value).toBe(false);
});
