/** Which fields have hints on wording: those that the partner reads or may hear. */

import { afterEach, expect, it, vi } from "vitest";
import { keepDraft } from "../../kernel/drafts/draft-writing";
import WritePattern, { NEW } from "../../practices/patterns/write";
import { SayStep } from "../../practices/reflections/steps";
import "../../testing/paired";
import { closeScreen, statuses } from "../../testing/screen";

const alone = vi.hoisted(() => ({ value: false }));
vi.mock("preact/hooks", async () => (await import("../../testing/screen")).hooks);
vi.mock("preact-iso", () => ({
	useLocation: () => ({ url: "/", path: "/", route: () => undefined }),
	useRoute: () => ({ path: "/", params: {} }),
}));
vi.mock("../names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));
vi.mock("../page", () => ({ Page: ({ children }: { readonly children: unknown }) => children }));
vi.mock("../../kernel/store/session", async (actual) => ({ ...(await actual<object>()), alone }));
vi.mock("./use-findings", () => ({
	useFindings: (text: string) => [text && [{ from: 0, to: 1, phrase: "a", why: "b", instead: { text: "" } }], () => 0],
}));

afterEach(closeScreen);

const hints = (screen: Parameters<typeof statuses>[0]) => statuses(screen).filter((said) => said === "a: b").length;

it("are all four of a loop", () => {
	keepDraft(NEW, { template: "own", title: "Late", mine: "I wait", theirs: "Goes quiet", instead: "Tea" });
	expect(hints(WritePattern)).toBe(4);
});

it("are the sentence of a reflection, unless one is alone", () => {
	const said = { feelings: [], when: "", need: "", act: null, sentence: "I feel" };
	const step = () => <SayStep said={said} onChange={() => undefined} />;
	expect(hints(step)).toBe(1);
	alone.value = true;
	expect(hints(step)).toBe(0);
});
