import { afterEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { ana } from "../../testing/stories";
import { writingKey } from "./keyring";
import { endLife } from "./local";

afterEach(() => vi.unstubAllGlobals());

it("keeps no key in memory once another tab has wiped the phone", async () => {
	const phone = await ana(new FakeServer());
	const { person_id } = phone.session.ready();
	await writingKey(person_id, "checkins");
	await (await phone.local.local()).clear("keys");
	endLife();
	await expect(writingKey(person_id, "checkins")).rejects.toMatchObject({ code: "no_key" });
});
