import type { ComponentChildren } from "preact";
import { expect, it, vi } from "vitest";
import { Door } from "./door";

vi.mock("../kernel/store/session", async (original) => ({
	...(await original<object>()),
	session: { value: { state: "deleted" } },
}));

/** The addresses that open a screen of their own. */
function addresses(within: ComponentChildren): readonly string[] {
	if (Array.isArray(within)) return within.flatMap(addresses);
	if (typeof within !== "object" || within === null || !("props" in within)) return [];
	const { path, children } = within.props as { readonly path?: string; readonly children?: ComponentChildren };
	return [...(path ? [path] : []), ...addresses(children)];
}

it("opens Help alone while the app is covered, though an account that was deleted has words here", () => {
	expect(addresses(Door({ shut: "covered" }))).toEqual(["/help", "/help/check"]);
	expect(addresses(Door({}))).toContain("/people/export");
});
