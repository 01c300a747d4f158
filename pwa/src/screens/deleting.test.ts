/** Deleting the account, and a phone's contents: what each of the person's phones says then. */

import { afterEach, expect, it, vi } from "vitest";
import { m } from "../paraglide/messages.js";
import { FakeServer } from "../testing/fake-server";
import { openPhone, type Phone } from "../testing/phone";
import { button, closeScreen, fields, submit, wordsIn } from "../testing/screen";
import { ana, letIn } from "../testing/stories";
import AccountDeleted from "./account-deleted";
import EraseScreen from "./erase";
import { endFarewell, farewell } from "./farewell";

vi.mock("preact/hooks", async () => (await import("../testing/screen")).hooks);
vi.mock("preact-iso", () => ({ useLocation: () => ({ route: () => undefined }), useRoute: () => ({ path: "/" }) }));
vi.mock("../ui/names", () => ({ usePartner: () => ({ inside: "Ben", start: "Ben" }) }));

afterEach(() => {
	closeScreen();
	endFarewell();
	vi.unstubAllGlobals();
});

/** A phone of Ana's, after another one has deleted her account. */
async function left(): Promise<Phone> {
	const server = new FakeServer();
	const owner = await ana(server);
	const second = await letIn(owner, await openPhone(server, "second"));
	await owner.wake();
	await owner.signOut.eraseMine();
	await second.wake();
	await second.identity.checkSession();
	return second;
}

it("says when the account is deleted, after saying that other phones keep what they have", async () => {
	const phone = await ana(new FakeServer());
	const screen = () => EraseScreen();
	expect(wordsIn(screen, "p")).toContain(m.erase_others());
	fields(screen)[0]?.type(m.erase_word());
	submit(screen);
	await vi.waitFor(() => expect(farewell.value).toBe(m.erased()));
	expect(phone.session.session.value).toEqual({ state: "none" });
});

it("offers a copy and deleting on the person's other phones, and no way back", async () => {
	const phone = await left();
	const screen = () => AccountDeleted();
	expect(wordsIn(screen, "h1")).toEqual([m.account_deleted()]);
	expect(wordsIn(screen, "a")).toEqual([m.export_title()]);
	await button(screen, m.wipe())();
	await vi.waitFor(() => expect(wordsIn(screen, "p")).toContain(m.wipe_back_deleted()));
	fields(screen)[0]?.type(m.wipe_word());
	submit(screen);
	await vi.waitFor(() => expect(farewell.value).toBe(m.wiped()));
	expect(phone.session.session.value).toEqual({ state: "none" });
});
