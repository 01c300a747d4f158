/** @module-tag slow */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { ana, noted, onDisk, sendAtOnce, settled, written } from "../../testing/stories";
import { settleOwn } from "./held";
import type { Undo } from "./to-write";

let server: FakeServer;
let phone: Phone;
let stop: AbortController;

beforeEach(async () => {
	server = new FakeServer();
	phone = await ana(server);
	stop = new AbortController();
});

afterEach(async () => {
	await settleOwn();
	stop.abort();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

/** Advances this phone's wall clock by six seconds, and flushes. */
async function later(): Promise<void> {
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6100 });
	await phone.outbox.flush(true);
	vi.useRealTimers();
}

/** Each way to delete words on this phone, for a record that the server has or does not have. */
interface Case {
	readonly what: string;
	/** Makes the record; resolves with a function that deletes it. */
	readonly made: () => Promise<() => Promise<Undo>>;
	readonly sent: boolean;
	readonly afterwards: readonly string[];
}

const CASES: readonly Case[] = [
	{
		what: "a check-in that was sent",
		sent: true,
		made: async () => {
			const id = await noted(phone);
			return () => phone.checkins.remove(id);
		},
		afterwards: ["PUT /check-ins/ID", "PUT /check-ins/ID", "DELETE /check-ins/ID"],
	},
	{
		what: "a check-in that never left this phone",
		sent: false,
		made: async () => {
			const id = await noted(phone);
			return () => phone.checkins.remove(id);
		},
		afterwards: [],
	},
	{
		what: "what was refused",
		sent: true,
		made: async () => {
			server.faults.push({ on: /check-ins/, as: { status: 422, code: "invalid" } });
			await phone.checkins.checkIn(2);
			await vi.waitFor(() => expect(phone.tray.tray.value).toHaveLength(1));
			const [item] = phone.tray.tray.value;
			return () => phone.tray.holdDiscard(item?.id ?? 0);
		},
		afterwards: ["PUT /check-ins/ID"],
	},
	{
		what: "an edit that was refused",
		sent: true,
		made: async () => {
			const id = await phone.checkins.checkIn(2);
			await settled(phone);
			server.faults.push({ on: /check-ins/, as: { status: 422, code: "invalid" } });
			await phone.checkins.addDetails(id, { note: "Long words" });
			await vi.waitFor(() => expect(phone.tray.tray.value).toHaveLength(1));
			const [item] = phone.tray.tray.value;
			return () => phone.tray.holdDiscard(item?.id ?? 0);
		},
		afterwards: ["PUT /check-ins/ID", "PUT /check-ins/ID"],
	},
];

const seen = () => [phone.checkins.mine.value, phone.tray.tray.value];

describe.each(CASES)("deleting $what", ({ made, sent, afterwards }) => {
	let remove: () => Promise<Undo>;
	let before: unknown;
	let shownBefore: unknown;

	beforeEach(async () => {
		if (sent) sendAtOnce(phone, stop.signal);
		remove = await made();
		if (sent) await settled(phone);
		before = await onDisk(phone);
		shownBefore = seen();
	});

	it("takes it off the screen, and undone it is exactly as it was", async () => {
		const undo = await remove();
		expect(seen()).not.toEqual(shownBefore);
		expect(JSON.stringify(seen())).not.toContain("Long words");
		expect(await undo()).toBe(true);
		expect(seen()).toEqual(shownBefore);
		expect(await onDisk(phone)).toEqual(before);
		await later();
		expect(server.written().some((line) => line.startsWith("DELETE"))).toBe(false);
	});

	it("sends nothing while it can be undone, then deletes it, and then it is too late", async () => {
		const undo = await remove();
		if (!sent) sendAtOnce(phone, stop.signal);
		await phone.outbox.flush(true);
		expect(server.written().some((line) => line.startsWith("DELETE"))).toBe(false);
		await later();
		await settled(phone);
		expect(written(server)).toEqual(afterwards);
		expect(await undo()).toBe(false);
		expect(phone.tray.tray.value).toEqual([]);
		expect(JSON.stringify(await onDisk(phone))).not.toContain("Long words");
	});

	it("deletes it when the page is hidden", async () => {
		const undo = await remove();
		if (!sent) sendAtOnce(phone, stop.signal);
		await settleOwn();
		await settled(phone);
		expect(written(server)).toEqual(afterwards);
		expect(await undo()).toBe(false);
	});

	it("deletes it at the next start where its page was killed", async () => {
		await remove();
		stop.abort();
		await phone.wake();
		expect(JSON.stringify(seen())).not.toContain("Long words");
		stop = new AbortController();
		vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
		sendAtOnce(phone, stop.signal);
		await phone.outbox.flush(true);
		vi.useRealTimers();
		await settled(phone);
		expect(written(server)).toEqual(afterwards);
	});

	it("does the same in another tab", async () => {
		const undo = await remove();
		// another tab sees only what is in IndexedDB
		await Promise.all([phone.records.fillTables(), phone.queue.rereadQueue()]);
		expect(JSON.stringify(seen())).not.toContain("Long words");
		await undo();
		await Promise.all([phone.records.fillTables(), phone.queue.rereadQueue()]);
		expect(seen()).toEqual(shownBefore);
	});
});
