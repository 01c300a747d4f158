import { afterEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import "../../testing/paired";
import { closeScreen, wordsIn } from "../../testing/screen";
import { beginHere, endHere, ownConversations } from "./own";
import ConversationsScreen from "./screen";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../ui/page", () => ({ Page: ({ children }: { readonly children: unknown }) => children }));

afterEach(closeScreen);

it("lists a conversation on this phone apart from earlier ones until somebody ends it", async () => {
	await beginHere({ line: "The summer", mode: "spoken", keeps: false, minutes: 3, mine_first: true });
	expect(wordsIn(ConversationsScreen, "h2")).toEqual([m.conversations_open()]);
	const [own] = ownConversations.value;
	if (own) await endHere(own);
	expect(wordsIn(ConversationsScreen, "h2")).toEqual([m.conversations_before()]);
});
