/** Words that were carried here from another practice, as what somebody takes away from a conversation. */

import { afterEach, expect, it, vi } from "vitest";
import { keepDraft } from "../../kernel/drafts/draft-writing";
import { draftAt } from "../../kernel/drafts/drafts";
import "../../testing/paired";
import { closeScreen, fields } from "../../testing/screen";
import { carry } from "../../ui/carried";
import WriteTopic, { NEW } from "./write";

vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/topics/new", path: "/topics/new", route: () => undefined }),
	useRoute: () => ({ path: "/topics/new", params: {} }),
}));
vi.mock("../../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../../ui/page", () => ({ Page: ({ children }: { readonly children: unknown }) => children }));

afterEach(closeScreen);

const CALL = "Come home on time, or call.";

it("are a draft of what one needs first, and leave the title to be written", async () => {
	carry(CALL);
	fields(WriteTopic);
	await vi.waitFor(() => expect(fields(WriteTopic).map(({ value }) => value)).toEqual(["", CALL]));
	expect(draftAt(NEW)).toMatchObject({ need: CALL });
});

it("leave what was begun before as it is", async () => {
	keepDraft(NEW, { title: "Evenings", need: "A walk.", revisit_on: null });
	carry(CALL);
	fields(WriteTopic);
	await vi.waitFor(() =>
		expect(fields(WriteTopic).map(({ value }) => value)).toEqual(["Evenings", `A walk.\n${CALL}`]),
	);
});
