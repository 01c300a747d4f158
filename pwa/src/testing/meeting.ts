/** Handovers step by step, for stories that stop half-way. */

import type { FakeServer } from "./fake-server";
import { openPhone, type Phone } from "./phone";
import { ana } from "./stories";

/** Another person, alone; their phone is awake. */
export async function started(server: FakeServer, name: string): Promise<Phone> {
	const phone = await openPhone(server, name);
	await phone.identity.start();
	return phone;
}

/** A handover between two phones of one person, revealed; the phone that showed the code is awake. */
export async function met(server: FakeServer, known?: Phone, other?: Phone): Promise<{ first: Phone; ben: Phone }> {
	const { first, ben } = await taken(server, known, other);
	await first.wake();
	await first.handovers.look();
	return { first, ben };
}

/** Ben has used Ana's code; his phone is awake. */
export async function taken(server: FakeServer, known?: Phone, other?: Phone): Promise<{ first: Phone; ben: Phone }> {
	const first = known ?? (await ana(server));
	await first.wake();
	await first.handovers.offer("pair");
	const { code = "" } = first.handoverShown.handover.value ?? {};
	const ben = other ?? (await started(server, "ben"));
	await ben.wake();
	await ben.handovers.take("pair", code);
	return { first, ben };
}

/** The whole handover, from an open code on. */
export async function through(first: Phone, ben: Phone, code: string): Promise<void> {
	await ben.wake();
	await ben.handovers.take("pair", code);
	await confirmBy(first);
	await confirmBy(ben);
	await first.wake();
	await first.handovers.look();
	await ben.wake();
}

export async function confirmBy(phone: Phone): Promise<void> {
	await phone.wake();
	await phone.handovers.look();
	await phone.handovers.confirm();
}
