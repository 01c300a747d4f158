import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { openPhone, type Phone } from "../../testing/phone";
import { ana } from "../../testing/stories";
import { readMeta } from "../store/meta";

let server: FakeServer;

beforeEach(() => {
	server = new FakeServer();
});

afterEach(() => {
	vi.unstubAllGlobals();
});

describe("an invitation", () => {
	it.each([
		["Ana", "Ana"],
		["  ", null],
		[null, null],
		["\u202eAna\u0000", "Ana"],
		["https://evil.example", null],
		["x".repeat(10_000), `${"x".repeat(40)}…`],
	])("from %j says %j to whoever has the code, and nothing is made", async (name, from) => {
		const { code, view } = await invited(name);
		expect(view?.from).toBe(from);
		const ben = await openPhone(server, "ben");
		const before = server.heard.length;
		expect(await ben.handovers.lookUp(code)).toEqual({ purpose: "pair", from });
		expect(server.heard.slice(before).map(({ method }) => method)).toEqual(["GET"]);
		expect([await readMeta("identity"), await readMeta("handover"), server.people.people.size]).toEqual([
			undefined,
			undefined,
			1,
		]);
	});

	it("never reaches the server in words, nor does the code", async () => {
		const { code } = await invited("Ana-canary");
		const sent = JSON.stringify(server.heard);
		for (const words of ["canary", code, code.replaceAll("-", "")]) expect(sent).not.toContain(words);
	});

	it("is still named on the phone that shows the code, after a reload and a changed name", async () => {
		const { first } = await invited("Ana");
		first.handoverShown.showHandover(null);
		await first.wake();
		await first.handovers.offer("pair", "Anna");
		expect(first.handoverShown.handover.value?.from).toBe("Ana");
	});

	it("is refused where the server has changed it", async () => {
		const { code } = await invited("Ana");
		for (const handover of server.people.handovers.values())
			handover.invitation = { ...handover.invitation, ct: "A".repeat(363) };
		const ben = await openPhone(server, "ben");
		await expect(ben.handovers.lookUp(code)).rejects.toMatchObject({ code: "tampered" });
	});

	it("names nobody where it is missing, or from a newer app", async () => {
		const { code } = await invited("Ana");
		const ben = await openPhone(server, "ben");
		const [handover] = server.people.handovers.values();
		if (!handover) throw new Error("nobody invites");
		handover.invitation = { ...handover.invitation, v: 2 };
		expect((await ben.handovers.lookUp(code)).from).toBeNull();
		handover.invitation = null;
		expect((await ben.handovers.lookUp(code)).from).toBeNull();
	});

	it("says why it cannot be read", async () => {
		const { code } = await invited("Ana");
		const ben = await openPhone(server, "ben");
		await expect(ben.handovers.lookUp(code.slice(1))).rejects.toMatchObject({ code: "bad_code" });
		server.faults.push({ on: /GET .handovers/, as: "down" });
		await expect(ben.handovers.lookUp(code)).rejects.toMatchObject({ code: "offline" });
		server.people.handovers.clear();
		await expect(ben.handovers.lookUp(code)).rejects.toMatchObject({ code: "no_such_code" });
	});

	it("is not made for a phone of one's own", async () => {
		const first = await ana(server);
		await first.handovers.offer("device", "Ana");
		const code = first.handoverShown.handover.value?.code ?? "";
		expect([...server.people.handovers.values()].map(({ invitation }) => invitation)).toEqual([null]);
		const fresh = await openPhone(server, "fresh");
		expect(await fresh.handovers.lookUp(code)).toEqual({ purpose: "device", from: null });
	});
});

async function invited(
	name: string | null,
): Promise<{ first: Phone; code: string; view: Phone["handoverShown"]["handover"]["value"] }> {
	const first = await ana(server);
	await first.handovers.offer("pair", name);
	const view = first.handoverShown.handover.value;
	return { first, code: view?.code ?? "", view };
}
