import { afterEach, expect, it, vi } from "vitest";
import { m } from "../../paraglide/messages.js";
import "../../testing/paired";
import { closeScreen, fields, opens, wordsIn } from "../../testing/screen";
import StartConversation from "./start";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/", path: "/", route: () => undefined }),
	useRoute: () => ({ path: "/", params: {}, query: {} }),
}));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../ui/page", () => ({ Page: ({ children }: { readonly children: unknown }) => children }));

afterEach(closeScreen);

it("asks what it is about, and names the usual terms of the rest, which is closed", () => {
	expect(opens(StartConversation)).toEqual([false]);
	const [summary = ""] = wordsIn(StartConversation, "summary");
	const length = m.minutes({ count: 3 });
	for (const term of [
		m.conversation_terms_first_you(),
		m.conversation_terms_spoken({ length }),
		m.conversation_terms_forgotten(),
	])
		expect(summary).toContain(term);
	expect(fields(StartConversation)).toHaveLength(1);
});
