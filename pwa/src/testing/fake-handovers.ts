/** The fake server's handovers: from the code to a couple, a new phone or a new seat. */

import type { Caller, Jar } from "./fake-caller";
import type { FakePeople } from "./fake-people";
import { FakeProblem, type Json } from "./fake-problem";
import type { FakeRecords } from "./fake-records";
import { beginSeat } from "./fake-seat";

export interface Handover {
	readonly purpose: string;
	readonly person_id: string;
	readonly offer: Json;
	invitation: Json | null;
	taking: Json | null;
	taker_id: string | null;
	reveal: Json | null;
	readonly confirmed: Map<string, Json>;
	done: boolean;
}

export class FakeHandovers {
	constructor(
		private readonly people: FakePeople,
		private readonly records: FakeRecords,
	) {}

	offer(caller: Caller, id: string, body: Json): Json {
		const purpose = String(body.purpose);
		if (purpose === "seat" && !this.people.people.get(caller.person_id)?.couple_id)
			throw new FakeProblem(409, "not_connected");
		if (purpose === "pair" && this.people.people.get(caller.person_id)?.couple_id)
			throw new FakeProblem(409, "already_paired");
		for (const [other, handover] of this.people.handovers)
			if (handover.person_id === caller.person_id && handover.purpose === purpose && !handover.taking)
				this.people.handovers.delete(other);
		this.people.handovers.set(id, {
			purpose,
			person_id: caller.person_id,
			offer: body.offer as Json,
			invitation: body.invitation as Json | null,
			taking: null,
			taker_id: null,
			reveal: null,
			confirmed: new Map(),
			done: false,
		});
		return this.handover(caller, id);
	}

	handover(caller: Caller | null, id: string): Json {
		const handover = this.people.handovers.get(id);
		const takesPart = caller && handover && [handover.person_id, handover.taker_id].includes(caller.person_id);
		if (!handover || (handover.taking && !takesPart)) throw new FakeProblem(404, "not_found");
		const { purpose, offer, invitation, taking, reveal, done, confirmed } = handover;
		const state = done ? "done" : taking ? "taken" : "offered";
		return {
			id,
			purpose,
			state,
			expires_at: new Date(Date.now() + 86_400_000).toISOString(),
			offer,
			invitation: taking ? null : invitation,
			taking,
			reveal,
			confirmed_by: [...confirmed.keys()],
		};
	}

	take(caller: Caller | null, id: string, body: Json, jar: Jar): Json {
		const handover = this.people.handovers.get(id);
		if (!handover) throw new FakeProblem(404, "not_found");
		const taking = body.taking as Json & { device_id: string; device_key: string };
		const again = JSON.stringify(handover.taking) === JSON.stringify(taking);
		if (handover.taking && !again) throw new FakeProblem(409, "taken");
		if (handover.purpose !== "device") {
			if (!caller) throw new FakeProblem(401, "sign_in");
			if (caller.person_id === handover.person_id) throw new FakeProblem(409, "own_code");
			if (this.people.people.get(caller.person_id)?.couple_id) throw new FakeProblem(409, "already_paired");
			Object.assign(handover, { taking, taker_id: caller.person_id });
			return this.handover(caller, id);
		}
		if (!again)
			this.people.devices.set(taking.device_id, {
				person_id: handover.person_id,
				key: taking.device_key,
				signature: null,
			});
		Object.assign(handover, { taking, taker_id: handover.person_id });
		if (!handover.done) this.people.open(taking.device_id, jar);
		return this.handover({ person_id: handover.person_id, device_id: taking.device_id, waiting: true }, id);
	}

	endHandover(caller: Caller, id: string): void {
		const handover = this.people.handovers.get(id);
		const people = [handover?.person_id, handover?.taker_id];
		if (!handover || handover.done || !people.includes(caller.person_id)) throw new FakeProblem(404, "not_found");
		if (handover.purpose === "device" && handover.taking) this.people.removeDevice(String(handover.taking.device_id));
		this.people.handovers.delete(id);
	}

	reveal(caller: Caller, id: string, { reveal }: Json): Json {
		const handover = this.people.handovers.get(id);
		if (handover?.person_id !== caller.person_id) throw new FakeProblem(404, "not_found");
		if (!handover.taking) throw new FakeProblem(409, "not_taken");
		handover.reveal ??= reveal as Json;
		if (JSON.stringify(handover.reveal) !== JSON.stringify(reveal)) throw new FakeProblem(409, "taken");
		return this.handover(caller, id);
	}

	confirm(caller: Caller, id: string, body: Json): Json {
		const handover = this.people.handovers.get(id);
		if (!handover) throw new FakeProblem(404, "not_found");
		if (!handover.taking) throw new FakeProblem(409, "not_taken");
		if (!handover.reveal) throw new FakeProblem(409, "not_revealed");
		if (!handover.done) {
			handover.confirmed.set(caller.person_id, body);
			if (handover.purpose === "device") this.letIn(handover, body);
			else if (handover.purpose === "seat") this.people.seat = beginSeat(handover, this.people.people, this.records);
			else this.pair(handover);
		}
		return this.handover(caller, id);
	}

	private letIn(handover: Handover, body: Json): void {
		const device = this.people.devices.get(String(handover.taking?.device_id));
		if (device) device.signature = String(body.device_signature);
		for (const { space_id, epoch_id, wrap } of body.wraps as {
			space_id: string;
			epoch_id: string;
			wrap: unknown;
		}[]) {
			this.people.addWraps(space_id, epoch_id, [{ device_id: handover.taking?.device_id, wrap }]);
		}
		handover.done = true;
	}

	private pair(handover: Handover): void {
		const body = handover.confirmed.get(handover.person_id) as
			| { couple_id: string; epoch: { id: string; wraps: unknown } }
			| undefined;
		const taker = handover.taker_id;
		if (!body || !taker || !handover.confirmed.has(taker)) return;
		this.people.addSpace(body.couple_id, [handover.person_id, taker], body.epoch.id, body.epoch.wraps);
		for (const id of [handover.person_id, taker]) {
			const person = this.people.people.get(id);
			if (person) person.couple_id = body.couple_id;
		}
		handover.done = true;
	}
}
