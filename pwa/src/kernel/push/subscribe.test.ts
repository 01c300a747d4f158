import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fromBase64url, toBase64url } from "../crypto/bytes";
import { wipeLocal } from "../store/local";
import { readMeta, writeMeta } from "../store/meta";

const api = vi.hoisted(() => ({ getSession: vi.fn(), putPushSubscription: vi.fn(), deletePushSubscription: vi.fn() }));

// the API's answers are stubbed; the manager below plays the browser's push
vi.mock("../http/api", () => api);

const KEY = toBase64url(new Uint8Array(65).fill(4));

let manager: FakeManager;
let push: typeof import("./push-state").push;
let { renewPush, subscribe, unsubscribe, keepSubscribed } = {} as typeof import("./subscribe");

/** One browser's push. https://www.w3.org/TR/push-api/ */
class FakeManager {
	made = 0;
	current: PushSubscription | null = null;
	/** What the browser does instead of subscribing. */
	instead: (() => Promise<never>) | null = null;
	host = "push.example";

	async getSubscription(): Promise<PushSubscription | null> {
		return this.current;
	}

	async subscribe({ applicationServerKey }: PushSubscriptionOptionsInit): Promise<PushSubscription> {
		this.made += 1;
		if (this.instead) return this.instead();
		const made = {
			endpoint: `https://${this.host}/${this.made}`,
			options: { applicationServerKey },
			getKey: (name: string) => new Uint8Array(name === "auth" ? 16 : 65).buffer,
			unsubscribe: async () => {
				this.current = null;
				return true;
			},
		};
		// the part of a subscription that this app reads
		this.current = made as unknown as PushSubscription;
		return this.current;
	}
}

beforeEach(async () => {
	await wipeLocal();
	manager = new FakeManager();
	await writeMeta("vapid_public_key", KEY);
	api.putPushSubscription.mockReset().mockImplementation(async (id: string) => ({ id, renew: false }));
	api.deletePushSubscription.mockReset().mockResolvedValue(undefined);
	browser("granted");
	vi.resetModules();
	({ push } = await import("./push-state"));
	({ renewPush, subscribe, unsubscribe, keepSubscribed } = await import("./subscribe"));
});

afterEach(() => {
	vi.unstubAllGlobals();
});

function browser(permission: NotificationPermission, userAgent = "Pixel"): void {
	const registration = { pushManager: manager };
	const serviceWorker = { ready: Promise.resolve(registration), getRegistration: async () => registration };
	vi.stubGlobal("navigator", { serviceWorker, userAgent, maxTouchPoints: 5 });
	vi.stubGlobal("window", { PushManager: FakeManager, Notification: {} });
	vi.stubGlobal("Notification", { permission, requestPermission: async () => permission });
	vi.stubGlobal("matchMedia", () => ({ matches: false }));
}

describe("turning push on", () => {
	it("subscribes with the server's key and tells the server", async () => {
		expect(await subscribe()).toBe("on");
		const [id, sent] = api.putPushSubscription.mock.calls[0] ?? [];
		expect(sent).toMatchObject({ endpoint: "https://push.example/1", server_key: KEY });
		expect(await readMeta("push_subscription_id")).toBe(id);
	});

	it("takes a new address where the push service refuses the one it has", async () => {
		await subscribe();
		api.putPushSubscription.mockResolvedValueOnce({ id: "x", renew: true });
		await subscribe();
		expect(manager.made).toBe(2);
		expect(api.putPushSubscription.mock.lastCall?.[1]).toMatchObject({ endpoint: "https://push.example/2" });
	});

	it("is left alone where the person says no", async () => {
		browser("denied");
		expect(await subscribe()).toBe("denied");
		expect(manager.made).toBe(0);
	});

	it("needs the home screen on an iPhone", async () => {
		browser("default", "iPhone");
		vi.stubGlobal("window", {});
		expect(await subscribe()).toBe("needs_install");
		browser("default", "Old");
		vi.stubGlobal("window", {});
		expect(await subscribe()).toBe("unsupported");
	});
});

describe("at every launch", () => {
	it("posts the same subscription again under the same id", async () => {
		await subscribe();
		await renewPush();
		const [first, second] = api.putPushSubscription.mock.calls;
		expect(second).toEqual(first);
		expect(push.value).toBe("on");
	});

	it("makes a new one where the browser lost it, or the push service refused it, or the server has a new key", async () => {
		await subscribe();
		manager.current = null;
		await renewPush();
		expect(manager.made).toBe(2);
		api.putPushSubscription.mockResolvedValueOnce({ id: "x", renew: true });
		await renewPush();
		expect(manager.made).toBe(3);
		const other = toBase64url(new Uint8Array(65).fill(5));
		await writeMeta("vapid_public_key", other);
		await renewPush();
		const address = "https://push.example/4";
		expect(api.putPushSubscription.mock.lastCall?.[1]).toMatchObject({ endpoint: address, server_key: other });
	});

	it("does nothing where it was never wanted", async () => {
		await renewPush();
		expect([manager.made, push.value]).toEqual([0, "off"]);
		browser("denied");
		await renewPush();
		expect(push.value).toBe("denied");
	});
});

const failsWith = (name: string) => () => Promise.reject(new DOMException("Registration failed", name));
/** What browsers do if push does not work. */
const FAILURES: readonly (readonly [string, () => void])[] = [
	["AbortError", () => (manager.instead = failsWith("AbortError"))],
	["NotAllowedError", () => (manager.instead = failsWith("NotAllowedError"))],
	["no answer", () => (manager.instead = () => new Promise(() => undefined))],
	["an address that leads nowhere", () => (manager.host = "permanently-removed.invalid")],
	["no worker", () => ((navigator.serviceWorker.ready as unknown) = new Promise(() => undefined))],
];

describe("a browser that gives no address", () => {
	it.each(FAILURES)("says so after a tap: %s", async (_, fails) => {
		// shortens the time-out
		const { setTimeout: wait } = globalThis;
		vi.stubGlobal("setTimeout", (then: () => void) => wait(then, 20));
		fails();
		await expect(subscribe()).rejects.toMatchObject({ name: "Problem", code: "push_failed" });
		expect(await readMeta("push_subscription_id")).toBeUndefined();
		expect(api.putPushSubscription).not.toHaveBeenCalled();
	});

	it.each(FAILURES.slice(0, 2))("is asked once a day, and the switch says off: %s", async (_, fails) => {
		await subscribe();
		manager.current = null;
		fails();
		for (let launch = 0; launch < 3; launch++) await renewPush();
		expect([manager.made, push.value]).toEqual([2, "failed"]);
		vi.resetModules();
		({ push } = await import("./push-state"));
		({ renewPush, subscribe } = await import("./subscribe"));
		await renewPush();
		expect([manager.made, push.value]).toEqual([2, "failed"]);
		await writeMeta("push_failed", Date.now() - 25 * 3_600_000);
		manager.instead = null;
		await renewPush();
		expect([manager.made, push.value]).toEqual([3, "on"]);
		expect(await readMeta("push_failed")).toBeUndefined();
	});

	it("is left for a new address where the one it has leads nowhere", async () => {
		manager.host = "permanently-removed.invalid";
		await manager.subscribe({ applicationServerKey: fromBase64url(KEY) });
		manager.host = "push.example";
		expect(await subscribe()).toBe("on");
		expect(api.putPushSubscription.mock.lastCall?.[1]).toMatchObject({ endpoint: "https://push.example/2" });
	});

	it("may have the names of push and nothing behind them", async () => {
		vi.stubGlobal("Notification", { permission: "default" });
		expect(await subscribe()).toBe("unsupported");
	});

	it("fails in the worker too, with a Problem", async () => {
		manager.instead = failsWith("AbortError");
		await expect(keepSubscribed(manager as unknown as PushManager)).rejects.toMatchObject({ code: "push_failed" });
	});
});

describe("the permission", () => {
	it("is not there where the browser's question was closed", async () => {
		browser("default");
		await expect(subscribe()).rejects.toMatchObject({ code: "push_unanswered" });
		expect([manager.made, await readMeta("push_subscription_id")]).toEqual([0, undefined]);
	});

	it.each([
		["default", "off"],
		["denied", "denied"],
	] as const)("is taken away later: %s", async (permission, shown) => {
		await subscribe();
		const id = await readMeta("push_subscription_id");
		browser(permission);
		await renewPush();
		expect([push.value, manager.made, await readMeta("push_subscription_id")]).toEqual([shown, 1, undefined]);
		expect(api.deletePushSubscription).toHaveBeenCalledWith(id);
	});
});

describe("turning push off", () => {
	it("ends the subscription on both sides", async () => {
		await subscribe();
		const id = await readMeta("push_subscription_id");
		expect(await unsubscribe()).toBe("off");
		expect([manager.current, await readMeta("push_subscription_id")]).toEqual([null, undefined]);
		expect(api.deletePushSubscription).toHaveBeenCalledWith(id);
	});

	it("works without a connection", async () => {
		await subscribe();
		const { Problem } = await import("../browser/problem");
		api.deletePushSubscription.mockRejectedValueOnce(new Problem("offline", 0, ""));
		expect(await unsubscribe()).toBe("off");
	});
});
