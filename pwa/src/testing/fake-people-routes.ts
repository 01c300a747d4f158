/** The fake server's routes of people, phones, keys and handovers. */

import type { FakePeople } from "./fake-people";
import { ID, type Route } from "./fake-routes";

export function peopleRoutes(people: FakePeople): Route[] {
	const { handing } = people;
	return [
		[`PUT /people/${ID}`, ([id = ""], body, { jar }) => people.start(id, body, jar)],
		[`DELETE /people/${ID}`, ([id = ""], _body, { caller }) => people.erase(caller, id)],
		["GET /instance", () => people.instance()],
		["GET /session", (_parts, _body, { caller, jar }) => people.session(caller, jar)],
		["DELETE /session", (_parts, _body, { caller }) => people.removeDevice(caller.device_id)],
		[
			"GET /devices",
			(_parts, _body, { caller }) => ({
				devices: [...people.devices]
					.filter(([, one]) => one.person_id === caller.person_id)
					.map(([id, { recovered = false }]) => ({
						id,
						added_day: "2026-11-23",
						current: id === caller.device_id,
						recovered,
					})),
			}),
		],
		[`DELETE /devices/${ID}`, ([id = ""]) => people.removeDevice(id)],
		["GET /keys", (_parts, _body, { caller, query }) => people.keys(caller, Number(query.get("page") ?? 0))],
		[
			`PUT /spaces/${ID}/epochs/${ID}`,
			([space = "", epoch = ""], body, { caller }) => people.startEpoch(caller, space, epoch, body),
		],
		[
			`PUT /spaces/${ID}/epochs/${ID}/wraps/${ID}`,
			([space = "", epoch = "", device_id], { wrap }) => people.addWraps(space, epoch, [{ device_id, wrap }]),
		],
		[`PUT /couples/${ID}/seat/taking`, ([id = ""]) => people.takeSeat(id)],
		[
			`DELETE /couples/${ID}/seat`,
			() => {
				people.seat = null;
			},
		],
		[`PUT /people/${ID}/recovery`, ([id = ""], body) => people.recovery.save(id, body)],
		[
			`PUT /spaces/${ID}/epochs/${ID}/recovery-wrap`,
			([space, epoch], body, { caller }) => people.recovery.give(caller.person_id, `${space}/${epoch}`, body),
		],
		[
			"PUT /recoveries/([\\w-]{22})/opening",
			([lookup = ""], body) => people.openRecovery(lookup, body, Number(body.page ?? 0)),
		],
		[
			`PUT /recoveries/([\\w-]{22})/devices/${ID}`,
			([lookup = "", id = ""], body, { jar }) => people.recover(lookup, id, body, jar),
		],
		[`PUT /couples/${ID}/leaving/withdrawal`, ([id = ""], _body, { caller }) => people.stay(caller, id)],
		[`PUT /couples/${ID}/leaving`, ([id = ""], _body, { caller }) => people.leave(caller, id)],
		["PUT /handovers/([\\w-]{22})", ([id = ""], body, { caller }) => handing.offer(caller, id, body)],
		["GET /handovers/([\\w-]{22})", ([id = ""], _body, { caller }) => handing.handover(caller, id)],
		["DELETE /handovers/([\\w-]{22})", ([id = ""], _body, { caller }) => handing.endHandover(caller, id)],
		["PUT /handovers/([\\w-]{22})/taking", ([id = ""], body, { caller, jar }) => handing.take(caller, id, body, jar)],
		["PUT /handovers/([\\w-]{22})/reveal", ([id = ""], body, { caller }) => handing.reveal(caller, id, body)],
		["PUT /handovers/([\\w-]{22})/confirmation", ([id = ""], body, { caller }) => handing.confirm(caller, id, body)],
	];
}
