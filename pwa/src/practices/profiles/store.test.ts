import { afterEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { ana, meet, pair } from "../../testing/stories";
import { PROFILES } from "./kinds";
import { readName } from "./words";

afterEach(() => {
	vi.unstubAllGlobals();
});

it("keeps a name for oneself while alone", async () => {
	const phone = await ana(new FakeServer());
	await phone.profiles.saveName("  Ana ");
	expect([phone.profiles.myName.value, phone.profiles.theirName.value]).toEqual(["Ana", null]);
});

it("shows a name to the partner where there are two, and a changed one again", async () => {
	const both = await pair(new FakeServer());
	await both.ana.wake();
	await both.ana.profiles.saveName("Ana");
	await both.ana.profiles.saveName("Anna");
	await meet(both.ana);
	await meet(both.ben);
	expect([both.ben.profiles.myName.value, both.ben.profiles.theirName.value]).toEqual([null, "Anna"]);
});

it("saves what was typed, and shares no name that was only kept", async () => {
	const both = await pair(new FakeServer());
	await both.ana.wake();
	const { person_id } = both.ana.session.ready();
	await both.ana.write.save(PROFILES, { id: person_id, space_id: person_id, fields: {}, words: { name: "Ana" } });
	for (const kept of ["Ana", " Ana ", " "]) await both.ana.profiles.saveTyped(kept);
	expect([both.ana.profiles.myName.value, both.ana.profiles.sharedName.value]).toEqual(["Ana", null]);
	await both.ana.profiles.saveTyped(" Anna ");
	expect(both.ana.profiles.sharedName.value).toBe("Anna");
});

it("takes a name away again, for both", async () => {
	const both = await pair(new FakeServer());
	await both.ana.wake();
	for (const name of ["Ana", ""]) {
		await both.ana.profiles.saveName(name);
		await meet(both.ana);
	}
	expect(both.ana.profiles.myName.value).toBeNull();
	await meet(both.ben);
	expect(both.ben.profiles.theirName.value).toBeNull();
});

it.each([null, {}, { name: "  " }, { name: 3 }])("reads no name from %j", (words) => {
	expect(readName(words)).toBeNull();
});
