import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fetchEarly, part } from "./parts";

let answer: ReturnType<typeof vi.fn>;

beforeEach(() => {
	answer = vi.fn(async () => new Response(null, { status: 200 }));
	vi.stubGlobal("fetch", answer);
});

afterEach(() => vi.unstubAllGlobals());

const gone = () => new TypeError("Failed to fetch dynamically imported module");

describe("a part of the app", () => {
	it("is loaded when it is needed, and held", async () => {
		const load = vi.fn(async () => ({ open: true }));
		const screen = part(load);
		expect(load).not.toHaveBeenCalled();
		expect(await Promise.all([screen(), screen()])).toEqual([{ open: true }, { open: true }]);
		await screen();
		expect(load).toHaveBeenCalledTimes(1);
		expect(answer).not.toHaveBeenCalled();
	});

	it("that failed once is loaded at the second try, and nobody is told", async () => {
		const load = vi.fn(async () => "here").mockRejectedValueOnce(gone());
		expect(await part(load)()).toBe("here");
		expect(answer).not.toHaveBeenCalled();
	});

	it.each([
		["is gone with a new release", () => new Response(null, { status: 404 }), "new_version"],
		["is there, and does not come", () => new Response(null, { status: 200 }), "not_loaded"],
		["is kept back by a server in trouble", () => new Response(null, { status: 503 }), "not_loaded"],
		["cannot be reached", () => Promise.reject(new TypeError("Failed to fetch")), "offline"],
	])("that %s says so", async (_, own, code) => {
		answer.mockImplementation(async () => own());
		await expect(part(() => Promise.reject(gone()))()).rejects.toMatchObject({ code, status: 0 });
		// HEAD bypasses the service worker, which answers only GET
		expect(answer).toHaveBeenCalledWith(expect.any(String), { method: "HEAD", cache: "no-store" });
	});

	it("is asked for again at the next tap", async () => {
		const load = vi
			.fn(async () => "here")
			.mockRejectedValueOnce(gone())
			.mockRejectedValueOnce(gone());
		const screen = part(load);
		await expect(screen()).rejects.toMatchObject({ code: "not_loaded" });
		expect(await screen()).toBe("here");
	});

	it("that is fetched early fails without a word, and is asked for when it is needed", async () => {
		const load = vi
			.fn(async () => "here")
			.mockRejectedValueOnce(gone())
			.mockRejectedValueOnce(gone());
		const screen = part(load);
		fetchEarly(screen);
		await vi.waitFor(() => expect(answer).toHaveBeenCalled());
		expect(await screen()).toBe("here");
	});
});
