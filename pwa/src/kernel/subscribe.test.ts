import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { toBase64url } from "./bytes";
import { readMeta, wipeLocal, writeMeta } from "./local";
import { Problem } from "./problem";
import { push } from "./push";
import { renewPush, subscribe, unsubscribe } from "./subscribe";

const api = vi.hoisted(() => ({ getSession: vi.fn(), putPushSubscription: vi.fn(), deletePushSubscription: vi.fn() }));

// what the server answers is its own; the browser's push is played by the manager below
vi.mock("./api", () => api);

const KEY = toBase64url(new Uint8Array(65).fill(4));

let manager: FakeManager;

/** One browser's push. https://www.w3.org/TR/push-api/ */
class FakeManager {
	made = 0;
	current: PushSubscription | null = null;

	async getSubscription(): Promise<PushSubscription | null> {
		return this.current;
	}

	async subscribe({ applicationServerKey }: PushSubscriptionOptionsInit): Promise<PushSubscription> {
		this.made += 1;
		const made = {
			endpoint: `https://push.example/${this.made}`,
			options: { applicationServerKey },
			getKey: (name: string) => new Uint8Array(name === "auth" ? 16 : 65).buffer,
			unsubscribe: async () => {
				this.current = null;
				return true;
			},
		};
		// as much of a subscription as this app looks at
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
		expect(sent).toMatchObject({ endpoint: "https://push.example/1" });
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
	});

	it("does nothing where it was never wanted", async () => {
		await renewPush();
		expect([manager.made, push.value]).toEqual([0, "off"]);
		browser("denied");
		await renewPush();
		expect(push.value).toBe("denied");
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
		api.deletePushSubscription.mockRejectedValueOnce(new Problem("offline", 0, ""));
		expect(await unsubscribe()).toBe("off");
	});
});
