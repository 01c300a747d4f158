import { afterEach, expect, it, vi } from "vitest";
import { FakeServer } from "../../testing/fake-server";
import { ana, pair } from "../../testing/stories";
import { nameDraft } from "./name-draft";

afterEach(() => {
	vi.unstubAllGlobals();
});

const stands = ({ name, unsaved }: ReturnType<typeof nameDraft>) => [name.value, unsaved.value];

it("shows one's name, and what was typed until it is saved", async () => {
	await ana(new FakeServer());
	const draft = nameDraft();
	expect(stands(draft)).toEqual(["", false]);
	draft.type("Ana ");
	expect(stands(draft)).toEqual(["Ana ", true]);
	await draft.save();
	expect(stands(draft)).toEqual(["Ana", false]);
});

it("keeps what is being typed when one's name arrives from elsewhere", async () => {
	const phone = await ana(new FakeServer());
	const draft = nameDraft();
	draft.type("Ann");
	await phone.profiles.saveName("Ana");
	expect(stands(draft)).toEqual(["Ann", true]);
});

it("follows one's name where nothing was typed", async () => {
	const phone = await ana(new FakeServer());
	const draft = nameDraft();
	await phone.profiles.saveName("Ana");
	expect(stands(draft)).toEqual(["Ana", false]);
});

it("keeps what is typed while the name is saved", async () => {
	await ana(new FakeServer());
	const draft = nameDraft();
	draft.type("Ann");
	const saving = draft.save();
	draft.type("Anna");
	await saving;
	expect(stands(draft)).toEqual(["Anna", true]);
});

it("offers to share a name that was only kept", async () => {
	const both = await pair(new FakeServer());
	await both.ana.wake();
	const draft = nameDraft();
	draft.type("Ana");
	expect(draft.unsaved.value).toBe(true);
	await draft.save();
	expect(draft.unsaved.value).toBe(false);
});

it("gives back the name that was taken away or changed", async () => {
	await ana(new FakeServer());
	const draft = nameDraft();
	draft.type("Ana");
	expect(await draft.save()).toBeUndefined();
	draft.type("");
	const undo = await draft.save();
	expect(stands(draft)).toEqual(["", false]);
	await undo?.();
	expect(stands(draft)).toEqual(["Ana", false]);
});
