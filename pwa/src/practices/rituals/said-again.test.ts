import { afterEach, expect, it, vi } from "vitest";
import { putRecord } from "../../kernel/http/api";
import { sealedBody } from "../../kernel/store/sealed-body";
import { FakeServer } from "../../testing/fake-server";
import type { Phone } from "../../testing/phone";
import { meet, pair, ritualDraft } from "../../testing/stories";
import { RITUALS } from "./kinds";

afterEach(() => vi.unstubAllGlobals());

/** The ritual again, under the same edit; `changed` are other fields. */
async function sendAs(phone: Phone, id: string, changed: { readonly lead_minutes?: readonly number[] }): Promise<void> {
	await phone.wake();
	const { person_id, couple } = phone.session.ready();
	const space_id = couple?.id ?? "";
	const view = (await (await phone.local.local()).get("records", [space_id, RITUALS.name, id]))?.view;
	const sent = Object.fromEntries(RITUALS.sent.map((name) => [name, view?.fields[name] ?? null]));
	const plain = { fields: { ...sent, ...changed }, words: view?.words ?? null };
	const { text } = await sealedBody(RITUALS, { id, space_id, edit: 1, sealed_by: person_id, plain });
	await putRecord(RITUALS.path(id), text);
}

it.each([
	["repeats a yes to the same times after a restore", {}, true],
	["repeats no yes to what the partner sent instead, under the same edit", { lead_minutes: [30] }, false],
])("%s", async (_, changed, accepted_by_me) => {
	const server = new FakeServer();
	const { ana, ben } = await pair(server);
	const id = await ben.rituals.propose(ritualDraft());
	await meet(ben);
	await meet(ana);
	await ana.rituals.accept(id);
	await meet(ana);
	server.restoreAll(() => null);
	await ana.feed.pull();
	await sendAs(ben, id, changed);
	await meet(ana);
	await ana.feed.pull();
	expect(await ana.meta.readMeta("said")).toBeUndefined();
	expect(ana.rituals.rituals.value).toMatchObject([{ id, accepted_by_me }]);
});
