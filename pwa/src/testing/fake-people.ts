/** The fake server's people: sessions, phones, couples, keys. */

import type { Caller, Jar } from "./fake-caller";
import { FakeHandovers, type Handover } from "./fake-handovers";
import { FakeProblem, type Json } from "./fake-problem";
import type { FakeRecords } from "./fake-records";
import { FakeRecovery } from "./fake-recovery";
import { type FakeSeat, lossOf, partIn, passSeat } from "./fake-seat";

interface Device {
	readonly person_id: string;
	readonly key: string;
	signature: string | null;
	readonly recovered?: boolean;
}

export class FakePeople {
	readonly people = new Map<
		string,
		{ signing_key: string; sealed: unknown; couple_id: string | null; digest: string }
	>();
	readonly devices = new Map<string, Device>();
	readonly sessions = new Map<string, string>();
	/** The tokens of accounts that were deleted. */
	private readonly spent = new Set<string | null>();
	readonly epochs: { space_id: string; epoch_id: string; number: number }[] = [];
	readonly wraps = new Map<string, unknown>();
	/** The epochs that were started because a phone could not open another one. */
	readonly answers = new Set<string>();
	/** How many epochs of a space go on a page. */
	perPage = 50;
	readonly handovers = new Map<string, Handover>();
	readonly handing: FakeHandovers;
	readonly recovery = new FakeRecovery();
	/** Of the phone that calls. */
	newcomerUntil: string | null = null;
	/** By the person in whose name a newcomer phone has left. */
	readonly left = new Map<string, { readonly couple_id: string; readonly until: string }>();
	/** A new account that is about to replace an old one. */
	seat: FakeSeat | null = null;
	/** By the person whose account was replaced. */
	readonly lost = new Map<string, Json>();
	/** Spaces that need a new epoch. */
	readonly due = new Set<string>();
	/** The day on which the server stops. */
	closesOn: string | null = null;
	/** Who may create an account. */
	signUp: "open" | "invitation" | "closed" = "open";
	/** How many people each sign-up code still lets in, by its proof. */
	readonly codes = new Map<unknown, number>();
	private tokens = 0;

	constructor(private readonly records: FakeRecords) {
		this.handing = new FakeHandovers(this, records);
	}

	caller({ token }: Jar): Caller | null {
		const device_id = this.sessions.get(token ?? "");
		const device = device_id === undefined ? undefined : this.devices.get(device_id);
		return device && device_id !== undefined
			? { person_id: device.person_id, device_id, waiting: device.signature === null }
			: null;
	}

	start(person_id: string, { sign_up_code, handover_id, ...body }: Json, jar: Jar): Json {
		const digest = JSON.stringify(body);
		const known = this.people.get(person_id);
		if (known && known.digest !== digest) throw new FakeProblem(409, "id_taken");
		if (!known && this.signUp !== "open") this.admit({ sign_up_code, handover_id });
		const device = body.device as { id: string; key: string; signature: string };
		const epoch = body.epoch as { id: string; wrap: unknown };
		if (!known) {
			this.people.set(person_id, {
				signing_key: String(body.signing_key),
				sealed: body.signing_key_sealed,
				couple_id: null,
				digest,
			});
			this.devices.set(device.id, { person_id, key: device.key, signature: device.signature });
			this.addSpace(person_id, [person_id], epoch.id, [{ device_id: device.id, wrap: epoch.wrap }]);
		}
		this.open(device.id, jar);
		return { person_id, device_id: device.id };
	}

	private admit({ sign_up_code, handover_id }: Json): void {
		const offer = this.handovers.get(String(handover_id));
		if (offer && offer.purpose !== "device") return;
		if (this.signUp === "closed") throw new FakeProblem(403, "sign_up_closed");
		if (!sign_up_code) throw new FakeProblem(403, "sign_up_code_needed");
		const left = this.codes.get(sign_up_code) ?? 0;
		if (left === 0) throw new FakeProblem(403, "sign_up_code_unknown");
		this.codes.set(sign_up_code, left - 1);
	}

	instance(): Json {
		return {
			sign_up: this.signUp,
			operator_name: "Cleo",
			operator_contact: null,
			privacy_notice: null,
			closes_on: this.closesOn,
		};
	}

	session(caller: Caller | null, { token }: Jar): Json {
		const server_time = new Date().toISOString();
		const nobody = {
			person: null,
			device: null,
			couple: null,
			newcomer_until: this.newcomerUntil,
			left: null,
			account_deleted: this.spent.has(token),
			server_time,
			vapid_public_key: "",
			app_min: 1,
			closes_on: this.closesOn,
		};
		return caller ? { ...nobody, ...this.known(caller) } : nobody;
	}

	private known({ person_id, device_id, waiting }: Caller): Json {
		const person = this.people.get(person_id);
		const couple_id = waiting ? null : (person?.couple_id ?? null);
		const partner_id = couple_id && this.records.spaces.get(couple_id)?.members.find((id) => id !== person_id);
		const couple =
			couple_id && partner_id
				? { id: couple_id, partner: { id: partner_id, signing_key: this.people.get(partner_id)?.signing_key } }
				: null;
		return {
			person: { id: person_id, signing_key: person?.signing_key },
			device: { id: device_id, state: waiting ? "waiting" : "active" },
			couple,
			left: this.left.get(person_id) ?? null,
			seat: (this.seat && partIn(this.seat, person_id)) ?? this.lost.get(person_id) ?? null,
		};
	}

	erase(caller: Caller, id: string): void {
		if (caller.person_id !== id) throw new FakeProblem(404, "not_found");
		const couple_id = this.people.get(id)?.couple_id;
		if (couple_id) this.leave(caller, couple_id);
		for (const [token, device_id] of this.sessions)
			if (this.devices.get(device_id)?.person_id === id) this.spent.add(token);
		for (const [device_id, { person_id }] of [...this.devices]) if (person_id === id) this.removeDevice(device_id);
		this.records.forget(id);
		this.people.delete(id);
	}

	removeDevice(id: string): void {
		this.devices.delete(id);
		for (const [token, device_id] of this.sessions) if (device_id === id) this.sessions.delete(token);
		for (const key of this.wraps.keys()) if (key.endsWith(`/${id}`)) this.wraps.delete(key);
	}

	keys({ person_id, device_id }: Caller, page: number): Json {
		const person = this.people.get(person_id);
		const space_ids = [person_id, ...(person?.couple_id ? [person.couple_id] : [])];
		const members = new Set(space_ids.flatMap((id) => this.records.spaces.get(id)?.members ?? []));
		const devices = [...this.devices].filter(([, device]) => members.has(device.person_id) && device.signature);
		const { epochs, more } = this.pageOf(space_ids, page, person?.sealed);
		const missing = epochs.flatMap(({ space_id, epoch_id }) =>
			devices
				.filter(
					([id, device]) =>
						this.records.spaces.get(space_id)?.members.includes(device.person_id) &&
						!this.wraps.has(`${space_id}/${epoch_id}/${id}`),
				)
				.map(([id]) => ({ space_id, epoch_id, device_id: id })),
		);
		return {
			signing_key_sealed: person?.sealed,
			people: [...members].map((id) => ({ person_id: id, signing_key: this.people.get(id)?.signing_key })),
			devices: devices.map(([id, device]) => ({
				person_id: device.person_id,
				device_id: id,
				key: device.key,
				signature: device.signature,
			})),
			epochs: epochs.map((epoch) => ({
				...epoch,
				current: this.records.spaces.get(epoch.space_id)?.epoch_id === epoch.epoch_id,
				answers: this.answers.has(epoch.epoch_id),
				wrap: this.wraps.get(`${epoch.space_id}/${epoch.epoch_id}/${device_id}`) ?? null,
			})),
			more,
			missing,
			due: space_ids.filter((id) => this.due.has(id)),
			recovery: this.recovery.of(person_id, epochs),
		};
	}

	/** The newest epochs of each space, and on the first page that of the signing key. */
	private pageOf(space_ids: string[], page: number, sealed: unknown) {
		const all = space_ids.map((id) => this.epochs.filter(({ space_id }) => space_id === id).reverse());
		const some = all.map((epochs) => epochs.slice(page * this.perPage, (page + 1) * this.perPage));
		const first = this.epochs.filter(({ epoch_id }) => page === 0 && epoch_id === (sealed as { k: string }).k);
		const more = all.some((epochs) => epochs.length > (page + 1) * this.perPage);
		return { epochs: [...new Set([...some.flat(), ...first])], more };
	}

	openRecovery(lookup: string, proof: Json, page = 0): Promise<Json> {
		return this.recovery.opened(lookup, proof, (person_id) => {
			const person = this.people.get(person_id);
			const space_ids = [person_id, ...(person?.couple_id ? [person.couple_id] : [])];
			const { epochs, more } = this.pageOf(space_ids, page, person?.sealed);
			const current = (space_id: string) => this.records.spaces.get(space_id)?.epoch_id;
			return {
				signing_key_sealed: person?.sealed,
				more,
				epochs: epochs.map((epoch) => ({ ...epoch, current: current(epoch.space_id) === epoch.epoch_id })),
			};
		});
	}

	async recover(lookup: string, device_id: string, body: Json, jar: Jar): Promise<Json> {
		const person_id = await this.recovery.proven(lookup, body);
		this.devices.set(device_id, {
			person_id,
			key: String(body.key),
			signature: String(body.signature),
			recovered: true,
		});
		for (const { space_id, epoch_id, wrap } of body.wraps as { space_id: string; epoch_id: string; wrap: unknown }[])
			this.addWraps(space_id, epoch_id, [{ device_id, wrap }]);
		this.open(device_id, jar);
		return { person_id, device_id };
	}

	startEpoch(caller: Caller, space_id: string, epoch_id: string, body: Json): Json {
		const space = this.records.spaceFor(space_id, caller.person_id);
		const known = !body.answers || body.answers === space.epoch_id;
		if (body.number !== space.number + 1 || !known) throw new FakeProblem(412, "stale_edit");
		if (body.answers) this.answers.add(epoch_id);
		Object.assign(space, { epoch_id, number: space.number + 1 });
		this.epochs.push({ space_id, epoch_id, number: space.number });
		this.due.delete(space_id);
		this.addWraps(space_id, epoch_id, body.wraps);
		return {};
	}

	takeSeat(couple_id: string): Json {
		if (this.seat?.couple_id !== couple_id) throw new FakeProblem(404, "not_found");
		passSeat(this.seat, this.people, this.records);
		this.lost.set(this.seat.old_id, lossOf(this.seat));
		this.seat = null;
		return { taken: true };
	}

	/** Leaves as a newcomer phone does. */
	leaveForNow(person_id: string, couple_id: string, until: string): void {
		for (const person of this.people.values()) if (person.couple_id === couple_id) person.couple_id = null;
		this.left.set(person_id, { couple_id, until });
	}

	stay({ person_id }: Caller, couple_id: string): Json {
		if (this.left.get(person_id)?.couple_id !== couple_id) throw new FakeProblem(404, "not_found");
		this.left.delete(person_id);
		for (const id of this.records.spaces.get(couple_id)?.members ?? []) {
			const person = this.people.get(id);
			if (person) person.couple_id = couple_id;
		}
		return { left: false };
	}

	leave(caller: Caller, couple_id: string): Json {
		for (const person of this.people.values()) if (person.couple_id === couple_id) person.couple_id = null;
		this.records.forget(couple_id);
		return { left: true, by: caller.person_id };
	}

	addWraps(space_id: string, epoch_id: string, wraps: unknown): void {
		for (const { device_id, wrap } of wraps as { device_id: string; wrap: unknown }[]) {
			const key = `${space_id}/${epoch_id}/${device_id}`;
			if (!this.wraps.has(key)) this.wraps.set(key, wrap);
		}
	}

	addSpace(space_id: string, members: string[], epoch_id: string, wraps: unknown): void {
		this.records.spaces.set(space_id, { members, epoch_id, number: 1 });
		this.epochs.push({ space_id, epoch_id, number: 1 });
		this.addWraps(space_id, epoch_id, wraps);
	}

	open(device_id: string, jar: Jar): void {
		this.tokens += 1;
		const token = `token-${this.tokens}`;
		this.sessions.set(token, device_id);
		jar.token = token;
	}
}
