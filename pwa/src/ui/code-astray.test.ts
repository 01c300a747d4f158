import { afterEach, expect, it, vi } from "vitest";
import { bringCodeBack } from "./code-astray";

afterEach(() => {
	vi.unstubAllGlobals();
});

it.each([
	["/pair%23ABC", "/pair#ABC"],
	["/move%23ABC", "/move#ABC"],
	["/join%23ABC", "/join#ABC"],
	["/pair/%23ABC)", "/pair#ABC)"],
	["/pair", null],
	["/pair%23", null],
	["/people%23ABC", null],
])("brings the code of %s back", (pathname, address) => {
	const replaceState = vi.fn();
	vi.stubGlobal("location", { pathname });
	vi.stubGlobal("history", { replaceState });
	bringCodeBack();
	expect(replaceState.mock.calls.map(([, , to]) => to)).toEqual(address === null ? [] : [address]);
});
