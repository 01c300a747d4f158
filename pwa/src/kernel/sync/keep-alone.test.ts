import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ana, ben, server } from "../../testing/paired";
import { openPhone, type Phone } from "../../testing/phone";
import { letIn } from "../../testing/stories";
import { keepAlone } from "./keep-alone";

let stop: AbortController;

beforeEach(() => {
	stop = new AbortController();
});

afterEach(() => stop.abort());

/** The app is open on this phone. */
async function open(phone: Phone): Promise<void> {
	await phone.wake();
	phone.outbox.startSending(stop.signal, () => void phone.identity.checkSession());
	phone.queue.onWritten(() => void phone.outbox.flush(true));
	const end = keepAlone();
	stop.signal.addEventListener("abort", end);
}

async function isOwn(phone: Phone): Promise<void> {
	await vi.waitFor(() => expect(phone.pauses.myPause.value).toMatchObject({ audience: "me", pending: false }));
	expect(phone.tray.tray.value).toEqual([]);
	expect(phone.session.ready()).toMatchObject({ couple: null, no_longer_connected: true });
}

it("keeps the pause of a phone that did not know that another one of its person has left", async () => {
	const second = await letIn(ana, await openPhone(server, "second"));
	await ana.wake();
	await ana.leaving.leave();
	await open(second);
	await second.pauses.pause({ minutes: 20, line: "Soon" });
	await isOwn(second);
	expect(second.pauses.myPause.value).toMatchObject({ state: "running", line: "Soon" });
});

it("keeps the pause of a partner who did not know either", async () => {
	await ana.leaving.leave();
	await open(ben);
	await ben.pauses.pause();
	await isOwn(ben);
});

it("brings back no pause that has been ended", async () => {
	await ana.leaving.leave();
	await ben.wake();
	await ben.pauses.pause();
	await ben.pauses.endPause("not_today");
	await open(ben);
	await ben.outbox.flush(true);
	await vi.waitFor(() => expect(ben.tray.tray.value).toHaveLength(1));
	expect(ben.pauses.myPause.value).toBeNull();
});

it("leaves what was written for both in the tray", async () => {
	await ana.leaving.leave();
	await open(ben);
	await ben.checkins.audience.choose("us");
	await ben.checkins.checkIn(2);
	await vi.waitFor(() => expect(ben.tray.tray.value).toMatchObject([{ apart: true, keepable: true }]));
});
