/** Small steps that many stories start with. */

import { vi } from "vitest";
import { HELD } from "../kernel/sync/order";
import type { Draft } from "../practices/rituals/store";
import type { FakeServer } from "./fake-server";
import { openPhone, type Phone } from "./phone";

/** Ana's phone, started, alone. */
export async function ana(server: FakeServer): Promise<Phone> {
	const phone = await openPhone(server, "ana");
	await phone.identity.start();
	return phone;
}

/** Ana and Ben, paired; Ben's phone is awake. */
export async function pair(server: FakeServer): Promise<{ ana: Phone; ben: Phone }> {
	const first = await ana(server);
	const ben = await openPhone(server, "ben");
	await ben.identity.start();
	await connect(first, ben);
	return { ana: first, ben };
}

/** Two people with accounts connect; the phone that takes the code is awake. */
export async function connect(first: Phone, other: Phone): Promise<void> {
	await first.wake();
	await first.handovers.close();
	await first.handovers.offer("pair");
	const code = first.handoverShown.handover.value?.code ?? "";
	await other.wake();
	await other.handovers.close();
	await other.handovers.take("pair", code);
	for (const phone of [first, other]) {
		await phone.wake();
		await phone.handovers.look();
		await phone.handovers.confirm();
	}
	await first.wake();
	await first.handovers.look();
	await other.wake();
}

/** Adds a new phone to a person by a handover with one of their phones; the new phone is awake. */
export async function letIn(owner: Phone, fresh: Phone): Promise<Phone> {
	await owner.wake();
	await owner.handovers.close();
	await owner.handovers.offer("device");
	const { code = "" } = owner.handoverShown.handover.value ?? {};
	await fresh.wake();
	await fresh.handovers.take("device", code);
	await owner.wake();
	await owner.handovers.look();
	await owner.handovers.confirm();
	await fresh.wake();
	await fresh.handovers.look();
	await fresh.handovers.confirm();
	return fresh;
}

/** Sends everything in a phone's queue, and fetches what is new. */
export async function meet(phone: Phone): Promise<void> {
	await phone.wake();
	const stop = new AbortController();
	phone.outbox.startSending(stop.signal, () => undefined);
	await settled(phone);
	stop.abort();
	await phone.feed.pull();
}

/** As `meet`, for each phone, once nothing of now can be undone any more. */
export async function afterUndo(...phones: readonly Phone[]): Promise<void> {
	vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + HELD });
	for (const phone of phones) await meet(phone);
	vi.useRealTimers();
}

/** Resolves when nothing waits to be sent. */
export async function settled(phone: Phone): Promise<void> {
	await vi.waitFor(
		async () => {
			await phone.queue.rereadQueue();
			if (phone.status.waitingToSend.value > 0) throw new Error(`${phone.status.waitingToSend.value} still wait`);
		},
		{ timeout: 8000, interval: 5 },
	);
}

/** A weekly dinner, proposed alone and so accepted. */
export function ritualDraft(parts: Partial<Draft> = {}): Draft {
	const recurrence = {
		frequency: "weekly",
		interval: 1,
		weekdays: null,
		nth: null,
		starts: "2020-01-03T19:00",
		zone: "Europe/Berlin",
		duration_minutes: 120,
	} as const;
	return { kind: "candlelight_dinner", title: "Dinner", place: "", note: "", recurrence, lead_minutes: [60], ...parts };
}

/** Another phone of the person starts a new epoch of their own space, which only the server and that phone know. */
export async function rotateOwnKey(server: FakeServer, phone: Phone): Promise<void> {
	const { newId } = await import("../kernel/store/ids");
	const { newRoot, wrapRoot } = await import("../kernel/crypto/keys");
	const { self } = await import("../kernel/keys/trust");
	const me = await self();
	const { person_id, device_id } = phone.session.ready();
	const root = await newRoot();
	const epoch_id = newId();
	const wrap = await wrapRoot(me.wrapper, { spaceId: person_id, epochId: epoch_id }, root.raw, me.party);
	server.people.startEpoch({ person_id, device_id, waiting: false }, person_id, epoch_id, {
		number: 2,
		wraps: [{ device_id, wrap }],
	});
}

/** Sends what is written from now on, and what waits, until `signal` aborts. */
export function sendAtOnce(phone: Phone, signal: AbortSignal): void {
	phone.outbox.startSending(signal, () => undefined);
	phone.queue.onWritten(() => void phone.outbox.flush(true));
}

/** The requests that wrote something, such as `PUT /check-ins/ID`. */
export function written(server: FakeServer): readonly string[] {
	return server.written().map((line) => line.replace(/[0-9a-f-]{36}/g, "ID"));
}

/** All records and requests in IndexedDB. */
export async function onDisk(phone: Phone): Promise<readonly unknown[]> {
	const db = await phone.local.local();
	return [await db.getAll("records"), await db.getAll("outbox")];
}

/** A check-in with a note and energy; resolves with its id. */
export async function noted(phone: Phone): Promise<string> {
	const id = await phone.checkins.checkIn(3);
	await phone.checkins.addDetails(id, { note: "Long words", energy: 2 });
	return id;
}

/** The parts of a page that a lock needs. */
export function stubPage(): void {
	vi.stubGlobal("document", new EventTarget());
	vi.stubGlobal("window", new EventTarget());
	vi.stubGlobal("addEventListener", () => undefined);
	vi.stubGlobal(
		"EventSource",
		class extends EventTarget {
			close(): void {}
		},
	);
}
