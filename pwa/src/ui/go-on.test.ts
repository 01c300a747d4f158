import { afterEach, expect, it, vi } from "vitest";
import { useGoOn } from "./go-on";

const route = vi.fn();
vi.mock("preact-iso", () => ({ useLocation: () => ({ route }), useRoute: () => ({ path: "/code" }) }));

afterEach(() => {
	vi.unstubAllGlobals();
	route.mockClear();
});

it("leads on from the screen's own address", () => {
	const goOn = useGoOn();
	vi.stubGlobal("location", { pathname: "/code/" });
	goOn("/pair");
	goOn("/", true);
	expect(route.mock.calls).toEqual([
		["/pair", false],
		["/", true],
	]);
});

it("leaves somebody alone who has gone elsewhere meanwhile", () => {
	const goOn = useGoOn();
	vi.stubGlobal("location", { pathname: "/pair" });
	goOn("/", true);
	expect(route).not.toHaveBeenCalled();
});
