import { expect, it, vi } from "vitest";
import { draftAt } from "../kernel/drafts/drafts";
import { m } from "../paraglide/messages.js";
import { FakeServer } from "../testing/fake-server";
import { ana } from "../testing/stories";
import { say } from "./snackbar";
import { useDraft } from "./typed";

const form = vi.hoisted(() => ({ close: (): void => undefined }));

vi.mock("preact/hooks", () => ({
	useState: (initial: () => unknown) => [initial(), vi.fn()],
	useEffect: (effect: () => () => void) => {
		form.close = effect();
	},
}));
vi.mock("./snackbar", () => ({ say: vi.fn() }));

it("says that a draft is kept where its form closes, but not of one that is just being sent", async () => {
	await ana(new FakeServer());
	const open = () => useDraft("form", () => "");
	open()[1]("Words");
	form.close();
	expect(say).toHaveBeenCalledExactlyOnceWith(m.draft_kept(), expect.anything(), m.draft_discard());
	await expect(open()[2].sent(() => Promise.reject(new Error("no room")))).rejects.toThrow("no room");
	expect(draftAt("form")).toBe("Words");
	await open()[2].sent(async () => form.close());
	expect(say).toHaveBeenCalledTimes(1);
	expect(draftAt("form")).toBeUndefined();
});
