import { afterEach, beforeEach, describe, expect, it, type Mock, vi } from "vitest";

type Leader = typeof import("./leader") & {
	readonly name: string;
	readonly work: Mock<(stop: AbortSignal) => void>;
	readonly stopped: () => boolean;
	stop(): void;
};

/** The part of Web Locks that is needed: one holder, a queue, stealing, aborting. https://w3c.github.io/web-locks/ */
class FakeLocks {
	private held: { reject: (reason: unknown) => void } | null = null;
	private readonly queue: (() => void)[] = [];

	async request(_name: string, options: LockOptions, callback: () => Promise<unknown>): Promise<unknown> {
		if (options.steal && this.held) this.held.reject(new DOMException("stolen", "AbortError"));
		else if (this.held) await this.wait(options.signal);
		const broken = Promise.withResolvers<never>();
		const holder = { reject: broken.reject };
		this.held = holder;
		try {
			return await Promise.race([callback(), broken.promise]);
		} finally {
			if (this.held === holder) this.release();
		}
	}

	private wait(signal?: AbortSignal): Promise<void> {
		return new Promise((resolve, reject) => {
			this.queue.push(resolve);
			signal?.addEventListener("abort", () => reject(signal.reason));
		});
	}

	private release(): void {
		this.held = null;
		this.queue.shift()?.();
	}
}

const tabs: Leader[] = [];

beforeEach(() => {
	vi.stubGlobal("navigator", { locks: new FakeLocks() });
});

afterEach(() => {
	for (const tab of tabs.splice(0)) tab.stop();
	vi.unstubAllGlobals();
});

/** Each tab has its own modules; all share locks and channel. */
async function openTab(name: string): Promise<Leader> {
	vi.resetModules();
	const module = await import("./leader");
	let last: AbortSignal | undefined;
	const work = vi.fn((signal: AbortSignal) => {
		last = signal;
	});
	const tab = { ...module, name, work, stopped: () => last?.aborted ?? true, stop: module.lead(work) };
	tabs.push(tab);
	await new Promise((resolve) => setTimeout(resolve));
	return tab;
}

describe("two tabs", () => {
	it("have one leader", async () => {
		const [one, other] = [await openTab("one"), await openTab("other")];
		expect([one.isLeader(), other.isLeader()]).toEqual([true, false]);
		expect(other.work).not.toHaveBeenCalled();
	});

	it("hand over when the leader closes", async () => {
		const [one, other] = [await openTab("one"), await openTab("other")];
		one.stop();
		await vi.waitFor(() => expect(other.isLeader()).toBe(true));
		expect(one.isLeader()).toBe(false);
		expect([one.stopped(), other.stopped()]).toEqual([true, false]);
	});

	it("leave a leader alone that answers", async () => {
		const [one, other] = [await openTab("one"), await openTab("other")];
		await other.checkLeader(other.work);
		expect([one.isLeader(), other.isLeader()]).toEqual([true, false]);
	});

	it("replace one that does not answer, and it stops when it wakes", async () => {
		const [one, other] = [await openTab("one"), await openTab("other")];
		vi.stubGlobal("setTimeout", (done: () => void) => void queueMicrotask(done));
		await other.checkLeader(other.work);
		await vi.waitFor(() => expect(other.isLeader()).toBe(true));
		expect(other.stopped()).toBe(false);
		await vi.waitFor(() => expect(one.stopped()).toBe(true));
		expect(one.isLeader()).toBe(false);
	});
});

it("leads where a browser has no locks: sending twice is harmless", async () => {
	vi.stubGlobal("navigator", {});
	const tab = await openTab("alone");
	expect(tab.isLeader()).toBe(true);
});

it("leads where a browser refuses every lock, and does not ask without end", async () => {
	const request = vi.fn(() => Promise.reject(new DOMException("not allowed", "SecurityError")));
	vi.stubGlobal("navigator", { locks: { request } });
	const tab = await openTab("alone");
	await vi.waitFor(() => expect(tab.isLeader()).toBe(true));
	expect(request).toHaveBeenCalledOnce();
	expect(tab.work).toHaveBeenCalledOnce();
});
