import { effect } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { ana, onDisk, stubPage } from "../../testing/stories";
import { run } from "../engine/engine";
import { hear, type Message } from "../store/channel";
import { lock, locked, showLock } from "../store/locked";
import { lockNow, lockToo, turnOffLock, turnOnLock, unlock } from "./lock";

const PIN = "271828";

let server: FakeServer;

// half a second for each try would add up; stretching.test.ts tests the number of rounds
vi.mock("../crypto/stretching", async (original) => ({
	...(await original<typeof import("../crypto/stretching")>()),
	measureRounds: async () => 1_000,
}));

beforeEach(() => {
	server = new FakeServer();
	stubPage();
	// so that a lock can stop and start it
	run()();
});

afterEach(async () => {
	if (locked.value) await unlock(PIN);
	if (lock.value) await turnOffLock(PIN);
	run()();
	vi.unstubAllGlobals();
	vi.useRealTimers();
});

describe("two tabs", () => {
	it("lock together", async () => {
		const phone = await ana(server);
		await phone.profiles.saveName("Ana of the canary");
		await turnOnLock(PIN);
		const heard: Message["type"][] = [];
		const other = new BroadcastChannel("twofold");
		other.onmessage = ({ data }: MessageEvent<Message>) => heard.push(data.type);
		await lockNow();
		await vi.waitFor(() => expect(heard).toContain("lock"));
		await unlock(PIN);
		other.onmessage = null;
		await lockToo();
		expect(locked.value).toBe(true);
		expect(JSON.stringify(await onDisk(phone))).not.toContain("canary");
		other.close();
	});

	it("put away together what lies open, also where one of them needs a moment longer or is closed meanwhile", async () => {
		const phone = await ana(server);
		await phone.profiles.saveName("Ana of the canary");
		const other = Promise.withResolvers<void>();
		vi.stubGlobal("navigator", { locks: { request: requestBeside(other.promise) } });
		await turnOnLock(PIN);
		const locking = lockNow();
		other.resolve();
		await locking;
		expect(JSON.stringify(await onDisk(phone))).not.toContain("canary");
	});

	it("lock together also where one has not heard yet that there is a lock", async () => {
		await ana(server);
		await turnOnLock(PIN);
		showLock(null);
		await lockToo();
		expect(locked.value).toBe(true);
	});

	it("rest together", async () => {
		await ana(server);
		vi.useFakeTimers({ toFake: ["Date", "performance", "setInterval", "clearInterval"], now: Date.now() });
		await turnOnLock(PIN);
		const other = new BroadcastChannel("twofold");
		const heard = new Promise<void>((resolve) => hear(({ type }) => type === "touched" && resolve()));
		await vi.advanceTimersByTimeAsync(4 * 60_000);
		other.postMessage({ type: "touched" } satisfies Message);
		await heard;
		await vi.advanceTimersByTimeAsync(4 * 60_000);
		expect(locked.value).toBe(false);
		await vi.advanceTimersByTimeAsync(60_000 + 5000);
		await vi.waitFor(() => expect(locked.value).toBe(true));
		vi.useRealTimers();
		other.close();
	});
});

describe("a phone that sleeps as soon as it is unlocked", () => {
	it("is locked when it wakes", async () => {
		const page = new EventTarget();
		vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
		await ana(server);
		await turnOnLock(PIN);
		await lockNow();
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
		const sleep = (): void => void vi.setSystemTime(Date.now() + 60 * 60_000);
		const quit = effect(() => void (locked.value || queueMicrotask(sleep)));
		await unlock(PIN);
		quit();
		page.dispatchEvent(new Event("focus"));
		expect(locked.value).toBe(true);
	});
});

/**
 * The part of Web Locks that is needed, with another tab unlocked until `open` resolves.
 * https://w3c.github.io/web-locks/
 */
function requestBeside(open: Promise<void>) {
	return async (name: string, options: LockOptions, work: (lock: object | null) => unknown): Promise<unknown> => {
		if (name !== "twofold-unlocked") return new Promise(() => undefined);
		if (options.ifAvailable) return work(null);
		if (options.mode !== "shared") await open;
		return work({});
	};
}
