import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { giveFile } from "./give-file";

const file = new File(["words"], "pages-2026-11-29.html", { type: "text/html" });
let click: ReturnType<typeof vi.fn>;

beforeEach(() => {
	click = vi.fn();
	vi.stubGlobal("document", { createElement: () => ({ click }) });
});

afterEach(() => vi.unstubAllGlobals());

/** A browser, as far as files go. */
function browser(parts: object): void {
	vi.stubGlobal("navigator", parts);
}

const failing = (name: string) => vi.fn(() => Promise.reject(new DOMException("", name)));

it.each([
	["has no such property", {}],
	["is Safari in a tab", { standalone: false, canShare: (): boolean => true, share: vi.fn() }],
	["is Chromium on a home screen, which downloads", { canShare: (): boolean => true, share: vi.fn() }],
])("downloads where the browser %s", async (_, parts) => {
	browser(parts);
	expect(await giveFile(file)).toBe("downloaded");
	expect(click).toHaveBeenCalledTimes(1);
});

it("shares where the app is on an iPhone's home screen, which swallows downloads", async () => {
	const share = vi.fn(async () => undefined);
	browser({ standalone: true, canShare: (): boolean => true, share });
	expect(await giveFile(file)).toBe("shared");
	expect(share).toHaveBeenCalledWith({ files: [file] });
	expect(click).not.toHaveBeenCalled();
});

it("takes it that who closes the share sheet wants no file", async () => {
	browser({ standalone: true, canShare: (): boolean => true, share: failing("AbortError") });
	expect(await giveFile(file)).toBe("shared");
});

it("asks for one more tap where making the file took longer than a tap counts", async () => {
	browser({ standalone: true, canShare: (): boolean => true, share: failing("NotAllowedError") });
	expect(await giveFile(file)).toBe("needs_tap");
});

it.each([
	["shares nothing", { standalone: true }],
	["shares no files", { standalone: true, canShare: () => false, share: vi.fn() }],
	["fails to share", { standalone: true, canShare: (): boolean => true, share: failing("DataError") }],
])("says so where the browser %s", async (_, parts) => {
	browser(parts);
	expect(await giveFile(file)).toBe("impossible");
	expect(click).not.toHaveBeenCalled();
});
