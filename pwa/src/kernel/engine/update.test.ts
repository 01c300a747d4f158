import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

let container: EventTarget & { controller: object | null; register: ReturnType<typeof vi.fn> };
let registration: EventTarget & { waiting: object | null; installing: EventTarget | null; update: () => Promise<void> };
let policies: string[];
let update: typeof import("./update");

beforeEach(async () => {
	policies = [];
	registration = Object.assign(new EventTarget(), { waiting: null, installing: null, update: async () => undefined });
	container = Object.assign(new EventTarget(), { controller: {}, register: vi.fn(async () => registration) });
	const trustedTypes = {
		createPolicy(name: string, { createScriptURL }: { createScriptURL(address: string): string }) {
			policies.push(name);
			return { createScriptURL: (address: string) => `trusted ${createScriptURL(address)}` };
		},
	};
	vi.stubGlobal("navigator", { serviceWorker: container });
	vi.stubGlobal("window", { trustedTypes });
	vi.stubGlobal("document", new EventTarget());
	vi.stubGlobal("location", { reload: vi.fn() });
	vi.resetModules();
	update = await import("./update");
});

afterEach(() => {
	vi.unstubAllGlobals();
});

function installed(): { state: string; postMessage: ReturnType<typeof vi.fn> } {
	const worker = Object.assign(new EventTarget(), { state: "installed", postMessage: vi.fn() });
	registration.installing = worker;
	registration.dispatchEvent(new Event("updatefound"));
	worker.dispatchEvent(new Event("statechange"));
	return worker;
}

describe("a page whose parts are gone", () => {
	it("offers the new version, and loads itself anew where no worker has it", async () => {
		await update.registerServiceWorker();
		update.offerReload();
		expect(update.updateReady.value).toBe(true);
		update.applyUpdate();
		expect(location.reload).toHaveBeenCalledTimes(1);
	});
});

describe("the service worker", () => {
	it("is registered under a Trusted Types policy of its own", async () => {
		await update.registerServiceWorker();
		expect(policies).toEqual(["twofold"]);
		expect(container.register).toHaveBeenCalledWith("trusted /sw.js", { updateViaCache: "none" });
	});

	it("is done without where there are none", async () => {
		vi.stubGlobal("navigator", {});
		await update.registerServiceWorker();
		expect(update.updateReady.value).toBe(false);
	});

	it("interrupts nobody when it is the first", async () => {
		container.controller = null;
		await update.registerServiceWorker();
		installed();
		expect(update.updateReady.value).toBe(false);
	});

	it("asks before a new version takes over, and then loads the page anew", async () => {
		await update.registerServiceWorker();
		const worker = installed();
		expect(update.updateReady.value).toBe(true);
		expect(worker.postMessage).not.toHaveBeenCalled();
		update.applyUpdate();
		expect(worker.postMessage).toHaveBeenCalledWith({ type: "take_over" });
		expect(location.reload).not.toHaveBeenCalled();
		container.dispatchEvent(new Event("controllerchange"));
		expect(location.reload).toHaveBeenCalledOnce();
	});

	it("only loads the page anew where another tab has let the new version in", async () => {
		await update.registerServiceWorker();
		const worker = installed();
		worker.state = "activated";
		update.applyUpdate();
		expect(worker.postMessage).not.toHaveBeenCalled();
		expect(location.reload).toHaveBeenCalledOnce();
	});

	it("offers what was waiting already", async () => {
		registration.waiting = { postMessage: vi.fn() };
		await update.registerServiceWorker();
		expect(update.updateReady.value).toBe(true);
	});

	it("leads to what a tapped notification is about", async () => {
		await update.registerServiceWorker();
		container.dispatchEvent(Object.assign(new Event("message"), { data: { type: "open", path: "/pauses/1" } }));
		expect(update.opened.value).toBe("/pauses/1");
		update.clearOpened();
		expect(update.opened.value).toBeNull();
	});
});
